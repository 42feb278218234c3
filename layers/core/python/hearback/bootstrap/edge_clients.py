"""AWS clients for the edge, from botocore alone: boto3's resource layer costs a cold start."""

from functools import lru_cache
from typing import Any

from botocore.config import Config
from botocore.session import get_session

_CONFIG = Config(connect_timeout=2, read_timeout=5, retries={"mode": "standard", "max_attempts": 3})


@lru_cache(maxsize=8)
def edge_client(service: str) -> Any:
    return get_session().create_client(service, config=_CONFIG)

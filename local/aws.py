"""Clients of the emulator, with credentials and retries of their own."""

from functools import lru_cache
from typing import Any

import boto3
from botocore.config import Config

from local.emulator.process import CREDENTIALS

_CONFIG = Config(
    connect_timeout=5,
    read_timeout=60,
    retries={"mode": "standard", "max_attempts": 3},
    max_pool_connections=32,
)


@lru_cache(maxsize=64)
def client(service: str, endpoint_url: str) -> Any:
    """A client of a service at the endpoint; typed by its caller."""
    session: Any = boto3.session.Session(
        aws_access_key_id=CREDENTIALS["AWS_ACCESS_KEY_ID"],
        aws_secret_access_key=CREDENTIALS["AWS_SECRET_ACCESS_KEY"],
        region_name=CREDENTIALS["AWS_REGION"],
    )
    return session.client(service, endpoint_url=endpoint_url, config=_CONFIG)

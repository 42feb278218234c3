"""The compiled care policy, as the policy layer brings it."""

from functools import lru_cache
from importlib.resources import files

from hearback.domain.policy import CarePolicy

PACKAGE = "hearback_policy"
FILE = "care-policy.json"


@lru_cache(maxsize=1)
def load_policy() -> CarePolicy:
    """Read and validate it once a process; it was validated when the stack was synthesised."""
    return CarePolicy.model_validate_json(files(PACKAGE).joinpath(FILE).read_bytes())

"""The brands of a policy file, without the rest of it: tools that only read start at once."""

from collections.abc import Sequence
from pathlib import Path

import yaml
from pydantic import TypeAdapter, ValidationError

from hearback.domain.policy import Brand
from local.problem import Problem

_BRANDS = TypeAdapter(tuple[Brand, ...])


def read_brands(policy: Path) -> Sequence[Brand]:
    """Raises `Problem` if the file has no valid `brands`."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        plain = yaml.load(policy.read_bytes(), Loader=loader)  # noqa: S506 - a safe loader
        return _BRANDS.validate_python(plain["brands"])
    except OSError as error:
        raise Problem(f"{policy}: {error.strerror}") from None
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise Problem(f"{policy}: {' '.join(str(error).split())}") from None
    except (KeyError, TypeError):
        raise Problem(f"{policy}: has no brands") from None
    except ValidationError as error:
        raise Problem(f"{policy}: brands: {error.errors()[0]['msg']}") from None

"""The care policy from its YAML file to the JSON that the functions read."""

import hashlib
import json
from pathlib import Path
from typing import Any

import yaml
from pydantic import ValidationError

from hearback.domain.errors import PolicyInvalid
from hearback.domain.policy import CarePolicy


def load_care_policy(file: Path) -> CarePolicy:
    """Validate a policy file. Raises `PolicyInvalid`: one line a mistake, with file and path."""
    plain = read_yaml(file)
    content = json.dumps(plain, sort_keys=True, default=str).encode()
    try:
        return CarePolicy.model_validate(
            {**plain, "revision": hashlib.sha256(content).hexdigest()[:12]}
        )
    except ValidationError as error:
        raise PolicyInvalid(explain(file, error)) from None


def read_yaml(file: Path) -> dict[str, Any]:
    """A YAML file that holds a mapping. Raises `PolicyInvalid` with the place of a mistake."""
    try:
        plain = yaml.safe_load(file.read_text(encoding="utf-8"))
    except OSError as error:
        raise PolicyInvalid(f"{file}: {error.strerror}") from None
    except UnicodeDecodeError:
        raise PolicyInvalid(f"{file}: is not UTF-8") from None
    except yaml.YAMLError as error:
        raise PolicyInvalid(f"{file}: {' '.join(str(error).split())}") from None
    if not isinstance(plain, dict):
        raise PolicyInvalid(f"{file}: must hold a mapping, not {type(plain).__name__}")
    return plain


def explain(file: Path, error: ValidationError) -> str:
    """`file: path.in.it: reason`, one line a mistake."""
    return "\n".join(
        f"{file}: {'.'.join(map(str, each['loc'])) or '(whole file)'}: {each['msg']}"
        for each in error.errors()
    )

"""The care policy from its YAML file to the JSON that the functions read."""

import hashlib
import json
from datetime import date
from pathlib import Path
from typing import Any

import yaml
from pydantic import ValidationError

from hearback.domain.errors import PolicyInvalid
from hearback.domain.policy import CarePolicy
from hearback.domain.send_gate.template_faults import template_faults
from infra.calendars.closures import compile_calendar, years_to_compile
from infra.calendars.source import CalendarSource, CarePolicySource


def load_care_policy(file: Path, today: date) -> CarePolicy:
    """`read_care_policy`, with every template through the send gate wherever it can be used."""
    policy = read_care_policy(file, today)
    if faults := [f"{file}: {path}: {reason}" for path, reason in template_faults(policy)]:
        raise PolicyInvalid("\n".join(faults))
    return policy


def read_care_policy(file: Path, today: date) -> CarePolicy:
    """Validate a policy file and compile its calendars for the years around `today`.

    The revision is the hash of what the functions get: the same file, the same iCal files and the
    same year give the same one. Raises `PolicyInvalid`: one line a mistake, with file and path.
    """
    plain = read_yaml(file)
    try:
        source = CarePolicySource.model_validate(plain)
        plain["calendars"] = {
            name: _compiled(file, name, calendar, today)
            for name, calendar in source.calendars.items()
        }
        content = json.dumps(plain, sort_keys=True, default=str).encode()
        plain["revision"] = hashlib.sha256(content).hexdigest()[:12]
        return CarePolicy.model_validate(plain)
    except ValidationError as error:
        raise PolicyInvalid(explain(file, error)) from None


def _compiled(file: Path, name: str, calendar: CalendarSource, today: date) -> dict[str, Any]:
    try:
        compiled = compile_calendar(calendar, file.parent, years_to_compile(today))
    except PolicyInvalid as error:
        raise PolicyInvalid(f"{file}: calendars.{name}.{error}") from None
    return compiled.model_dump(mode="json")


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

"""A stack for tests: the whole of it, under promises of seconds."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import yaml

from local.addresses import Addresses
from local.places import DEFAULT_POLICY
from local.stack import LocalStack
from tests.care import Care

_MINUTES = {
    "acknowledgement": "5m",
    "first_response": "8m",
    "next_response": "8m",
    "promised_update": "5m",
    "periodic_update": "30m",
    "resolution": "25m",
    "follow_up": "30m",
}
"""In fast motion these are seconds."""


def _quick_policy(file: Path) -> Path:
    """The default policy with promises of a few minutes, which the laptop plays in seconds."""
    policy = yaml.safe_load(DEFAULT_POLICY.read_text(encoding="utf-8"))
    for rule in policy["sla"]:
        for target in rule["targets"]:
            target["target_time"] = _MINUTES[target["metric"]]
    policy["ladder"] = [
        {"role": "team_lead", "after": "2m"},
        {"role": "manager", "after": "4m"},
        {"role": "executive", "after": "6m"},
    ]
    policy["follow_up"] |= {"silence_resolves": "12h", "after": "12h", "close_after": "12h"}
    file.write_text(yaml.safe_dump(policy, allow_unicode=True), encoding="utf-8")
    return file


@contextmanager
def running_stack(folder: Path, *, keeps_state: bool = False) -> Iterator[Care]:
    policy = _quick_policy(folder / "policy.yaml")
    with LocalStack(
        home=folder / "home",
        addresses=Addresses.free(),
        policy_file=policy,
        keeps_state=keeps_state,
    ) as stack:
        yield Care(stack)

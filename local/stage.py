"""The local stage: its configuration and its fast care policy, as files like any other stage's."""

from datetime import UTC, datetime
from pathlib import Path

import yaml

from hearback.domain.errors import PolicyInvalid
from infra.care_policy import load_care_policy
from local.addresses import Addresses
from local.fast_policy import fast
from local.places import DEFAULT_POLICY
from local.problem import Problem
from local.sandbox.platforms import PLATFORMS


def write_stage(folder: Path, addresses: Addresses, policy_file: Path = DEFAULT_POLICY) -> Path:
    """Write `care-policy.yaml` and `stage.yaml` into the folder; returns the stage's file."""
    try:
        policy = load_care_policy(policy_file, datetime.now(UTC).date())
    except PolicyInvalid as error:
        raise Problem(str(error)) from None
    quick = fast(policy, addresses.sandbox_url)
    _write(folder / "care-policy.yaml", quick.model_dump(mode="json", exclude={"revision"}))
    stage = {
        "stage": "local",
        "policy": "care-policy.yaml",
        "channels": {
            channel: {"api_url": addresses.sandbox_url + platform.api_path}
            if platform.api_path
            else {}
            for channel, platform in PLATFORMS.items()
            if channel != "feed"
        },
        "mail": {"recipients": ["destek@nivora.example"]},
        "api": {
            "public_url": addresses.api_url,
            "requests_per_second": 5000,
            "burst": 5000,
            "tags": {"ms-custom-id": "hearback"},
        },
        "alerts": {
            "teams": {team.id: [f"{team.id}@hearback.example"] for team in policy.teams},
            "roles": {
                step.role: [f"{step.role.replace('_', '.')}@hearback.example"]
                for step in policy.ladder
            },
            "operators": ["operators@hearback.example"],
            "copy_to_queue": True,
            "batch_seconds": 0,
        },
        "functions": {
            "build": "host",
            "ingest_concurrency": 3,
            "delivery_concurrency": 3,
            "retry_seconds": 65,
        },
        "keep_data": False,
        "alarms": False,
        "log_retention_days": 1,
        "sweep_every": "1m",
        "sweep_grace": "20s",
        "allow_private_feeds": True,
    }
    file = folder / "stage.yaml"
    _write(file, stage)
    return file


def _write(file: Path, data: object) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    text = yaml.safe_dump(data, allow_unicode=True, sort_keys=False, width=100)
    file.write_text(text, encoding="utf-8")

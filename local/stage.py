"""The local stage: its configuration and its fast care policy, as files like any other stage's."""

from pathlib import Path

import yaml

from local.addresses import Addresses
from local.fast_policy import fast
from local.places import ROOT

DEFAULT_POLICY = ROOT / "layers" / "policy" / "care-policy.yaml"


def write_stage(folder: Path, addresses: Addresses, policy_file: Path = DEFAULT_POLICY) -> Path:
    """Write `care-policy.yaml` and `stage.yaml` into the folder; returns the stage's file."""
    plain = yaml.safe_load(policy_file.read_text(encoding="utf-8"))
    policy = fast(plain, f"{addresses.sandbox_url}/feeds/alerts.xml")
    _write(folder / "care-policy.yaml", policy)
    stage = {
        "stage": "local",
        "policy": "care-policy.yaml",
        "channels": {
            "x": {"api_url": f"{addresses.sandbox_url}/x"},
            "facebook": {"api_url": f"{addresses.sandbox_url}/facebook/v26.0"},
            "generic": {},
        },
        "api": {
            "public_url": addresses.api_url,
            "requests_per_second": 5000,
            "burst": 5000,
            "tags": {"ms-custom-id": "hearback"},
        },
        "alerts": {
            "teams": {team["id"]: [f"{team['id']}@hearback.example"] for team in plain["teams"]},
            "roles": {
                step["role"]: [f"{step['role'].replace('_', '.')}@hearback.example"]
                for step in plain["ladder"]
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

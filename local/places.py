"""Where things are on this machine."""

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CORE = ROOT / "layers" / "core" / "python"
DEFAULT_POLICY = ROOT / "layers" / "policy" / "care-policy.yaml"


def home() -> Path:
    """The running stack's folder: `.local`, or where HEARBACK_HOME says."""
    return Path(os.environ.get("HEARBACK_HOME", ROOT / ".local")).resolve()

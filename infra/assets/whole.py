"""Folders that are there as a whole or not at all."""

import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path


def fill_whole(folder: Path, fill: Callable[[Path], None]) -> None:
    """Fill a folder beside it and rename: a build that is killed leaves nothing half-done, and of
    two at the same time one wins."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    half = Path(tempfile.mkdtemp(dir=folder.parent, prefix=".half-"))
    try:
        fill(half)
        half.chmod(0o755)
        try:
            half.rename(folder)
        except OSError:
            if not folder.exists():
                raise
    finally:
        shutil.rmtree(half, ignore_errors=True)

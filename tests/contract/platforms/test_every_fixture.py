"""No fixture lies about unread: each is named by a test, or is taken with all of its folder."""

from pathlib import Path

import pytest

from local.places import ROOT
from tests.contract.platforms.examples import BODIES, NO_BODY
from tests.contract.platforms.given import FIXTURES

FILES = [path for path in sorted(FIXTURES.rglob("*")) if path.is_file() and path.suffix != ".md"]
SOURCES = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "tests").rglob("*.py"))
WHOLE_FOLDERS = {
    name for name, bodies in BODIES.items() if len(bodies) >= len(list((FIXTURES / name).iterdir()))
}
"""Of these channels each body is an example of `examples`, and each error one of `answers`."""


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(FIXTURES)))
def test_each_fixture_is_read(path: Path) -> None:
    assert f'{path.name}"' in SOURCES or _is_example(path) or "error_" in path.name


def _is_example(path: Path) -> bool:
    return path.parent.name in WHOLE_FOLDERS and not path.name.startswith(NO_BODY)

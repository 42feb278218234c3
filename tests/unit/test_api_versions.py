"""Each version of a platform's API that the code speaks is in the table of their ends."""

import ast
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from hearback.adapters.platforms import ADAPTERS, linkedin
from hearback.adapters.platforms.meta.graph import BASE_URL
from hearback.domain.api_versions import FIXED, GRAPH_ENDS, META, ends_on, graph_version

ADAPTERS_ROOM = Path(__file__).parents[2] / "layers/core/python/hearback/adapters"
IN_PATHS = re.compile(r"/(v\d+(?:\.\d+)?|\d)(?=/|$)")
SHARED = {
    "token_office/grants": ("tiktok", "x"),
    "token_office/checks": ("tiktok", "x"),
    "token_office/desk": ("linkedin",),
    "google/identity": ("google_business",),
}
NO_VERSION = {"meta/graph"}
"""Its version is chosen by the stage, and looked up by its own table."""


def texts(file: Path) -> Iterator[str]:
    """All that is no docstring."""
    tree = ast.parse(file.read_text())
    said = {
        id(node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in said:
            yield node.value


def channels_of(file: str) -> tuple[str, ...]:
    folder = file.partition("/")[0]
    return SHARED.get(file) or ((folder,) if folder in ADAPTERS else ())


def spoken() -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    folders = (ADAPTERS_ROOM / each for each in ("platforms", "token_office"))
    for file in sorted(file for folder in folders for file in folder.rglob("*.py")):
        name = str(file.relative_to(ADAPTERS_ROOM).with_suffix("")).removeprefix("platforms/")
        for version in (v for text in texts(file) for v in IN_PATHS.findall(text)):
            if name not in NO_VERSION:
                (channel,) = [
                    each for each in channels_of(name) if version in FIXED.get(each, {})
                ] or [f"{name} speaks {version}, which is in no row"]
                found[channel].add(version)
    return found


def test_every_version_in_a_path_has_a_row_and_no_row_is_left_over() -> None:
    assert spoken() == {channel: set(rows) for channel, rows in FIXED.items()}


def test_graph_and_linkedin_are_looked_up_by_their_own_rules() -> None:
    version = graph_version(BASE_URL)
    major = int(version[1:].partition(".")[0])
    assert all(ends_on(channel, "v20.0") == GRAPH_ENDS[20] for channel in META)
    assert major == max(GRAPH_ENDS) + 1 or major in GRAPH_ENDS
    assert ends_on("linkedin", linkedin.VERSION) is not None

import re
from pathlib import Path

import pytest
from pydantic import TypeAdapter, ValidationError

from hearback.adapters.platforms import ADAPTERS, adapter_class
from hearback.domain.replies import ReplyForm
from infra.config import Channel

SWITCH: TypeAdapter[str] = TypeAdapter(Channel)
ROOT = Path(__file__).parents[2]
DOCS, SOURCES = ROOT / "docs/channels", ROOT / "layers/core/python"


def test_every_channel_that_has_an_adapter_can_be_switched_on() -> None:
    channels = [channel for channel in ADAPTERS if channel != "feed"]
    assert [SWITCH.validate_python(channel) for channel in channels] == channels
    with pytest.raises(ValidationError):
        SWITCH.validate_python("feed")


def test_every_adapter_is_where_the_registry_says() -> None:
    assert all(callable(adapter_class(channel)) for channel in ADAPTERS)


def test_the_smallest_platform_s_diff_is_what_is_there() -> None:
    diff = (DOCS / "README.md").read_text("utf-8").partition("```diff\n")[2].partition("```")[0]
    for part in diff.split("+++ ")[1:]:
        name, _, lines = part.partition("\n@@ @@\n")
        there = (SOURCES / name).read_text("utf-8")
        added = "".join(f"{line[1:]}\n" for line in lines.splitlines() if line[:1] in "+ ")
        assert added in there, name


ACTS = {
    "Like (praise)": ReplyForm.LIKE,
    "Hide": ReplyForm.HIDE,
    "Mute": ReplyForm.MUTE,
    "Block": ReplyForm.BLOCK,
    "Report": ReplyForm.REPORT,
}


@pytest.mark.parametrize("channel", sorted(ADAPTERS))
def test_each_channel_s_page_says_what_its_adapter_declares(channel: str) -> None:
    page = DOCS / f"{'feeds' if channel == 'feed' else channel}.md"
    told = re.compile(r"^\| ([A-Z][\w ()]+) \| (yes|no):", re.MULTILINE)
    rows = dict(told.findall(page.read_text("utf-8")))
    offers = adapter_class(channel)().offers

    assert {act: rows[act] == "yes" for act in ACTS} == {
        act: form in offers.forms for act, form in ACTS.items()
    }
    assert (rows["Reply in private"] == "yes") == (offers.private_form is not None)


UNDONE = {
    "like": ReplyForm.LIKE,
    "hiding": ReplyForm.HIDE,
    "mute": ReplyForm.MUTE,
    "block": ReplyForm.BLOCK,
}


@pytest.mark.parametrize("channel", sorted(ADAPTERS))
def test_each_channel_s_page_says_what_can_be_taken_back(channel: str) -> None:
    page = (DOCS / f"{'feeds' if channel == 'feed' else channel}.md").read_text("utf-8")
    rows = re.findall(r"^\| Take back (.+?) \| (yes|no):", page, re.MULTILINE)
    told = {UNDONE[word]: yes for words, yes in rows for word in re.findall(r"an? (\w+)", words)}
    offers = adapter_class(channel)().offers

    assert {form for form, yes in told.items() if yes == "yes"} == offers.undoes
    assert set(told) == offers.forms & set(UNDONE.values())

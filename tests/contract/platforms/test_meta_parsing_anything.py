"""Whatever JSON comes under Meta's signature: it is read, ignored or set aside."""

import json
from copy import deepcopy
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.contract.platforms.given import a_delivery
from tests.contract.platforms.meta_given import BODIES, PARSERS, sound
from tests.contract.platforms.shapes import json_of, thoroughly
from tests.contract.platforms.soundness import paths, replaced

KNOWN = """
object entry id time changes field value messaging standby sender recipient timestamp message mid
text attachments payload url is_echo is_deleted reply_to story message_edit postback title reaction
item verb from comment_id post_id open_graph_story_id review_text media media_id parent_id username
self_ig_scoped_id messages statuses errors contacts metadata phone_number_id type body edit revoke
original_message_id interactive button_reply list_reply image caption context wa_id user_id
from_user_id profile name code status
"""
TELLING = """
page instagram whatsapp_business_account feed mention mentions ratings comments live_comments
messages comment post rating add edited remove text edit revoke interactive image button location
unsupported random_mid 0 -1 99999-01-01 17841400000000001
"""
anything = json_of(KNOWN, TELLING)
PLACES = {
    channel: [(body, path) for of, body in BODIES if of == channel for path in paths(body)]
    for channel in PARSERS
}
every_channel = pytest.mark.parametrize("channel", PARSERS)
every_body = pytest.mark.parametrize(("channel", "body"), BODIES)


@every_channel
@thoroughly
@given(body=anything)
def test_any_json_is_read_without_an_error(channel: str, body: object) -> None:
    sound(channel, body)


@every_channel
@thoroughly
@given(data=st.data(), value=anything)
def test_a_body_with_anything_in_any_place_is_read_without_an_error(
    channel: str, data: st.DataObject, value: object
) -> None:
    body, path = data.draw(st.sampled_from(PLACES[channel]))
    sound(channel, replaced(body, path, value))


@every_channel
@thoroughly
@given(text=st.text(max_size=60))
def test_any_text_is_read_without_an_error(channel: str, text: str) -> None:
    PARSERS[channel](a_delivery(channel, text.encode("utf-8", "replace").decode()))


@every_body
def test_a_body_with_any_field_missing_is_read_without_an_error(channel: str, body: Any) -> None:
    for path in filter(None, paths(body)):
        copy = deepcopy(body)
        inner = copy
        for step in path[:-1]:
            inner = inner[step]
        del inner[path[-1]]
        sound(channel, copy)


@every_body
def test_unknown_fields_anywhere_change_nothing(channel: str, body: Any) -> None:
    expected = sound(channel, body)
    for path in paths(body):
        inner = body
        for step in path:
            inner = inner[step]
        if isinstance(inner, dict):
            more = {**inner, "a_new_field": {"of": ["theirs", 1, None]}}
            found = sound(channel, replaced(body, path, more))
            assert without_fragments(found) == without_fragments(expected)


def without_fragments(events: tuple[Any, ...]) -> list[object]:
    """A broken part is kept as it came, new fields and all."""
    return [getattr(event, "reason", event) for event in events]


@every_body
def test_ids_beyond_the_exact_floats_stay_exact(channel: str, body: Any) -> None:
    number = 2**53 + 1
    text = json.dumps(body)
    for path in paths(body):
        if path and str(path[-1]) in ("id", "mid", "comment_id", "media_id", "original_message_id"):
            text = json.dumps(replaced(json.loads(text), path, number))
    events = sound(channel, json.loads(text))
    assert "failed" in repr(events) or str(number) in repr(events)


@every_channel
@pytest.mark.parametrize(
    "text",
    [
        "[" * 100_000,
        '{"a":' * 400 + "1" + "}" * 400,
        "9" * 5_000,
        '{"object": "page", "entry": NaN}',
        '{"object":"instagram","entry":[{"id":1e400,"time":1e400,"changes":[{}]}]}',
        '"' + "\\ud83d" * 100 + '"',
    ],
    ids=range(6),
)
def test_json_that_traps_parsers_is_read_without_an_error(channel: str, text: str) -> None:
    PARSERS[channel](a_delivery(channel, text))

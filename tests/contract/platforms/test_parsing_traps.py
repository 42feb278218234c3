"""Texts that have broken parsers before, for each channel."""

import pytest

from hearback.domain.mention import EventBroken
from tests.contract.platforms.parsers import ALSO, HEADERS, PARSERS, read
from tests.contract.platforms.soundness import sound

TRAPS = (
    "[" * 100_000,
    '{"data":' * 50_000,
    '{"message":' * 50_000,
    '{"a":' * 400 + "1" + "}" * 400,
    "9" * 5_000,
    "1e999",
    "NaN",
    '{"data": Infinity, "entry": NaN, "object": "page", "id": -Infinity}',
    '{"object":"page","entry":[{"id":1e400,"time":1e400,"changes":[{}]}]}',
    '{"object":"instagram","entry":[{"id":1e400,"time":1e400,"changes":[{}]}]}',
    '{"update_id": NaN, "message": {"message_id": Infinity, "chat": {"id": 1e400}}}',
    '{"id": "\\ud83d", "type": "a.created", "data": {"id": "\\ud83d\\ude00"}}',
    '"' + "\\ud83d" * 100 + '"',
    "<a>" * 50_000,
    "<a " + 'b="c" ' * 40_000 + "/>",
    "&" * 200_000,
)


@pytest.mark.parametrize("channel", PARSERS)
@pytest.mark.parametrize("text", TRAPS, ids=range(len(TRAPS)))
def test_text_that_traps_parsers_is_read_without_an_error(channel: str, text: str) -> None:
    sound(PARSERS[channel], text, channel, *ALSO.get(channel, ()), headers=HEADERS)


@pytest.mark.parametrize("depth", [*range(150, 1001, 25)])
def test_a_broken_part_nested_to_the_limit_is_kept_however_deep_it_is(depth: int) -> None:
    deep = "[" * depth + "]" * depth
    body = f'{{"for_user_id": "1", "tweet_create_events": [{{"id_str": {deep}}}, {{"id": 1}}]}}'
    events = read("x", body)
    assert isinstance(events[0], EventBroken)
    assert deep in events[0].fragment

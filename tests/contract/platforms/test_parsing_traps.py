"""Shapes of JSON that have broken parsers before."""

import json
from copy import deepcopy
from typing import Any

import pytest

from hearback.domain.mention import EventBroken
from tests.contract.platforms.given import a_delivery
from tests.contract.platforms.soundness import BODIES, PARSERS, paths, replaced, sound

every_channel = pytest.mark.parametrize("channel", PARSERS)


@pytest.mark.parametrize(("channel", "body"), BODIES)
def test_a_body_with_any_field_missing_is_read_without_an_error(channel: str, body: Any) -> None:
    for path in paths(body):
        if path:
            copy = deepcopy(body)
            inner = copy
            for step in path[:-1]:
                inner = inner[step]
            del inner[path[-1]]
            sound(channel, copy)


@pytest.mark.parametrize(("channel", "body"), BODIES)
def test_unknown_fields_anywhere_change_nothing(channel: str, body: Any) -> None:
    expected = sound(channel, body)
    for path in paths(body):
        inner = body
        for step in path:
            inner = inner[step]
        if isinstance(inner, dict):
            more = {**inner, "a_new_field": {"of": ["theirs", 1, None]}}
            assert sound(channel, replaced(body, path, more)) == expected


@every_channel
@pytest.mark.parametrize(
    "text",
    [
        "[" * 100_000,
        '{"data":' * 50_000,
        '{"a":' * 400 + "1" + "}" * 400,
        "9" * 5_000,
        "1e999",
        "NaN",
        '{"data": Infinity, "entry": NaN, "object": "page", "id": -Infinity}',
        '{"object":"page","entry":[{"id":1e400,"time":1e400,"changes":[{}]}]}',
        '"' + "\\ud83d" * 100 + '"',
        '{"id": "\\ud83d", "type": "a.created", "data": {"id": "\\ud83d\\ude00"}}',
    ],
    ids=range(10),
)
def test_json_that_traps_parsers_is_read_without_an_error(channel: str, text: str) -> None:
    PARSERS[channel](a_delivery(channel, text))


@pytest.mark.parametrize("depth", [*range(150, 1001, 25)])
def test_a_broken_part_nested_to_the_limit_is_kept_however_deep_it_is(depth: int) -> None:
    deep = "[" * depth + "]" * depth
    body = f'{{"for_user_id": "1", "tweet_create_events": [{{"id_str": {deep}}}, {{"id": 1}}]}}'
    events = PARSERS["x"](a_delivery("x", body))
    assert isinstance(events[0], EventBroken)
    assert deep in events[0].fragment


@pytest.mark.parametrize(("channel", "body"), BODIES)
def test_ids_beyond_the_exact_floats_stay_exact(channel: str, body: Any) -> None:
    number = 2**53 + 1
    text = json.dumps(body)
    for path in paths(body):
        if path and str(path[-1]) in ("id", "id_str", "comment_id", "author_id"):
            text = json.dumps(replaced(json.loads(text), path, number))
    assert str(number) in repr(sound(channel, json.loads(text)))

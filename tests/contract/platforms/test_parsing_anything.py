"""Whatever JSON comes, well signed or from a queue: it is read, ignored or set aside."""

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.contract.platforms.given import a_delivery
from tests.contract.platforms.shapes import json_of
from tests.contract.platforms.soundness import BODIES, PARSERS, paths, replaced, sound

KNOWN = """
data event_type payload filter user_id includes users id id_str text lang tweet_create_events
tweet_delete_events for_user_id status edit_history_tweet_ids object entry changes field value item
verb from comment_id post_id message created_time created_at timestamp_ms type timestamp source url
"""
TELLING = """
post.mention.create post.delete page feed mention comment post add edited remove complaint.created
mention.updated mention.deleted 0 -1 tr 99999-01-01 2026-11-22T08:00:00+99:99
"""
anything = json_of(KNOWN, TELLING)
quickly = settings(max_examples=400, deadline=None, suppress_health_check=list(HealthCheck))
every_channel = pytest.mark.parametrize("channel", PARSERS)


PLACES = [(channel, body, path) for channel, body in BODIES for path in paths(body)]


@every_channel
@quickly
@given(body=anything)
def test_any_json_is_read_without_an_error(channel: str, body: object) -> None:
    sound(channel, body)


@settings(quickly, max_examples=1500)
@given(place=st.sampled_from(PLACES), value=anything)
def test_a_body_with_anything_in_any_place_is_read_without_an_error(
    place: tuple[str, Any, tuple[Any, ...]], value: object
) -> None:
    channel, body, path = place
    sound(channel, replaced(body, path, value))


@every_channel
@quickly
@given(text=st.text(max_size=60))
def test_any_text_is_read_without_an_error(channel: str, text: str) -> None:
    PARSERS[channel](a_delivery(channel, text.encode("utf-8", "replace").decode()))

"""JSON of any shape with the names that a channel knows, and any text: read, ignored or set aside.

What `test_foreign_input` takes from examples and changes, this makes up from nothing.
"""

import os
from functools import lru_cache

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.contract.platforms.examples import BODIES
from tests.contract.platforms.parsers import ALSO, HEADERS, PARSERS
from tests.contract.platforms.soundness import paths, sound

_TRAPS = ("\ud800", "\u0000", "\u2028", "İ" * 300, "99999-01-01", "0", "-1")
every_channel = pytest.mark.parametrize("channel", PARSERS)
thoroughly = settings(
    max_examples=int(os.environ.get("HEARBACK_FUZZ", "60")),
    deadline=None,
    suppress_health_check=list(HealthCheck),
)


@lru_cache
def json_of(channel: str) -> st.SearchStrategy[object]:
    """With the names of the channel's examples, and their words as values."""
    bodies = BODIES.get(channel, [])
    known = sorted({str(path[-1]) for body in bodies for path in paths(body) if path}) or ["id"]
    words = sorted({each for body in bodies for each in _words(body)})
    scalars = st.one_of(
        st.none(),
        st.booleans(),
        st.integers(),
        st.integers(min_value=10**18, max_value=10**40),
        st.floats(),
        st.text(max_size=8),
        st.sampled_from([*words, *_TRAPS]),
    )
    names = st.one_of(st.sampled_from(known), st.text(max_size=4))
    return st.recursive(
        scalars,
        lambda inner: st.one_of(
            st.lists(inner, max_size=4), st.dictionaries(names, inner, max_size=6)
        ),
        max_leaves=20,
    )


def _words(value: object) -> list[str]:
    if isinstance(value, dict | list):
        inner = value.values() if isinstance(value, dict) else value
        return [word for each in inner for word in _words(each)]
    return [value] if isinstance(value, str) else []


@every_channel
@thoroughly
@given(data=st.data())
def test_any_json_is_read_without_an_error(channel: str, data: st.DataObject) -> None:
    body = data.draw(json_of(channel))
    sound(PARSERS[channel], body, channel, *ALSO.get(channel, ()), headers=HEADERS)


@every_channel
@thoroughly
@given(text=st.text(max_size=60))
def test_any_text_is_read_without_an_error(channel: str, text: str) -> None:
    given = text.encode("utf-8", "replace").decode()
    sound(PARSERS[channel], given, channel, *ALSO.get(channel, ()), headers=HEADERS)

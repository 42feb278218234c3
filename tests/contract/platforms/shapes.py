"""JSON of any shape, with the names and words that a platform's parser looks for.

`HEARBACK_FUZZ` sets the number of examples of each test that is `thoroughly` done.
"""

import os

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

_TRAPS = ("\ud800", "\u0000", "\u2028", "İ" * 300)

thoroughly = settings(
    max_examples=int(os.environ.get("HEARBACK_FUZZ", "300")),
    deadline=None,
    suppress_health_check=list(HealthCheck),
)


def json_of(
    known: str, telling: str, traps: tuple[str, ...] = (), leaves: int = 25
) -> st.SearchStrategy[object]:
    """`known`: names of fields, `telling`: values, both apart by blanks."""
    scalars = st.one_of(
        st.none(),
        st.booleans(),
        st.integers(),
        st.integers(min_value=10**18, max_value=10**40),
        st.floats(),
        st.text(max_size=8),
        st.sampled_from([*telling.split(), *_TRAPS, *traps]),
    )
    names = st.one_of(st.sampled_from(known.split()), st.text(max_size=4))
    return st.recursive(
        scalars,
        lambda inner: st.one_of(
            st.lists(inner, max_size=4), st.dictionaries(names, inner, max_size=6)
        ),
        max_leaves=leaves,
    )

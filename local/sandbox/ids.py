"""Identifiers like the platforms' own."""

import itertools
from datetime import datetime

_X_EPOCH_MS = 1_288_834_974_657
_FIRST_FACEBOOK_POST = 712_750_021_053_074
_FIRST_FACEBOOK_COMMENT = 1_063_824_911_537_852


class Ids:
    """Never gives an id twice. Not thread-safe on its own."""

    def __init__(self) -> None:
        self._last_x = 0
        self._posts = itertools.count(_FIRST_FACEBOOK_POST, 17)
        self._comments = itertools.count(_FIRST_FACEBOOK_COMMENT, 13)
        self._others = itertools.count(1)

    def x(self, now: datetime) -> str:
        """A snowflake: milliseconds since X's epoch, shifted; far above 2^53."""
        snowflake = (int(now.timestamp() * 1000) - _X_EPOCH_MS) << 22
        self._last_x = max(snowflake, self._last_x + 1)
        return str(self._last_x)

    def facebook_post(self, page_id: str) -> str:
        """`<page>_<n>`."""
        return f"{page_id}_{next(self._posts)}"

    def facebook_comment(self, post_id: str) -> str:
        """`<n of the post>_<n>`."""
        return f"{post_id.rpartition('_')[2]}_{next(self._comments)}"

    def other(self, channel: str) -> str:
        return f"{channel}-{next(self._others):06d}"

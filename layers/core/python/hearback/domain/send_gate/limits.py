"""How long a text may be on each channel: for words that are checked before any adapter is there.

An adapter's own `length` and `longest_reply` decide when a reply is sent. Here texts are counted
as the platform does it, or longer: what fits here fits there. Limits are those of the platforms'
documents; (?) marks what was not found in an official text.
"""

import re
import string
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from hearback.domain.mention import Visibility

_HOST = re.compile(
    r"[^\s.](?=(?:\.[0-9-]{1,63}){0,9}\.[0-9-]{0,63}[A-Za-z])(?:\.[A-Za-z0-9-]+)+"
    r"|[^\s.]\.[^\W\d_]"
)
"""Whatever could be read as the end of a host's name: whole words may stand before it."""

_LINK_WEIGHT = 23
_LIGHT = ((0, 4351), (8192, 8205), (8208, 8223), (8242, 8247))
"""Code points that weigh 1 on X; all others weigh 2 (X's counting, configuration version 3)."""


_EMOJI = (0xA9, 0xAE)
"""© and ®: emoji among the light ones."""


@dataclass(frozen=True, slots=True)
class Limit:
    """`longest` by `length`. `where`: who can read it.

    `longest_handle`: without its at sign; `at`: what stands in that sign's place.
    """

    longest: int
    length: Callable[[str], int] = len
    longest_handle: int = 30
    at: str = "@"
    where: tuple[Visibility, ...] = (Visibility.PUBLIC,)


def weighted(text: str) -> int:
    """As X counts, but each point of an emoji by itself, and links both ways."""
    plain = unicodedata.normalize("NFC", text)
    weight = sum(1 if _is_light(ord(character)) else 2 for character in plain)
    return weight + _LINK_WEIGHT * _links(plain)


def with_links(text: str) -> int:
    """Characters, each link at least 23: Mastodon's counting, or more."""
    return len(text) + _LINK_WEIGHT * _links(text)


def in_markdown(text: str) -> int:
    """Characters, each sign marked so that it shows as itself, and each line's end: Reddit's."""
    plain = unicodedata.normalize("NFC", text)
    return sum(3 if c == "\n" else 2 if c in string.punctuation else 1 for c in plain)


def in_bytes(text: str) -> int:
    return len(text.encode("utf-8", "replace"))


def in_utf16(text: str) -> int:
    return len(text.encode("utf-16-le", "replace")) // 2


def _links(text: str) -> int:
    return sum(1 for _ in _HOST.finditer(text))


def _is_light(point: int) -> bool:
    return point not in _EMOJI and any(first <= point <= last for first, last in _LIGHT)


_PRIVATE = (Visibility.PRIVATE,)
_BOTH = (Visibility.PUBLIC, Visibility.PRIVATE)

LIMITS: Mapping[str, Limit] = {
    "x": Limit(280, weighted, longest_handle=15, where=_BOTH),
    "facebook": Limit(8_000),  # (?)
    "instagram": Limit(1_000, in_bytes, where=_BOTH),  # a message's; comments may be longer
    "messenger": Limit(2_000, where=_PRIVATE),  # (?)
    "whatsapp": Limit(4_096, where=_PRIVATE),
    "telegram": Limit(4_096, in_utf16, where=_BOTH),  # (?)
    "linkedin": Limit(1_250),
    "youtube": Limit(10_000),  # (?)
    "tiktok": Limit(1_200),
    "bluesky": Limit(300, where=_BOTH),  # a post's; messages may be longer
    "mastodon": Limit(468, with_links),
    "reddit": Limit(10_000, in_markdown, longest_handle=20, at="u/", where=_BOTH),
    "google_play": Limit(350),
    "google_business": Limit(4_096, in_bytes),
    "app_store": Limit(5_970),
    "email": Limit(10_000, where=_PRIVATE),  # ours: SES takes 40 MB
}
"""The channels on which we can speak."""

_NO_LIMIT = Limit(1_000_000)


def limit_of(channel: str) -> Limit:
    return LIMITS.get(channel, _NO_LIMIT)

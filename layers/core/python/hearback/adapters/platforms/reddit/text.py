"""Words in Reddit's Markdown: ours so that they read as they were written, theirs made plain.

Contract: www.reddit.com/wiki/markdown.
"""

import re
from html import unescape

from hearback.domain.text import clean

_LINK = re.compile(r"((?:https?://|www\.)[^\s<>]+|(?<![\w/])/?[ur]/[A-Za-z0-9_-]{2,21})")
"""A mark inside would lead elsewhere: also in `u/name` and `r/name`, which Reddit links."""

_SIGNS = re.compile(r"[\\`*_\[\]~^|<>#]|&(?=#?\w+;)")
_OPENING = re.compile(r"\A([-+=])|\A(\d+)([.)])")
"""What makes a list or a heading of a line that begins with it."""

_BLANK_LINES = re.compile(r"\n\s*\n")
_LINE_BREAK = "  \n"
"""Without the blanks Reddit puts the next line behind this one."""

_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])|(&#?\w{1,32};)")


def markdown(text: str) -> str:
    """Marked so that every sign shows as itself; line breaks and links stay."""
    paragraphs = _BLANK_LINES.split(clean(text).strip())
    return "\n\n".join(_LINE_BREAK.join(map(_line, each.split("\n"))) for each in paragraphs)


def length(text: str) -> int:
    """Characters, with the marks: those are what Reddit counts."""
    return len(markdown(text))


def plain(written: str) -> str:
    """Marks before signs and named characters undone; emphasis and links are left as typed."""
    return _ESCAPED.sub(lambda found: found[1] or unescape(found[2]), written)


def same_words(written: object, text: str) -> bool:
    """Whether this Markdown says our text."""
    return isinstance(written, str) and _bare(written) == _bare(markdown(text))


def _line(line: str) -> str:
    """Four blanks before it would make it code."""
    pieces = _LINK.split(line.strip())
    shown = "".join(
        piece if at % 2 else _SIGNS.sub(r"\\\g<0>", piece) for at, piece in enumerate(pieces)
    )
    return _OPENING.sub(_marked, shown)


def _marked(opening: re.Match[str]) -> str:
    return f"\\{opening[1]}" if opening[1] else f"{opening[2]}\\{opening[3]}"


def _bare(written: str) -> str:
    return " ".join(plain(written).split())

"""From HTML to the words in it.

The standard library's parser takes a minute for 100 KB of `<a `, so this reads by itself: each
search goes forward only, and what is never closed ends the text.
"""

import re
from collections.abc import Iterator
from html import unescape

_LARGEST_HTML = 100_000
_TAG = re.compile(r"/?([a-z][a-z0-9]*)", re.IGNORECASE)
_UNREAD = ("script", "style", "template", "iframe", "object", "noscript", "head", "textarea")
_ENDS = {name: re.compile(rf"</{name}", re.IGNORECASE) for name in _UNREAD}
_BREAKS = re.compile("br|p|div|li|tr|td|hr|pre|h[1-6]|blockquote|section|article")
_BLANKS = re.compile(r"[^\S\n]+")
_LINES = re.compile(r"\s*\n\s*")


def plain_text(html: str) -> str:
    """The text without tags and scripts, one line a block; markup over 100 KB is cut."""
    text = "".join(map(unescape, _pieces(html[:_LARGEST_HTML])))
    return _LINES.sub("\n", _BLANKS.sub(" ", text)).strip()


def _pieces(html: str) -> Iterator[str]:
    at = 0
    while (start := html.find("<", at)) >= 0:
        yield html[at:start]
        if html.startswith("<!--", start):
            at = html.find("-->", start) + 3
            if at < 3:
                return
            continue
        tag = _TAG.match(html, start + 1)
        if tag is None and html[start + 1 : start + 2] not in ("!", "?"):
            yield "<"
            at = start + 1
            continue
        at = html.find(">", start) + 1
        if at == 0:
            return
        name = tag[1].lower() if tag else ""
        if _BREAKS.fullmatch(name):
            yield "\n"
        if name in _ENDS and html[start + 1] != "/":
            end = _ENDS[name].search(html, at)
            if end is None:
                return
            at = end.start()
    yield html[at:]

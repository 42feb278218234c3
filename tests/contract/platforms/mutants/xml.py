"""Feeds that are nearly those that a hub pushes or a site publishes."""

from collections.abc import Callable, Sequence
from copy import deepcopy
from random import Random
from xml.etree import ElementTree

_SPACES = (
    *("", "{http://www.w3.org/2005/Atom}", "{http://purl.org/atompub/tombstones/1.0}"),
    *("{http://www.youtube.com/xml/schemas/2015}", "{http://purl.org/dc/elements/1.1/}"),
    *("{http://search.yahoo.com/mrss/}", "{http://a.example/unknown}"),
)
_NAMES = (
    *("feed", "rss", "channel", "item", "entry", "id", "guid", "title", "link", "content"),
    *("summary", "description", "author", "name", "published", "updated", "pubDate", "date"),
    *("deleted-entry", "videoId", "channelId", "category", "source", "xhtml", "x"),
)
_ATTRIBUTES = ("rel", "href", "ref", "type", "when", "isPermaLink", "xml:base", "{a}b", "src")
_WORDS = (
    *("", " ", "x", "yt:video:", "yt:video:abc", "self", "html", "xhtml", "text/plain", "base64"),
    *("2026-11-22T08:00:00Z", "Sun, 22 Nov 2026 11:00:00 +0300", "99999-01-01", "32 Foo 26", "0"),
    *("http://a.example/?url=http://b", "https://www.google.com/url?url=https%3A%2F%2Fb.example/"),
    *("javascript:alert(1)", "http://[", "tag:a,2026:1", "<p>ş&amp;<script>1</script>", "]]>"),
    *("😡" * 3, "\u0301" * 60, "x" * 5_000, "9" * 5_000, "\u2028", "\x85", "\ufffd", "https://[::"),
)
_INSERTED = (
    *("<![CDATA[", "]]>", "<!--", "-->", "&nbsp;", "&#0;", "&#xd800;", "&x;", "<", ">", "&", '"'),
    *("<?php ?>", "<entry>", "</entry>", "</feed>", "<item/>", "\0", "\ufffe", "\x1b", "<a " * 40),
    *("<x:y>", ' xmlns=""', ' xmlns:yt="u"', "<!DOCTYPE a>", '<!ENTITY a "b">', "<!doctype rss ["),
)
_DECLARED = (
    *("utf-8", "utf-16", "UTF-7", "iso-8859-9", "windows-1254", "ascii", "x-none", "utf-32", "hex"),
    *("big5", "idna", "rot13", "", "unicode_escape"),
)


class Feeds:
    """Mutants of the examples, as text; `bytes` also in other encodings."""

    def __init__(self, examples: Sequence[str]) -> None:
        self._texts = tuple(examples)
        self._trees = [ElementTree.fromstring(each.encode()) for each in examples]  # noqa: S314

    def text(self, rng: Random) -> str:
        if rng.random() < 0.25:
            return _spoilt(rng.choice(self._texts), rng)
        tree = deepcopy(rng.choice(self._trees))
        for _ in range(rng.choice((1, 1, 2, 2, 3, 6))):
            rng.choice(_CHANGES)(rng.choice(list(tree.iter())), self._any_element(rng), rng)
        written = ElementTree.tostring(tree, encoding="unicode")
        return _spoilt(written, rng) if rng.random() < 0.15 else written

    def bytes(self, rng: Random) -> bytes:
        text = self.text(rng)
        if rng.random() < 0.8:
            return text.encode("utf-8", "replace")
        declared, real = rng.choice(_DECLARED), rng.choice(_DECLARED[:5])
        return f'<?xml version="1.0" encoding="{declared}"?>{text}'.encode(real, "replace")

    def _any_element(self, rng: Random) -> ElementTree.Element:
        return rng.choice(list(rng.choice(self._trees).iter()))


def _spoilt(text: str, rng: Random) -> str:
    start = rng.randrange(len(text) + 1)
    end = min(len(text), start + rng.choice((0, 0, 1, 5, 40)))
    return text[:start] + rng.choice((*_INSERTED, *_WORDS)) + text[end:]


def _name(element: ElementTree.Element, _: ElementTree.Element, rng: Random) -> None:
    element.tag = rng.choice(_SPACES) + rng.choice(_NAMES)


def _words(element: ElementTree.Element, _: ElementTree.Element, rng: Random) -> None:
    element.text = rng.choice(_WORDS)


def _attribute(element: ElementTree.Element, _: ElementTree.Element, rng: Random) -> None:
    element.set(rng.choice([*_ATTRIBUTES, *element.keys()]), rng.choice(_WORDS))


def _empty(element: ElementTree.Element, _: ElementTree.Element, rng: Random) -> None:
    for each in list(element):
        if rng.random() < 0.5:
            element.remove(each)


def _graft(element: ElementTree.Element, other: ElementTree.Element, rng: Random) -> None:
    element.insert(rng.randrange(len(element) + 1), deepcopy(other))


def _double(element: ElementTree.Element, _: ElementTree.Element, rng: Random) -> None:
    for each in list(element)[:3]:
        element.insert(rng.randrange(len(element) + 1), deepcopy(each))


def _nest(element: ElementTree.Element, _: ElementTree.Element, rng: Random) -> None:
    for _depth in range(rng.choice((1, 20, 200))):
        element = ElementTree.SubElement(element, element.tag)


def _scatter(element: ElementTree.Element, _: ElementTree.Element, rng: Random) -> None:
    element.tail = rng.choice(_WORDS)
    inner = list(element)
    rng.shuffle(inner)
    element[:] = inner


_CHANGES: tuple[Callable[[ElementTree.Element, ElementTree.Element, Random], None], ...] = (
    *(_name, _words, _words, _attribute, _attribute, _empty, _graft, _double, _nest, _scatter),
)

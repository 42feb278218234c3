"""Strangers' words in plain text: nothing in them may command, hide, or be clicked."""

import re
import unicodedata
from urllib.parse import quote, urlsplit, urlunsplit

from hearback.domain.text import clean

_LINE_BREAK = re.compile(r"\r\n|[\r\n\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_JOINER_IN_WORD = re.compile(r"(?<=\w)[\u200c\u200d]|[\u200c\u200d](?=\w)")
_JOINERS = "\u200c\u200d"
"""Emoji families are held together by these; between letters they only hide things."""

_HTTP = re.compile(r"(h)tt(ps?)(?=[:：])", re.IGNORECASE)
_COLON_BEFORE_HOST = re.compile(r"[:：](?=[/\\]{2})")
_OTHER_SCHEME = re.compile(
    r"\b(mailto|tel|sms|callto|skype|whatsapp|tg|javascript|data|intent)[:：](?=\S)", re.IGNORECASE
)
_DOT_BEFORE_LETTER = re.compile(r"(?<=[^\s.])[.。．｡․](?=[^\W\d_])")
_IP_ADDRESS = re.compile(r"\b(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})\b")
_LONGEST_URL = 1_000
_URL_SAFE = "/:@!$&'()*+,;=-._~%?"


def readable(text: str) -> str:
    """The text with newlines as its only control characters, and no marks that turn or hide."""
    broken = _LINE_BREAK.sub("\n", clean(text).replace("\t", " "))
    kept = "".join(c for c in broken if c == "\n" or _is_visible(c))
    return _JOINER_IN_WORD.sub("", kept)


def flat(text: str, limit: int) -> str:
    """`readable` on one line of at most `limit` characters."""
    line = " ".join(readable(text).split())
    return line if len(line) <= limit else line[: limit - 1].rstrip() + "…"


def defanged(text: str) -> str:
    """The text with addresses broken up, so that no mail program makes links of them."""
    text = _HTTP.sub(r"\1xx\2", text)
    text = _COLON_BEFORE_HOST.sub("[:]", text)
    text = _OTHER_SCHEME.sub(r"\1[:]", text)
    text = _DOT_BEFORE_LETTER.sub("[.]", text)
    return _IP_ADDRESS.sub(r"\1[.]\2[.]\3[.]\4", text)


def quoted(text: str, limit: int, cut: str) -> str:
    """A stranger's text for a mail, each line behind `> `; `cut` ends one that was too long."""
    text = readable(text).strip()
    if len(text) > limit:
        text = f"{text[:limit].rstrip()}… {cut}"
    return "\n".join(f"> {line}".rstrip() for line in defanged(text).split("\n"))


def web_address(url: str) -> str:
    """A post's address if it is safe to show as a link, else nothing.

    http and https only, no user name before the host, plain ASCII (a host of other letters
    shows in its `xn--` form, so that it cannot pass for another).
    """
    if len(url) > _LONGEST_URL or any(c.isspace() or not _is_visible(c) for c in url):
        return ""
    try:
        parts = urlsplit(url)
        port = f":{parts.port}" if parts.port else ""
        host = (parts.hostname or "").encode("idna").decode("ascii")
    except ValueError:
        return ""
    if parts.scheme not in ("http", "https") or "@" in parts.netloc:
        return ""
    if not re.fullmatch(r"[a-z0-9_-]+(\.[a-z0-9_-]+)*", host):
        return ""
    path, query, fragment = (
        quote(part, safe=_URL_SAFE) for part in (parts.path, parts.query, parts.fragment)
    )
    return urlunsplit((parts.scheme, host + port, path, query, fragment))


def _is_visible(character: str) -> bool:
    return character in _JOINERS or unicodedata.category(character) not in ("Cc", "Cf", "Cs", "Co")

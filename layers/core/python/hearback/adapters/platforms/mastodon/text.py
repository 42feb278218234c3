"""What we say on Mastodon: how long it is there, whom it addresses, whether it was said.

Contract: docs.joinmastodon.org/user/posting (links count 23, a remote name without its server).
"""

import re

from hearback.adapters.platforms.mastodon import CHARACTERS_A_LINK
from hearback.adapters.platforms.shared.graphemes import graphemes
from hearback.adapters.platforms.shared.plain_text import plain_text
from hearback.domain.text import clean

_LINK = re.compile(r"https?://\S+")
_REMOTE_NAME = re.compile(r"(?<![\w/])(@\w[\w.-]*)@[\w-][\w.-]*\w")
_NAMES = re.compile(r"\A(?:@[\w.-]+(?:@[\w.-]+)?\s*)+")


def length(text: str) -> int:
    counted = _LINK.sub("x" * CHARACTERS_A_LINK, clean(text))
    return graphemes(_REMOTE_NAME.sub(r"\1", counted))


def addressed(text: str, name: str) -> str:
    """With `@name` before it, which is what brings the post to its reader's attention."""
    said = clean(text)
    if not name or re.search(rf"(?<!\w)@{re.escape(name)}(?![\w@])", said):
        return said
    return f"@{name} {said}"


def same_words(content: object, text: str) -> bool:
    """Whether the HTML of a post says this text, the names before it aside."""
    return isinstance(content, str) and _bare(plain_text(content)) == _bare(text)


def _bare(text: str) -> str:
    return " ".join(_NAMES.sub("", clean(text)).split())

"""What customers call themselves, unless it would say something in our name."""

import re

from hearback.domain.mention import Author

LONGEST_NAME = 30
_NAME = re.compile(rf"[^\W\d_]{{1,{LONGEST_NAME}}}")
_HANDLE = re.compile(r"[A-Za-z0-9_]{1,30}")


def first_name(author: Author) -> str:
    """Letters only; else empty."""
    name = author.name.split(" ")[0]
    return name if _NAME.fullmatch(name) else ""


def called(author: Author, at: str) -> str:
    """By the name on the platform, with what is put before it there; else empty."""
    return at + author.handle if _HANDLE.fullmatch(author.handle) else ""

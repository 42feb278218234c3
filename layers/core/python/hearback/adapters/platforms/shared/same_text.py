"""Our words as platforms give them back."""

from hearback.domain.text import clean


def same_words(theirs: object, ours: str) -> bool:
    """Whether it is the same text, however the blanks in it were changed."""
    return isinstance(theirs, str) and _plain(theirs) == _plain(ours)


def _plain(text: str) -> str:
    return " ".join(clean(text).split())

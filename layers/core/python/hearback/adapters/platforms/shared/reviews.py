"""What reviews in app stores have in common: stars beside the words, and one answer a review."""

from hearback.domain.mention import Incoming, Mention, MentionEdited

_MOST_STARS = 5


def review(mention: Mention) -> Incoming:
    """As an edit: a store does not say whether a review is new, and an edit may come first."""
    return MentionEdited(mention=mention)


def text_of(title: str, body: str, stars: int | None) -> str:
    """Title, words and stars as the store shows them, a line each; what is absent is left out."""
    shown = "★" * stars + "☆" * (_MOST_STARS - stars) if stars and stars <= _MOST_STARS else ""
    return "\n".join(part for part in (title.strip(), body.strip(), shown) if part)

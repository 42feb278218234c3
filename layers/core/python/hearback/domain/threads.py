"""The conversations of one case: where they are, and how we know that it is the same customer."""

import re
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from hashlib import sha256
from itertools import islice

from hearback.domain.mention import Mention, Visibility

_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_DIGITS = 10
_MOST_REFERENCES = 3
_FORMS = ("generic",)
"""Where web forms come in; their messages do not say that nobody else reads them."""

_REFERENCE = re.compile(rf"(?<![^\W_])HB[{_LETTERS}]{{{_DIGITS}}}(?![^\W_])", re.IGNORECASE)


class Destination(StrEnum):
    """Where a conversation can be moved to."""

    DM = "dm"
    EMAIL = "email"
    PHONE = "phone"
    WEB_FORM = "web_form"


class ThreadLink(StrEnum):
    """How we know that a thread is the same customer's.

    `PLATFORM`: by the platform's own id. `REFERENCE`: they named one that we had given them in
    private; `PUBLIC_REFERENCE`: one that stood where others could read it, which proves nothing.
    `BY_HAND`: an agent says so.
    """

    OPENED = "opened"
    PLATFORM = "platform"
    REFERENCE = "reference"
    PUBLIC_REFERENCE = "public_reference"
    BY_HAND = "by_hand"


@dataclass(frozen=True, slots=True, kw_only=True)
class Thread:
    """One conversation. A case has one for each channel and visibility.

    `person_id` is the platform's. `reference`: what the customer was given to name; until they
    do, there is no `last_mention_id`. `verified_at`: when their identity was verified there.
    `subject` and `bulk` are those of the latest mail.
    """

    channel: str
    visibility: Visibility
    since: datetime
    link: ThreadLink
    account_id: str = ""
    thread_id: str = ""
    person_id: str = ""
    reference: str = ""
    last_mention_id: str = ""
    last_mention_at: datetime | None = None
    verified_at: datetime | None = None
    subject: str = ""
    bulk: bool = False

    @property
    def is_private(self) -> bool:
        return self.visibility is Visibility.PRIVATE

    def takes_reference_of(self, mention: Mention) -> bool:
        """Whether a mention that names the reference is this one's: it counts for one person."""
        if not mention.is_private and mention.channel not in _FORMS:
            return False
        if not self.last_mention_id:
            return True
        same_person = bool(self.person_id) and self.person_id == mention.author.id
        same_thread = bool(self.thread_id) and self.thread_id == mention.thread_id
        return self.channel == mention.channel and (same_person or same_thread)


def new_reference(*secret: str) -> str:
    """What a customer names to be known again: 50 bits of a hash of what only we know."""
    number = int.from_bytes(sha256("\x00".join(secret).encode()).digest())
    return "HB" + "".join(_LETTERS[number >> 5 * place & 31] for place in range(_DIGITS))


def references_in(*texts: str) -> tuple[str, ...]:
    """What looks like a reference of ours, each once, the first few only: each is looked up."""
    found = (match[0].upper() for text in texts for match in _REFERENCE.finditer(text))
    return tuple(islice(dict.fromkeys(found), _MOST_REFERENCES))

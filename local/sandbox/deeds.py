"""What is done on the sandbox's platforms beside posting: likes and such, private messages."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Deed:
    """Something that is or is not: doing it again changes nothing.

    `target`: a post or a person. `id`: of what may be done again, such as a report.
    """

    channel: str
    account_id: str
    kind: str
    target: str
    id: str = ""

    def as_json(self) -> dict[str, Any]:
        return {
            "channel": self.channel,
            "account": self.account_id,
            "kind": self.kind,
            "target": self.target,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """A private message. `about`: the comment that it answers, if one."""

    channel: str
    id: str
    conversation: str
    sender_id: str
    text: str
    at: datetime
    about: str = ""

    def is_with(self, person_id: str | None) -> bool:
        """A conversation is named by the person, on X by both of the two."""
        return person_id in self.conversation.split("-")

    def as_json(self) -> dict[str, Any]:
        return {
            "channel": self.channel,
            "id": self.id,
            "conversation": self.conversation,
            "sender": self.sender_id,
            "text": self.text,
            "at": self.at.isoformat(),
            "about": self.about,
        }

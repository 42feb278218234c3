"""Whether a customer can be answered from here."""

from collections.abc import Mapping

from hearback.domain.mailing import against_answering
from hearback.domain.policy import CarePolicy
from hearback.domain.ports import Platform
from hearback.domain.threads import Thread


def can_answer(place: Thread, platforms: Mapping[str, Platform], policy: CarePolicy) -> bool:
    """Where we speak, and somebody is there to hear it."""
    platform = platforms.get(place.channel)
    speaks = platform is not None and platform.can_reply
    return speaks and not against_answering(place, policy)

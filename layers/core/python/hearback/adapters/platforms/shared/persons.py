"""Whom a reply or a deed is about."""

from hearback.domain.errors import Refused
from hearback.domain.replies import Reply


def person_of(reply: Reply) -> str:
    """By the platform's id. Raises `Refused` where the platform did not say who it is."""
    if not reply.person_id:
        raise Refused("author_unknown")
    return reply.person_id

"""That somebody is who they say: how it was found out, never with which values."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class IdentityWay(StrEnum):
    """Where it was checked; in public is no such place."""

    PRIVATE_MESSAGE = "private_message"
    EMAIL = "email"
    PHONE = "phone"
    APP = "app"
    BRANCH = "branch"


class IdentityProof(StrEnum):
    """What was compared with what we have on file."""

    CUSTOMER_NUMBER = "customer_number"
    ORDER = "order"
    PHONE_ON_FILE = "phone_on_file"
    EMAIL_ON_FILE = "email_on_file"
    SECURITY_QUESTION = "security_question"
    LOGIN = "login"
    DOCUMENT = "document"


@dataclass(frozen=True, slots=True, kw_only=True)
class IdentityCheck:
    """What is kept of a check. `by` is the agent's name."""

    way: IdentityWay
    proof: IdentityProof
    by: str
    at: datetime

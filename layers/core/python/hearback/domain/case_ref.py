"""The short name of a case."""

import re

_LENGTH = 6


def case_ref(case_id: str) -> str:
    """The end of the id, for people to say and to search for: the random part of a ULID."""
    return re.sub(r"[^0-9A-Za-z]", "", case_id)[-_LENGTH:].upper()

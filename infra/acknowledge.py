"""Acknowledging a finding of the security rules, with the reason why it stands."""

from aws_cdk import Acknowledgment, Validations
from constructs import IConstruct

_SHORTEST_REASON = 40


def acknowledge(construct: IConstruct, finding: str, reason: str) -> None:
    """Raises `ValueError` for a reason that explains nothing."""
    if len(reason) < _SHORTEST_REASON:
        raise ValueError(f"{finding}: the reason needs at least {_SHORTEST_REASON} characters")
    Validations.of(construct).acknowledge(Acknowledgment(id=finding, reason=reason))

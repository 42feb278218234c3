"""The right to send mails through SES, from the care policy's own addresses and no other."""

from collections.abc import Iterable, Iterator

from aws_cdk import Aws
from aws_cdk import aws_iam as iam

from hearback.domain.policy import CarePolicy


def let_send_mails(role: iam.Role, policy: CarePolicy) -> None:
    """Of an address, its domain and the domain above it, that one is asked for which SES has
    verified; the sender must be the address itself."""
    addresses = sorted({own.id for own in policy.accounts() if own.channel == "email"})
    if not addresses:
        return
    arn = f"arn:{Aws.PARTITION}:ses:{Aws.REGION}:{Aws.ACCOUNT_ID}:identity"
    role.add_to_policy(
        iam.PolicyStatement(
            actions=["ses:SendEmail"],
            resources=[f"{arn}/{identity}" for identity in _identities(addresses)],
            conditions={"StringEquals": {"ses:FromAddress": addresses}},
        )
    )


def _identities(addresses: Iterable[str]) -> list[str]:
    return sorted({identity for address in addresses for identity in _of(address)})


def _of(address: str) -> Iterator[str]:
    domain = address.rpartition("@")[2]
    above = domain.partition(".")[2]
    yield from (address, domain)
    if "." in above:
        yield above

"""What the platforms' endpoints for likes and such and for private messages share.

`wording`: how the platform words a failure that was ordered.
"""

from collections.abc import Callable

from hearback.domain.mention import Author
from local.sandbox.accounts import BrandAccount
from local.sandbox.calls import the_sandbox
from local.sandbox.deeds import Deed, Message
from local.sandbox.faults import Fault
from local.sandbox.misbehaviour import PlatformError, misbehaving

Wording = Callable[[Fault], PlatformError]


def done(
    account: BrandAccount,
    kind: str,
    target: str,
    wording: Wording,
    *,
    id: str = "",  # noqa: A002 - the deed's own word
) -> bool:
    """Do it, and tell whether it was not done before."""
    deed = Deed(channel=account.channel, account_id=account.id, kind=kind, target=target, id=id)
    with misbehaving(account.channel, "post", wording):
        return the_sandbox().do(deed)


def undone(
    account: BrandAccount,
    kind: str,
    target: str,
    wording: Wording,
    *,
    id: str = "",  # noqa: A002 - the deed's own word
) -> bool:
    """Take it back, and tell whether it was done. `id`: of a deed that is known by it alone."""
    wanted = (account.channel, account.id, kind, id or target)

    def is_meant(deed: Deed) -> bool:
        return (deed.channel, deed.account_id, deed.kind, deed.id if id else deed.target) == wanted

    with misbehaving(account.channel, "post", wording):
        return the_sandbox().undo(is_meant)


def written(
    account: BrandAccount, conversation: str, text: str, wording: Wording, *, about: str = ""
) -> Message:
    """A private message of ours."""
    with misbehaving(account.channel, "post", wording):
        return the_sandbox().write(account.channel, conversation, account.id, text, about)


def conversation(channel: str, name: str, wording: Wording) -> list[Message]:
    """Its messages, newest first."""
    with misbehaving(channel, "read", wording):
        found = [m for m in the_sandbox().messages(channel) if m.conversation == name]
    return found[::-1]


def person(channel: str, person_id: str) -> Author | None:
    """Who has written there, in public or in private, or is ourselves."""
    sandbox = the_sandbox()
    known = sandbox.person(channel, person_id)
    if known is None and any(m.sender_id == person_id for m in sandbox.messages(channel)):
        return Author(id=person_id)
    return known

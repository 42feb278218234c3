from collections.abc import Callable

from hearback.adapters.agents.links import LinkSigner
from hearback.adapters.secrets import JsonSecret
from hearback.bootstrap import clients


def link_signer(secret_id: str, public_url: str, seconds: Callable[[], float]) -> LinkSigner:
    """The secret is `{"key": "…"}`, with `old_key` while it is being rotated."""
    value = JsonSecret(clients.secrets_manager(), secret_id, seconds).value()
    keys = [str(value[name]).encode() for name in ("key", "old_key") if value.get(name)]
    return LinkSigner(tuple(keys), public_url)

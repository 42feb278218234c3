"""Secrets, read once and kept for some minutes, so that a rotation is noticed without a deploy.

Standard library only: the edge uses it.
"""

import json
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from hearback.domain.errors import Unverified
from hearback.domain.webhooks import ChannelSecrets

if TYPE_CHECKING:
    from mypy_boto3_secretsmanager import SecretsManagerClient

    from hearback.adapters.edge_aws import EdgeSecrets

_KEEP_SECONDS = 300.0


class JsonSecret:
    """A secret whose text is a JSON object. `seconds` is a steadily rising clock."""

    def __init__(
        self,
        client: "SecretsManagerClient | EdgeSecrets",
        secret_id: str,
        seconds: Callable[[], float],
    ) -> None:
        self._client = client
        self._secret_id = secret_id
        self._seconds = seconds
        self._value: Mapping[str, Any] = {}
        self._read_at: float | None = None

    def value(self) -> Mapping[str, Any]:
        now = self._seconds()
        if self._read_at is None or now - self._read_at > _KEEP_SECONDS:
            self._read(now)
        return self._value

    def has_changed(self) -> bool:
        """Read it again, for a caller who was refused with what it holds."""
        before = self._value
        self._read(self._seconds())
        return self._value != before

    def _read(self, now: float) -> None:
        text = self._client.get_secret_value(SecretId=self._secret_id)["SecretString"]
        self._value = json.loads(text)
        self._read_at = now


def channel_secrets(secret: JsonSecret, channel: str) -> ChannelSecrets:
    """`{"x": {"signing": ["new", "old"], "verify_token": "…"}}`. Raises `Unverified`."""
    entry = secret.value().get(channel)
    if not isinstance(entry, Mapping) or not entry.get("signing"):
        raise Unverified(f"no signing secret is set for {channel}")
    signing = entry["signing"]
    return ChannelSecrets(
        signing=(signing,) if isinstance(signing, str) else tuple(map(str, signing)),
        verify_token=str(entry.get("verify_token", "")),
    )

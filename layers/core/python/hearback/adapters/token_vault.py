"""The platforms' tokens in Secrets Manager, in versions: pending, current, previous.

Contract: docs.aws.amazon.com/secretsmanager (getting started: versions; UpdateSecretVersionStage:
`RemoveFromVersionId` must be the version that has the label).
"""

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from botocore.exceptions import ClientError

from hearback.domain.errors import Conflict
from hearback.domain.tokens import Accounts
from hearback.use_cases.renew_tokens import TokenVersion

if TYPE_CHECKING:
    from mypy_boto3_secretsmanager import SecretsManagerClient

_CURRENT, _PENDING = "AWSCURRENT", "AWSPENDING"
_LOST_RACE = ("InvalidParameterException", "InvalidRequestException", "ResourceNotFoundException")


class SecretVault:
    """`TokenVault`. What else the secret holds stays as it is in the current version."""

    def __init__(self, client: "SecretsManagerClient", secret_id: str) -> None:
        self._client = client
        self._secret_id = secret_id

    def current(self) -> TokenVersion:
        return self._read(_CURRENT)

    def pending(self) -> TokenVersion | None:
        try:
            return self._read(_PENDING)
        except self._client.exceptions.ResourceNotFoundException:
            return None

    def propose(self, accounts: Accounts) -> str:
        whole = dict(self._plain(_CURRENT)[1])
        for channel, entries in accounts.items():
            whole[channel] = {**whole.get(channel, {}), **entries}
        answer = self._client.put_secret_value(
            SecretId=self._secret_id, SecretString=json.dumps(whole), VersionStages=[_PENDING]
        )
        return answer["VersionId"]

    def accept(self, version: str, instead_of: str) -> None:
        try:
            self._client.update_secret_version_stage(
                SecretId=self._secret_id,
                VersionStage=_CURRENT,
                MoveToVersionId=version,
                RemoveFromVersionId=instead_of,
            )
        except ClientError as error:
            if error.response["Error"]["Code"] in _LOST_RACE:
                raise Conflict("another version of the secret is current by now") from None
            raise

    def _read(self, stage: str) -> TokenVersion:
        version, plain = self._plain(stage)
        return TokenVersion(id=version, accounts=_accounts(plain))

    def _plain(self, stage: str) -> tuple[str, dict[str, Any]]:
        answer = self._client.get_secret_value(SecretId=self._secret_id, VersionStage=stage)
        plain = json.loads(answer["SecretString"])
        if not isinstance(plain, dict):
            raise TypeError("the secret with the platforms' tokens is no object")
        return answer["VersionId"], plain


def _accounts(plain: Mapping[str, Any]) -> dict[str, dict[str, dict[str, str]]]:
    """Those that are written as they should be, without the blanks of whoever pasted them; the
    rest is nobody's token."""
    return {
        channel: {
            account: {name: value.strip() for name, value in entry.items()}
            for account, entry in entries.items()
            if isinstance(entry, dict) and all(isinstance(value, str) for value in entry.values())
        }
        for channel, entries in plain.items()
        if isinstance(entries, dict)
    }

"""The local stage's secrets: random signing secrets, and the sandbox's tokens."""

import base64
import json
import secrets
from typing import Any

from local.aws import client
from local.sandbox.accounts import NIVORA

_BYTES = 24


def channel_secrets() -> dict[str, dict[str, Any]]:
    """By channel, as the webhook secret holds them."""
    generic = "whsec_" + base64.b64encode(secrets.token_bytes(_BYTES)).decode()
    return {
        "x": {"signing": [secrets.token_hex(_BYTES)]},
        "facebook": {
            "signing": [secrets.token_hex(_BYTES)],
            "verify_token": secrets.token_hex(8),
        },
        "generic": {"signing": [generic]},
    }


def put_secrets(endpoint_url: str, outputs: dict[str, str], webhooks: dict[str, Any]) -> None:
    manager = client("secretsmanager", endpoint_url)
    tokens: dict[str, dict[str, dict[str, str]]] = {}
    for account in NIVORA:
        tokens.setdefault(account.channel, {})[account.id] = {"access_token": account.token}
    for name, value in (("WebhookSecret", webhooks), ("PlatformSecret", tokens)):
        manager.put_secret_value(SecretId=outputs[name], SecretString=json.dumps(value))

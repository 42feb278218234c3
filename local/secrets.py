"""The local stage's secrets: random signing secrets, and the sandbox's tokens."""

import json
from typing import Any

from local.aws import client
from local.sandbox.platforms import PLATFORMS


def channel_secrets() -> dict[str, dict[str, Any]]:
    """By channel, as the webhook secret holds them."""
    return {
        channel: {
            "signing": [platform.webhook.secret()],
            **({"verify_token": v} if (v := platform.webhook.verify_token) else {}),
        }
        for channel, platform in PLATFORMS.items()
        if platform.webhook is not None
    }


def platform_secrets(sandbox_url: str) -> dict[str, dict[str, dict[str, str]]]:
    """By channel and account, as the platform secret holds them."""
    return {
        channel: {
            account.id: dict(platform.credentials(account, sandbox_url))
            for account in platform.accounts
        }
        for channel, platform in PLATFORMS.items()
        if platform.api_path
    }


def put_secrets(
    endpoint_url: str, outputs: dict[str, str], webhooks: dict[str, Any], sandbox_url: str
) -> None:
    manager = client("secretsmanager", endpoint_url)
    tokens = platform_secrets(sandbox_url)
    for name, value in (("WebhookSecret", webhooks), ("PlatformSecret", tokens)):
        manager.put_secret_value(SecretId=outputs[name], SecretString=json.dumps(value))

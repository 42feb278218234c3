"""How each platform signs its calls, as its documents tell: written apart from the adapters."""

import base64
import hashlib
import hmac
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from hearback.adapters.platforms import adapter_class
from hearback.domain.errors import Unverified
from hearback.domain.webhooks import ChannelSecrets, EdgePlatform, WebhookRequest
from tests.contract.platforms.given import FIXTURES, NOW, a_post, fixture

OLD, NEW = "an-old-secret", "a-new-secret"
OLD_BASE64, NEW_BASE64 = "whsec_b2xkLXNlY3JldC1vbGQtc2VjcmV0", "whsec_bmV3LXNlY3JldC1uZXctc2VjcmV0"
BODY = '{"a":"ş 😡","b":"\\u015f\\ud83d\\ude21"}'.encode()
TIME = str(int(NOW.timestamp()))

Sign = Callable[[str, bytes], WebhookRequest]


@dataclass(frozen=True)
class Signer:
    """`signs`: the body too, not only that the caller knows the secret."""

    channel: str
    sign: Sign
    header: str
    old: str = OLD
    new: str = NEW
    signs: bool = True

    def __str__(self) -> str:
        return self.channel

    @property
    def platform(self) -> EdgePlatform:
        made: EdgePlatform = adapter_class(self.channel)()
        return made

    def accepts(self, request: WebhookRequest, secrets: ChannelSecrets, at: datetime = NOW) -> bool:
        try:
            self.platform.verify(request, secrets, at)
        except Unverified:
            return False
        return True

    def with_header(self, request: WebhookRequest, value: str) -> WebhookRequest:
        return replace(request, headers={**request.headers, self.header: value})


def hexed(key: str, message: bytes, method: str = "sha256") -> str:
    return hmac.new(key.encode(), message, getattr(hashlib, method)).hexdigest()


def by_x(key: str, body: bytes = BODY) -> WebhookRequest:
    digest = hmac.new(key.encode(), body, hashlib.sha256).digest()
    return a_post(body, x_twitter_webhooks_signature=f"sha256={base64.b64encode(digest).decode()}")


def by_meta(key: str, body: bytes = BODY) -> WebhookRequest:
    return a_post(body, x_hub_signature_256=f"sha256={hexed(key, body)}")


def by_linkedin(key: str, body: bytes = BODY) -> WebhookRequest:
    return a_post(body, x_li_signature=hexed(key, b"hmacsha256=" + body))


def by_tiktok(key: str, body: bytes = BODY, at: str = TIME) -> WebhookRequest:
    return a_post(body, tiktok_signature=f"t={at},s={hexed(key, at.encode() + b'.' + body)}")


def by_telegram(key: str, body: bytes = BODY) -> WebhookRequest:
    return a_post(body, x_telegram_bot_api_secret_token=key)


def by_standard(key: str, body: bytes = BODY, at: str = TIME) -> WebhookRequest:
    secret = base64.b64decode(key.removeprefix("whsec_"))
    digest = hmac.new(secret, b"msg_1." + at.encode() + b"." + body, hashlib.sha256).digest()
    signature = f"v1,{base64.b64encode(digest).decode()}"
    return a_post(body, webhook_id="msg_1", webhook_timestamp=at, webhook_signature=signature)


def by_hub(method: str) -> Sign:
    def sign(key: str, body: bytes = BODY) -> WebhookRequest:
        return a_post(body, x_hub_signature=f"{method}={hexed(key, body, method)}")

    return sign


SIGNERS = {
    "x": Signer("x", by_x, "x-twitter-webhooks-signature"),
    **{
        channel: Signer(channel, by_meta, "x-hub-signature-256")
        for channel in ("facebook", "instagram", "messenger", "whatsapp")
    },
    "linkedin": Signer("linkedin", by_linkedin, "x-li-signature"),
    "tiktok": Signer("tiktok", by_tiktok, "tiktok-signature"),
    "generic": Signer("generic", by_standard, "webhook-signature", OLD_BASE64, NEW_BASE64),
    **{
        f"websub {method}": Signer("websub", by_hub(method), "x-hub-signature")
        for method in ("sha1", "sha256", "sha384", "sha512")
    },
    "telegram": Signer("telegram", by_telegram, "x-telegram-bot-api-secret-token", signs=False),
}
UNSIGNED = {
    **dict.fromkeys(
        ("app_store", "bluesky", "feed", "google_play", "mastodon", "reddit", "youtube"),
        "it is polled",
    ),
    "email": "mails come through a bucket of ours",
    "google_business": "Pub/Sub proves itself by the address and a token: test_google_identity",
}


@dataclass(frozen=True)
class Vector:
    """What a platform's documents, or its own tool, signed."""

    channel: str
    request: WebhookRequest
    secret: str
    header: str
    at: datetime = NOW


def _vectors() -> list[Vector]:
    x, meta = fixture("x/vectors_crc_and_signature.json"), "x-hub-signature-256"
    name = "x-twitter-webhooks-signature"
    facebook = fixture("facebook/vectors_x_hub_signature_256.json")
    linkedin = fixture("linkedin/vectors_challenge_and_signature.json")
    tiktok = fixture("tiktok/vectors_signature.json")
    standard = fixture("generic/standard_webhooks_vector.json")
    hub = fixture("websub/vectors.json")
    push = (FIXTURES / "websub" / hub["body_file"]).read_bytes()
    signed_at = NOW.fromtimestamp(int(standard["headers"]["webhook-timestamp"]), NOW.tzinfo)

    def post(body: str | bytes, header: str, value: str) -> WebhookRequest:
        raw = body.encode() if isinstance(body, str) else body
        return WebhookRequest(method="POST", headers={header: value}, body=raw)

    return [
        Vector("x", post(x["raw_body_utf8"], name, x[name]), x["consumer_secret"], name),
        *(
            Vector(
                channel,
                post(facebook["raw_body_as_sent"], meta, facebook["X-Hub-Signature-256"]),
                facebook["app_secret"],
                meta,
            )
            for channel in ("facebook", "instagram", "messenger", "whatsapp")
        ),
        Vector(
            "linkedin",
            post(linkedin["raw_body"], "x-li-signature", linkedin["X-LI-Signature"]),
            linkedin["clientSecret"],
            "x-li-signature",
        ),
        Vector(
            "tiktok",
            post(tiktok["raw_body"], "tiktok-signature", tiktok["TikTok-Signature"]),
            tiktok["client_secret"],
            "tiktok-signature",
            NOW.fromtimestamp(1789000001, NOW.tzinfo),
        ),
        Vector(
            "generic",
            WebhookRequest(
                method="POST", headers=standard["headers"], body=standard["raw_body"].encode()
            ),
            standard["secret"],
            "webhook-signature",
            signed_at,
        ),
        *(
            Vector(
                "websub",
                post(push, "x-hub-signature", hub[f"X-Hub-Signature_{method}"]),
                hub["hub.secret"],
                "x-hub-signature",
            )
            for method in ("sha1", "sha256")
        ),
    ]


VECTORS = _vectors()

"""The product's adapters before the sandbox's platforms, over HTTP."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from hearback.adapters.http import PlatformApi, Urllib3Http
from hearback.adapters.platforms import adapter_class
from hearback.adapters.platforms.email.replies import ses_at
from hearback.adapters.safe_fetch import SafeFetch
from hearback.domain.mention import Author, Incoming
from hearback.domain.policy import Source
from hearback.domain.polling import Found, SourceCursor
from hearback.domain.replies import Reply, ReplyPurpose
from hearback.domain.webhooks import ChannelSecrets, Delivery, WebhookRequest
from local import mail_in, webhooks
from local.emulator.process import CREDENTIALS
from local.sandbox import Post, Sandbox
from local.sandbox.platform import News, Person, Platform
from local.sandbox.platforms import PLATFORMS
from tests.contract.platforms.mails import Bucket

HTTP = Urllib3Http()
AYSE = Person(number=1_234_567_890_123_456_789, name="Ayşe Örnek", handle="ayse_ornek", followers=7)


@dataclass
class Clock:
    now: datetime = field(default_factory=lambda: datetime.now(UTC))

    def __call__(self) -> datetime:
        return self.now

    def forward(self, **time: float) -> None:
        self.now += timedelta(**time)


def _signing(**spoiled: str) -> dict[str, str]:
    """What SES's client signs with; wrong if any credential is."""
    return {
        "region_name": CREDENTIALS["AWS_REGION"],
        "aws_access_key_id": CREDENTIALS["AWS_ACCESS_KEY_ID"],
        "aws_secret_access_key": "wrong" if spoiled else CREDENTIALS["AWS_SECRET_ACCESS_KEY"],
    }


Play = Callable[[str], "Played"]


class Played:
    """One platform of the sandbox, and our adapter before it with the stage's credentials."""

    def __init__(self, channel: str, url: str, sandbox: Sandbox, clock: Clock) -> None:
        self.url = url
        self.sandbox = sandbox
        self.clock = clock
        self.platform: Platform = PLATFORMS[channel]
        self.secret = self.platform.webhook.secret() if self.platform.webhook else ""
        self.adapter = self.anew()

    def anew(self, **spoiled: str) -> Any:
        """An adapter without a memory; `spoiled`: credentials that are others than ours."""
        accounts = {
            account.id: {**self.platform.credentials(account, self.url), **spoiled}
            for account in self.platform.accounts
        }
        api = PlatformApi(
            http=HTTP,
            base_url=self.url + self.platform.api_path if self.platform.api_path else "",
            credentials=lambda: accounts,
        )
        kind = adapter_class(self.platform.channel)
        if self.platform.channel in ("feed", "app_store"):
            return kind(api, SafeFetch(allow_private=True))
        if self.platform.channel == "email":
            return kind(api, ses=ses_at(api.base_url, **_signing(**spoiled)))
        return kind(api)

    @property
    def account(self) -> Author:
        accounts = self.platform.accounts
        return accounts[0].profile if accounts else Author()

    def says(self, text: str = "Nivora kargom gelmedi", **how: Any) -> Post:
        """A customer, as people write who want to be heard."""
        named = f"{self.platform.call_name} {text}".strip()
        author = self.platform.author(AYSE)
        return self.sandbox.publish(self.platform.channel, author, named, **how)

    def told(self, post: Post, **how: Any) -> Sequence[Incoming]:
        """What we read of the platform's own call."""
        news = News(post=post, to=self.account, now=self.clock.now, **how)
        if self.platform.mail is not None:
            raw = self.platform.mail(news)
            body = mail_in.told(raw, self.clock.now)
            adapter = adapter_class("email")(mails=Bucket(raw))
            return tuple(adapter.parse(self._delivery(body, {})))
        body_bytes, headers = webhooks.tell(news, self.secret)
        return self.parsed(body_bytes, headers)

    def parsed(self, body: bytes, headers: dict[str, str]) -> Sequence[Incoming]:
        webhook = self.platform.webhook
        assert webhook is not None
        pairs = (each.partition("=") for each in webhook.query(self.secret).split("&"))
        query = {name: value for name, _, value in pairs if name}
        request = WebhookRequest(method="POST", headers=headers, query=query, body=body)
        secrets = ChannelSecrets(signing=(self.secret,), verify_token=webhook.verify_token)
        self.adapter.verify(request, secrets, self.clock.now)
        kept = {f"query.{name}": value for name, value in query.items()}
        return tuple(self.adapter.parse(self._delivery(body.decode(), kept)))

    def polled(
        self, cursor: SourceCursor | None = None, *, messages: bool = False
    ) -> tuple[list[Found], SourceCursor]:
        """All pages that there are now; `messages`: of what is written to us in private."""
        found: list[Found] = []
        cursor = cursor or SourceCursor(source_id="s", since=self.clock.now - timedelta(days=30))
        for _ in range(100):
            page = self.adapter.fetch(self.source(messages=messages), cursor)
            found += page.items
            cursor = SourceCursor(source_id="s", since=cursor.since, position=page.position)
            if not page.more:
                return found, cursor
        raise AssertionError("the pages do not end")

    def read(self, item: Found) -> Incoming:
        told = {"hearback-source": "s", "hearback-account": self.account.id or ""}
        (event,) = self.adapter.parse(self._delivery(item.body, told))
        read: Incoming = event
        return read

    def source(self, *, messages: bool = False) -> Source:
        assert self.platform.source is not None
        fields = {"brand": "nivora", "channel": self.platform.channel, "messages": messages}
        return Source.model_validate({**fields, **self.platform.source(self.url), "id": "s"})

    def reply_to(self, post: Post, text: str = "Merhaba, hemen bakıyoruz.") -> Reply:
        return Reply(
            id="000001-1",
            case_id="01J",
            channel=self.platform.channel,
            account_id=self.account.id or "",
            in_reply_to=self.platform.told_id(post),
            text=text,
            purpose=ReplyPurpose.ACKNOWLEDGEMENT,
            by_human=False,
            author="system",
            created_at=self.clock.now,
            person_id=post.author.id or "",
        )

    def ours(self) -> list[Post]:
        return [post for post in self.sandbox.posts(self.platform.channel) if post.is_ours]

    def _delivery(self, body: str, headers: dict[str, str]) -> Delivery:
        return Delivery(
            channel=self.platform.channel, body=body, received_at=self.clock.now, headers=headers
        )

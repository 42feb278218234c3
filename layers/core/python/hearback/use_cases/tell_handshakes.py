"""Tell ingestion that a platform asked at our door who we are, and whether we could say."""

import json
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from hearback.domain.channel_life import ANSWERED, HANDSHAKE, REFUSED
from hearback.domain.webhooks import Delivery, EdgePlatform, MentionInbox, WebhookRequest

_SELDOM = timedelta(minutes=1)
_QUESTIONS = ("challengeCode", "crc_token", "hub.verify_token")
"""What platforms ask with: LinkedIn, X, Meta. Without one of these it was a stranger passing by."""


@dataclass(slots=True)
class TellHandshakes:
    """Anybody may ask, so that we tell once a minute; but each of those that prove themselves."""

    inbox: MentionInbox
    _told: dict[tuple[str, str], datetime] = field(default_factory=dict, init=False)

    def __call__(
        self,
        channel: str,
        request: WebhookRequest,
        platform: EdgePlatform | None,
        now: datetime,
    ) -> None:
        """`platform` if it was answered, None if it was refused."""
        if platform is None and not any(name in request.query for name in _QUESTIONS):
            return
        outcome = ANSWERED if platform else REFUSED
        names = getattr(platform, "kept_handshake", ())
        if not names and not self._is_time(channel, outcome, now):
            return
        kept = {name: request.query[name] for name in names if name in request.query}
        self.inbox.put(
            Delivery(
                channel=channel,
                body=json.dumps(kept),
                received_at=now,
                headers={HANDSHAKE: outcome},
            )
        )

    def _is_time(self, channel: str, outcome: str, now: datetime) -> bool:
        last = self._told.get((channel, outcome))
        if last is not None and now - last < _SELDOM:
            return False
        self._told[channel, outcome] = now
        return True

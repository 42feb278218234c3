"""Look at a source for what is new, and put it into the same queue as a webhook's body."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from hearback.domain.errors import (
    DeliveryFailed,
    NotAuthorised,
    NotFound,
    RateLimited,
    Refused,
    Unavailable,
)
from hearback.domain.policy import CarePolicy, Source
from hearback.domain.polling import (
    QUOTA_USED_UP,
    Found,
    Page,
    Pollable,
    Quota,
    SourceCursor,
    allowance,
)
from hearback.domain.ports import Cases
from hearback.domain.webhooks import Delivery, MentionInbox

_REMEMBERED = 2_000
_MOST_REMEMBERED = 8_000
"""Of a page that holds more than are remembered otherwise; the table's item is below 400 KB."""

_MOST_PAGES = 20
"""A run; what is left waits for the next one, at the place that the cursor keeps."""

_FIRST_WAIT = timedelta(minutes=1)
_LONGEST_WAIT = timedelta(hours=1)
_LONGEST_REST = timedelta(hours=26)
"""A platform's longest day, and an hour. Whoever would rest longer had a clock that was wrong."""

_LONGEST_REASON = 200
_BEARABLE = 2
"""Passing faults in a row; one more fails the run, so that the alarm rings."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Polled:
    """What a run came to. `waits_until`: nothing is asked before; `used_up`: the day's budget
    ended in this run; `failed`: why the run stopped; `micro_dollars`: what the platform charges.
    """

    new: int = 0
    cost: int = 0
    micro_dollars: int = 0
    waits_until: datetime | None = None
    used_up: bool = False
    failed: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PollSource:
    policy: CarePolicy
    cases: Cases
    platform: Callable[[str], Pollable]
    inbox: MentionInbox

    def __call__(self, source_id: str, now: datetime) -> Polled:
        """One run. Each page is queued before the cursor moves: a crash repeats, never loses.

        Raises `NotFound` for a source that the policy does not have, `NotAuthorised` and `Refused`
        when people must act, `Unavailable` when it has failed several times in a row.
        """
        source = self._source(source_id)
        platform = self.platform(source.channel)
        cursor = self._cursor(source, platform.quota, now)
        until = cursor.not_before
        if until is not None and now < until <= now + _LONGEST_REST:
            return Polled(waits_until=until)
        return self._run(source, platform, cursor, now)

    def _source(self, source_id: str) -> Source:
        found = next((each for each in self.policy.sources if each.id == source_id), None)
        if found is None:
            raise NotFound(f"the care policy has no source {source_id}")
        return found

    def _cursor(self, source: Source, quota: Quota | None, now: datetime) -> SourceCursor:
        """As kept, with nothing spent yet on a new day of the platform's; a beginning that lies
        ahead was written by a clock that was wrong."""
        kept = self.cases.source_cursor(source.id)
        if kept.since is None or kept.since > now:
            kept = replace(kept, since=now - source.look_back)
        day = quota.day(now) if quota else ""
        return kept if kept.day == day else replace(kept, day=day, spent=0)

    def _run(
        self, source: Source, platform: Pollable, cursor: SourceCursor, now: datetime
    ) -> Polled:
        quota, done = platform.quota, Polled()
        allowed = allowance(source, self.policy.sources, quota)
        for _ in range(_MOST_PAGES):
            if quota is not None and allowed is not None and cursor.spent >= allowed:
                return self._rest(cursor, quota.resets_at(now), done)
            try:
                page = platform.fetch(source, cursor)
            except DeliveryFailed as error:
                return self._back_off(cursor, error, done, now)
            new = self._pass_on(source, cursor, page, now)
            cursor = _moved(cursor, page)
            self.cases.keep_source_cursor(cursor)
            done = _counted(done, len(new), page.cost, quota)
            if not page.more:
                break
        return done

    def _pass_on(
        self, source: Source, cursor: SourceCursor, page: Page, now: datetime
    ) -> list[Found]:
        known, new = set(cursor.seen), []
        for item in page.items:
            if (digest := _digest(item)) not in known:
                known.add(digest)
                new.append(item)
        headers = {"hearback-source": source.id, "hearback-account": source.account}
        for item in new:
            self.inbox.put(
                Delivery(channel=source.channel, body=item.body, received_at=now, headers=headers)
            )
        return new

    def _rest(self, cursor: SourceCursor, until: datetime, done: Polled) -> Polled:
        self.cases.keep_source_cursor(replace(cursor, not_before=until))
        return replace(done, used_up=True, waits_until=until)

    def _back_off(
        self, cursor: SourceCursor, error: DeliveryFailed, done: Polled, now: datetime
    ) -> Polled:
        failures = cursor.failures + 1
        wait = min(_FIRST_WAIT * 2 ** min(failures - 1, 10), _LONGEST_WAIT)
        if isinstance(error, RateLimited | Unavailable):
            wait = max(wait, timedelta(seconds=error.retry_after))
        until = now + wait
        why = str(error)[:_LONGEST_REASON]
        self.cases.keep_source_cursor(
            replace(cursor, failures=failures, failure=why, not_before=until)
        )
        lasting = isinstance(error, Unavailable) and failures > _BEARABLE
        if lasting or isinstance(error, NotAuthorised | Refused):
            raise error
        if str(error) == QUOTA_USED_UP:
            return replace(done, used_up=True, waits_until=until)
        return replace(done, failed=str(error), waits_until=until)


def _moved(cursor: SourceCursor, page: Page) -> SourceCursor:
    """What the page holds is remembered first, known or not: it may be there next time, too."""
    seen = tuple(dict.fromkeys((*map(_digest, page.items), *cursor.seen)))
    most = min(max(_REMEMBERED, len(page.items)), _MOST_REMEMBERED)
    return replace(
        cursor,
        position=page.position,
        seen=seen[:most],
        spent=cursor.spent + page.cost,
        failures=0,
        failure="",
        not_before=None,
    )


def _counted(done: Polled, new: int, cost: int, quota: Quota | None) -> Polled:
    price = cost * quota.micro_dollars if quota else 0
    return replace(
        done,
        new=done.new + new,
        cost=done.cost + cost,
        micro_dollars=done.micro_dollars + price,
    )


def _digest(item: Found) -> str:
    """64 bits of the key: 2,000 of them fit into one small item of the table."""
    return hashlib.sha256(item.key.encode("utf-8", "replace")).hexdigest()[:16]

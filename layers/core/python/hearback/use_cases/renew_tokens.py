"""Renew tokens ahead of their end, so that none of those that rotate is ever lost.

A new token is written, as pending, before it is used for anything; then it is tried; then it
becomes the current one. A run that dies in between leaves it pending, and the next one goes on from
there.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Protocol

from hearback.domain.channel_life import ChannelLog
from hearback.domain.errors import Conflict, DeliveryFailed, NotAuthorised, Refused
from hearback.domain.known_tokens import Told
from hearback.domain.tokens import (
    WARN,
    Accounts,
    Entry,
    Renewed,
    Step,
    follows,
    is_urgent,
    moment,
    next_step,
    renewed_entry,
    with_entry,
)
from hearback.domain.troubles import Cause, Trouble
from hearback.use_cases.ask_of_tokens import AskOfTokens, TokenTeller

CAUSES = (
    Cause.TOKEN_REFUSED,
    Cause.TOKEN_ENDED,
    Cause.TOKEN_NOT_RENEWED,
    Cause.TOKEN_ENDING,
    Cause.TOKEN_DATA_ENDING,
)
_TURN = timedelta(minutes=4)
_MOST_RACES = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class TokenVersion:
    id: str
    accounts: Accounts


class TokenVault(Protocol):
    """The secret with the platforms' tokens, in its versions."""

    def current(self) -> TokenVersion: ...

    def pending(self) -> TokenVersion | None:
        """One that was proposed and not accepted."""
        ...

    def propose(self, accounts: Accounts) -> str:
        """Write a new version that nobody reads yet; its id."""
        ...

    def accept(self, version: str, instead_of: str) -> None:
        """Make it the current one. Raises `Conflict` if another one is current by now."""
        ...


class TokenOffice(TokenTeller, Protocol):
    """The platforms, where tokens are traded."""

    def can_renew(self, channel: str, entry: Entry) -> bool: ...

    def renew(self, channel: str, entry: Entry) -> Renewed:
        """Raises `DeliveryFailed`; `NotAuthorised` when people must authorise anew."""
        ...

    def check(self, channel: str, entry: Entry) -> None:
        """A harmless call with the token. Raises `NotAuthorised` if it is not taken."""
        ...


@dataclass(slots=True, kw_only=True)
class RenewTokens:
    vault: TokenVault
    office: TokenOffice
    log: ChannelLog
    _unsaved: dict[tuple[str, str], Entry] = field(default_factory=dict, init=False)
    """What a platform traded and the vault did not take: tried again before all else."""

    def __call__(self, now: datetime) -> tuple[Trouble, ...] | None:
        """What people must hear of; None if another run is at it: two would trade a token twice."""
        if not self.log.take_token_turn(now, now + _TURN):
            return None
        found = list(self._go_on())
        ask, due = AskOfTokens(self.office, self.log), []
        for channel, account, held in _each(self.vault.current().accounts):
            told = ask(channel, account, held, now)
            found += _warnings(told, channel, account, now)
            if told.refused:
                continue
            entry = told.completed(held)
            can_renew = self.office.can_renew(channel, entry)
            step = next_step(channel, entry, can_renew=can_renew, now=now)
            if step is not Step.RENEW:
                found += _ending(step, channel, account, entry, can_renew=can_renew)
            elif not told.waits(now):
                due.append((channel, account, entry, told))
        if due:
            self.vault.propose(self.vault.current().accounts)
        for channel, account, entry, told in due:
            trouble = self._renew(channel, account, entry, now)
            if trouble is not None and _only_tries(entry):
                trouble = self._not_yet(ask, told, entry, trouble, now)
            found += [trouble] if trouble else []
        return tuple(found)

    def _not_yet(
        self, ask: AskOfTokens, told: Told, entry: Entry, trouble: Trouble, now: datetime
    ) -> Trouble | None:
        """A token that renews itself must be a day old: one that is good is tried again then."""
        refusal = self._refusal(trouble.channel, entry)
        if refusal is None and told.too_young_at is None:
            ask.keep(trouble.channel, trouble.subject, entry, Told(too_young_at=now), now)
            return None
        word = str(refusal) if refusal else trouble.detail
        refused = Told(refused=word, too_young_at=now)
        ask.keep(trouble.channel, trouble.subject, entry, refused, now)
        return replace(trouble, detail=word)

    def _renew(self, channel: str, account: str, entry: Entry, now: datetime) -> Trouble | None:
        try:
            new = renewed_entry(entry, self.office.renew(channel, entry), now)
        except (NotAuthorised, Refused) as error:
            return _refused(channel, account, entry, error)
        except DeliveryFailed as error:
            if not is_urgent(channel, entry, now):
                return None
            return replace(_refused(channel, account, entry, error), cause=Cause.TOKEN_NOT_RENEWED)
        self._unsaved[channel, account] = new
        return self._bring_in(channel, account, new)

    def _go_on(self) -> Iterator[Trouble]:
        """Bring in what could not be written, and what an earlier run left pending."""
        left = [(channel, account, entry) for (channel, account), entry in self._unsaved.items()]
        pending, current = self.vault.pending(), self.vault.current()
        if pending is not None and pending.id != current.id:
            left += _each(pending.accounts)
        for channel, account, entry in left:
            if follows(entry, current.accounts.get(channel, {}).get(account, {})):
                trouble = self._bring_in(channel, account, entry)
                if trouble is not None:
                    yield trouble
        self._unsaved.clear()

    def _bring_in(self, channel: str, account: str, new: Entry) -> Trouble | None:
        """Pending, tried, current. Somebody who writes meanwhile is not overwritten.

        Raises `Conflict` if the secret is written all the time.
        """
        refusal: NotAuthorised | None = None
        for attempt in range(_MOST_RACES):
            current = self.vault.current()
            known = current.accounts.get(channel, {}).get(account, {})
            if not follows(new, known):
                return None  # people have put another token there
            version = self.vault.propose(with_entry(current.accounts, channel, account, new))
            self._unsaved.pop((channel, account), None)
            if attempt == 0 and (refusal := self._refusal(channel, new)):
                new = _only_the_right(known, new)
                version = self.vault.propose(with_entry(current.accounts, channel, account, new))
            try:
                self.vault.accept(version, instead_of=current.id)
            except Conflict:
                continue
            return _refused(channel, account, known, refusal) if refusal else None
        raise Conflict("the secret is written all the time")

    def _refusal(self, channel: str, entry: Entry) -> NotAuthorised | None:
        """Why the new token is no good. A platform that cannot say so now has just issued it."""
        try:
            self.office.check(channel, entry)
        except NotAuthorised as error:
            return error
        except DeliveryFailed:
            return None
        return None


def _only_tries(entry: Entry) -> bool:
    """Whether it is its own right to be renewed, and its end is not known: any age is possible."""
    return moment(entry, "expires_at") is None and not entry.get("refresh_token")


def _warnings(told: Told, channel: str, account: str, now: datetime) -> Iterator[Trouble]:
    if told.refused:
        refused = Cause.TOKEN_REFUSED
        yield Trouble(channel=channel, cause=refused, subject=account, detail=told.refused)
    elif told.data_ends_at is not None and told.data_ends_at - now <= WARN:
        ending, at = Cause.TOKEN_DATA_ENDING, told.data_ends_at
        yield Trouble(channel=channel, cause=ending, subject=account, at=at)


def _ending(
    step: Step, channel: str, account: str, entry: Entry, *, can_renew: bool
) -> Iterator[Trouble]:
    if step is not Step.KEEP:
        cause = Cause.TOKEN_ENDED if step is Step.ENDED else Cause.TOKEN_ENDING
        at = moment(entry, "refresh_expires_at" if can_renew else "expires_at")
        yield Trouble(channel=channel, cause=cause, subject=account, at=at)


def _refused(channel: str, account: str, entry: Entry, error: DeliveryFailed) -> Trouble:
    return Trouble(
        channel=channel,
        cause=Cause.TOKEN_REFUSED,
        subject=account,
        detail=str(error),
        at=moment(entry, "expires_at"),
    )


def _only_the_right(known: Entry, new: Entry) -> Entry:
    """The old token with the new right to renew it: the old right may be spent."""
    names = ("refresh_token", "refresh_expires_at", "renewed_at", "renewed_from")
    return {**known, **{name: new[name] for name in names if name in new}}


def _each(accounts: Accounts) -> Iterator[tuple[str, str, Entry]]:
    for channel, entries in accounts.items():
        for account, entry in entries.items():
            yield channel, account, entry

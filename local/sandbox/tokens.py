"""Who may speak for an account: tokens, and the rights to trade them for new ones."""

from dataclasses import dataclass
from threading import RLock

from local.sandbox.accounts import BrandAccount


@dataclass(frozen=True, slots=True)
class Traded:
    account: BrandAccount
    access_token: str
    refresh_token: str


class Tokens:
    """Each right is good for one trade; a token that was traded away stays good beside the new
    one. Of an account that has `revoked` nothing is good."""

    def __init__(self, accounts: tuple[BrandAccount, ...]) -> None:
        self._good = {(each.channel, each.token): each for each in accounts}
        self._rights = {(each.channel, first_right(each)): each for each in accounts}
        self._revoked: set[BrandAccount] = set()
        self._trades = 0
        self._lock = RLock()

    def account_of(self, channel: str, token: str) -> BrandAccount | None:
        with self._lock:
            found = self._good.get((channel, token))
            return None if found in self._revoked else found

    def trade(self, channel: str, right: str) -> Traded | None:
        with self._lock:
            account = self._rights.pop((channel, right), None)
            if account is None or account in self._revoked:
                return None
            self._trades += 1
            access, following = f"{account.token}-{self._trades}", f"{right}-{self._trades}"
            self._good[channel, access] = self._rights[channel, following] = account
            return Traded(account, access, following)

    def revoke(self, account: BrandAccount) -> None:
        with self._lock:
            self._revoked.add(account)

    def admit(self, account: BrandAccount) -> None:
        with self._lock:
            self._revoked.discard(account)


def first_right(account: BrandAccount) -> str:
    return f"{account.token}-right"

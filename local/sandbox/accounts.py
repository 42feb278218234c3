"""The invented brand's own accounts, and the tokens with which it may speak for them."""

from dataclasses import dataclass
from typing import Literal

from hearback.domain.mention import Author


@dataclass(frozen=True, slots=True, kw_only=True)
class BrandAccount:
    """An account of ours on a platform. Whoever shows `token` speaks for it."""

    channel: str
    profile: Author
    token: str = ""
    purpose: Literal["support", "corporate"] = "support"

    @property
    def id(self) -> str:
        return self.profile.id or ""

"""The invented brand's own accounts, and the tokens with which it may speak for them."""

from dataclasses import dataclass

from hearback.domain.mention import Author


@dataclass(frozen=True, slots=True, kw_only=True)
class BrandAccount:
    """An account of ours on a platform. Whoever shows `token` speaks for it."""

    channel: str
    profile: Author
    token: str

    @property
    def id(self) -> str:
        return self.profile.id or ""


SUPPORT = BrandAccount(
    channel="x",
    profile=Author(
        id="1500000000000000001", name="Nivora Destek", handle="NivoraDestek", followers=48_210
    ),
    token="sandbox-x-support",  # noqa: S106 - opens nothing but the sandbox
)
CORPORATE = BrandAccount(
    channel="x",
    profile=Author(id="1500000000000000002", name="Nivora", handle="Nivora", followers=612_400),
    token="sandbox-x-corporate",  # noqa: S106
)
PAGE = BrandAccount(
    channel="facebook",
    profile=Author(id="206070979425408", name="Nivora", followers=388_900),
    token="sandbox-facebook-page",  # noqa: S106
)
NIVORA = (SUPPORT, CORPORATE, PAGE)

"""The adapters of a stage's channels; without API addresses they can parse and count only."""

from collections.abc import Callable, Collection, Iterable, Mapping

from hearback.adapters.http import Credentials, PlatformApi, Urllib3Http
from hearback.adapters.platforms import adapter_class
from hearback.domain.ports import Platform


def silent_platforms(channels: Iterable[str], by_hand: Collection[str] = ()) -> dict[str, Platform]:
    """`by_hand`: those that the stage does not answer from here."""
    platforms: dict[str, Platform] = {channel: adapter_class(channel)() for channel in channels}
    for channel in by_hand:
        platforms[channel].can_reply = False
    return platforms


def speaking_platforms(
    api_urls: Mapping[str, str], credentials: Callable[[str], Credentials]
) -> dict[str, Platform]:
    """`credentials(channel)` gives those of all our accounts on it."""
    http = Urllib3Http()
    return {
        channel: speaking_platform(channel, url, credentials, http)
        for channel, url in api_urls.items()
    }


def speaking_platform(
    channel: str, url: str, credentials: Callable[[str], Credentials], http: Urllib3Http
) -> Platform:
    """`url`: where its API is, if not at the platform's own address."""
    api = PlatformApi(http=http, base_url=url, credentials=lambda: credentials(channel))
    platform: Platform = adapter_class(channel)(api)
    return platform

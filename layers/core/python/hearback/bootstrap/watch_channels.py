from collections.abc import Callable, Mapping
from datetime import datetime
from functools import lru_cache

from hearback.adapters.channels_table import ChannelsTable
from hearback.adapters.platforms import adapter_class, linkedin
from hearback.adapters.platforms.meta.graph import BASE_URL
from hearback.adapters.policy_file import load_policy
from hearback.bootstrap import clients
from hearback.bootstrap.tables import cases_table
from hearback.bootstrap.telling_operators import tell_operators
from hearback.domain.api_versions import META, graph_version
from hearback.domain.polling import Quota
from hearback.domain.troubles import Trouble
from hearback.settings import WatchChannelsSettings
from hearback.use_cases.watch_channels import CAUSES, WatchChannels

Watch = Callable[[datetime], tuple[tuple[Trouble, ...], int]]


@lru_cache(maxsize=1)
def watch() -> Watch:
    """What it found, and how many mails that made."""
    settings = WatchChannelsSettings.from_environment()
    log = ChannelsTable(clients.dynamodb(), settings.table_name)
    look = WatchChannels(
        policy=load_policy(),
        channels=sorted(settings.api_urls),
        versions=versions(settings.api_urls),
        quota=_quota,
        cases=cases_table(settings.table_name),
        log=log,
    )
    tell = tell_operators(log, settings.operators_topic, settings.runbooks_url)

    def look_and_tell(now: datetime) -> tuple[tuple[Trouble, ...], int]:
        found = look(now)
        return found, tell(found, CAUSES, now)

    return look_and_tell


def versions(api_urls: Mapping[str, str]) -> dict[str, str]:
    """Of the APIs that the stage's channels speak with."""
    graph = {
        channel: graph_version(url or BASE_URL)
        for channel, url in api_urls.items()
        if channel in META
    }
    return {**graph, **({"linkedin": linkedin.VERSION} if "linkedin" in api_urls else {})}


def _quota(channel: str) -> Quota | None:
    found: Quota | None = getattr(adapter_class(channel)(), "quota", None)
    return found

from collections.abc import Callable
from datetime import datetime
from functools import lru_cache

from hearback.adapters.channels_table import ChannelsTable
from hearback.adapters.http import Urllib3Http
from hearback.adapters.token_office import TokenOfficeOfPlatforms
from hearback.adapters.token_vault import SecretVault
from hearback.bootstrap import clients
from hearback.bootstrap.telling_operators import tell_operators
from hearback.domain.troubles import Trouble
from hearback.settings import RenewTokensSettings
from hearback.use_cases.check_refusals import CheckRefusals
from hearback.use_cases.renew_tokens import CAUSES, RenewTokens


@lru_cache(maxsize=1)
def renewal() -> Callable[[datetime], tuple[Trouble, ...]]:
    """Kept for the life of the process: it remembers a token that could not be written."""
    settings = RenewTokensSettings.from_environment()
    log = ChannelsTable(clients.dynamodb(), settings.table_name)
    vault = SecretVault(clients.secrets_manager(), settings.platform_secret)
    office = TokenOfficeOfPlatforms(Urllib3Http(), settings.api_urls)
    renew = RenewTokens(vault=vault, office=office, log=log)
    check = CheckRefusals(accounts=lambda: vault.current().accounts, door=office, log=log)
    tell = tell_operators(log, settings.operators_topic, settings.runbooks_url)

    def renew_and_tell(now: datetime) -> tuple[Trouble, ...]:
        found = renew(now)
        if found is None:
            return ()
        tell(found, CAUSES, now)
        check(now)
        return found

    return renew_and_tell

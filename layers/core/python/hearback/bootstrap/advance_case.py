from functools import lru_cache

from hearback.adapters.policy_file import load_policy
from hearback.bootstrap.speaking import silent_platforms
from hearback.bootstrap.tables import cases_table
from hearback.settings import AdvanceCaseSettings
from hearback.use_cases.advance_case import AdvanceCase


@lru_cache(maxsize=1)
def advance_case() -> AdvanceCase:
    settings = AdvanceCaseSettings.from_environment()
    return AdvanceCase(
        cases=cases_table(settings.table_name),
        policy=load_policy(),
        platforms=silent_platforms(settings.channels, settings.by_hand),
    )

from datetime import timedelta
from functools import lru_cache

from hearback.adapters.policy_file import load_policy
from hearback.adapters.step_functions import StepFunctions
from hearback.bootstrap import clients
from hearback.bootstrap.tables import cases_table
from hearback.settings import SweepCasesSettings
from hearback.use_cases.sweep_cases import SweepCases


@lru_cache(maxsize=1)
def sweep_cases() -> SweepCases:
    settings = SweepCasesSettings.from_environment()
    return SweepCases(
        cases=cases_table(settings.table_name),
        policy=load_policy(),
        workflow=StepFunctions(clients.step_functions(), settings.state_machine_arn),
        grace=timedelta(seconds=settings.grace_seconds),
    )

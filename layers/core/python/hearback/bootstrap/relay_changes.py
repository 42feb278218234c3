from functools import lru_cache

from hearback.adapters.case_eraser import CaseEraser
from hearback.adapters.step_functions import StepFunctions
from hearback.adapters.work_queues import SqsAlertQueue, SqsReplyQueue
from hearback.bootstrap import clients
from hearback.settings import RelayChangesSettings
from hearback.use_cases.relay_changes import RelayChanges


@lru_cache(maxsize=1)
def relay() -> RelayChanges:
    settings = RelayChangesSettings.from_environment()
    return RelayChanges(
        workflow=StepFunctions(clients.step_functions(), settings.state_machine_arn),
        replies=SqsReplyQueue(clients.sqs(), settings.replies_queue_url),
        alerts=SqsAlertQueue(clients.sqs(), settings.alerts_queue_url),
        erasure=CaseEraser(clients.dynamodb(), settings.table_name),
    )

"""The engine that the policy wants. Nothing of Bedrock is imported where it is not asked."""

from typing import TYPE_CHECKING, Any

import boto3
from botocore.config import Config

from hearback.bootstrap import clients
from hearback.bootstrap.clock import utc_now
from hearback.domain.policy import Bedrock, Classifying
from hearback.domain.ports import Classifier
from hearback.settings import IngestMentionsSettings

if TYPE_CHECKING:
    from hearback.adapters.classifiers.bedrock import BedrockClassifier

_MOST_ATTEMPTS = 2


def with_bedrock(
    bundled: Classifier, classifying: Classifying, settings: IngestMentionsSettings
) -> Classifier:
    """The bundled engine alone, or before Bedrock, as the policy says."""
    rules = classifying.bedrock
    if rules is None:
        return bundled
    from hearback.adapters.classifiers.cascade import (  # noqa: PLC0415 - optional
        Cascade,
        always,
        less_sure_than,
    )

    wanted = {"bedrock": always, "cascade": less_sure_than(rules.ask_below, rules.heads)}
    doubt = wanted[classifying.engine]
    return Cascade(bundled, _bedrock(rules, settings), doubt=doubt, clock=utc_now)


def bedrock_client(rules: Bedrock, region: str, **others: Any) -> Any:
    """`others` go to boto3. Few tries and short waits: another engine's answer is at hand."""
    config = Config(
        connect_timeout=1,
        read_timeout=rules.timeout.total_seconds(),
        retries={"mode": "standard", "total_max_attempts": _MOST_ATTEMPTS},
    )
    return boto3.client("bedrock-runtime", region_name=region, config=config, **others)


def _bedrock(rules: Bedrock, settings: IngestMentionsSettings) -> "BedrockClassifier":
    from hearback.adapters.classifiers.bedrock import BedrockClassifier  # noqa: PLC0415 - optional
    from hearback.adapters.classifiers.bedrock_budget import BedrockBudget  # noqa: PLC0415

    budget = BedrockBudget(
        clients.dynamodb(),
        settings.table_name,
        most_per_hour=rules.most_per_hour,
        most_spent_per_day=rules.most_spent_per_day,
    )
    client = bedrock_client(rules, settings.bedrock_region)
    return BedrockClassifier(client, rules, budget, utc_now)

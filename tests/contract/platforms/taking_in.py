"""A channel's body on its way through ingestion, over fakes."""

from typing import Any

from hearback.domain.watch_words import compile_finder
from hearback.use_cases.ingest_mentions import Ingest, Outcome
from tests.builders import a_classification, a_policy
from tests.contract.platforms.given import NOW, a_delivery
from tests.contract.platforms.parsers import HEADERS, read
from tests.fake_channels import FakeChannels
from tests.fakes import FakeCases, FakeClassifier, FakeMentionQueue, FakePlatform


def taken_in(
    channel: str, body: object, **policy_changes: Any
) -> tuple[tuple[Outcome, ...], FakeMentionQueue]:
    """What became of each event, and the queue with its dead letters."""
    policy, queue = a_policy(**policy_changes), FakeMentionQueue()
    ingest = Ingest(
        cases=FakeCases(),
        classifier=FakeClassifier(a_classification()),
        finder=compile_finder(policy.brands),
        policy=policy,
        queue=queue,
        log=FakeChannels(),
        new_id=lambda: "C1",
    )
    platform = FakePlatform(events=read(channel, body))
    return ingest(a_delivery(channel, body, HEADERS), platform, NOW), queue

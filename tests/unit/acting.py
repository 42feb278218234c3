"""A case, its customer and two agents, with all that comes of what they do: for tests of acts."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from itertools import count
from typing import Any

import pytest

from hearback.domain.acts import Act, AgentAct
from hearback.domain.case import Case
from hearback.domain.changes import Change
from hearback.domain.classification import Classification
from hearback.domain.errors import ActRefused
from hearback.domain.mention import Mention, MentionAdded
from hearback.domain.offers import Offers
from hearback.domain.policy import CarePolicy
from hearback.domain.replies import Reply, ReplyForm, ReplyStatus
from hearback.domain.watch_words import compile_finder
from hearback.domain.webhooks import Delivery
from hearback.use_cases.act_on_case import ActOnCase, ActOutcome
from hearback.use_cases.deliver_reply import DeliverReply, DeliveryOutcome
from hearback.use_cases.ingest_mentions import Ingest, Outcome
from tests.builders import MINUTE, NOW, a_classification, a_full_policy, a_mention
from tests.fake_channels import FakeChannels
from tests.fakes import FakeCases, FakeClassifier, FakeMentionQueue, FakePlatform, FakeReplyQueue

FORMS = ReplyForm
OFFERS = {
    "x": Offers(
        forms=frozenset({FORMS.DM, FORMS.LIKE, FORMS.HIDE, FORMS.MUTE}),
        undoes=frozenset({FORMS.LIKE, FORMS.HIDE, FORMS.MUTE}),
    ),
    "facebook": Offers(
        forms=frozenset({FORMS.PRIVATE, FORMS.LIKE, FORMS.HIDE, FORMS.BLOCK}),
        undoes=frozenset({FORMS.LIKE, FORMS.HIDE, FORMS.BLOCK}),
        private_channel="messenger",
        by_person=True,
    ),
    "mastodon": Offers(
        forms=frozenset({FORMS.MUTE, FORMS.BLOCK, FORMS.REPORT}),
        undoes=frozenset({FORMS.MUTE, FORMS.BLOCK}),
    ),
    "messenger": Offers(forms=frozenset({FORMS.BLOCK}), undoes=frozenset({FORMS.BLOCK})),
    "whatsapp": Offers(forms=frozenset({FORMS.BLOCK}), undoes=frozenset({FORMS.BLOCK})),
    "youtube": Offers(forms=frozenset({FORMS.HIDE, FORMS.BLOCK}), undoes=frozenset({FORMS.HIDE})),
}
RUDE = a_classification(offensive=True)


class World:
    """Everything in memory; `says` is the customer, `does` an agent, `delivers` the queue."""

    def __init__(
        self,
        policy: CarePolicy | None = None,
        offers: Mapping[str, Offers] = OFFERS,
        silent: tuple[str, ...] = ("email", "generic"),
    ) -> None:
        self.policy = policy or a_full_policy()
        self.now: datetime = NOW
        self.cases = FakeCases()
        self.platforms = {name: FakePlatform(offers=offer) for name, offer in offers.items()}
        self.platforms |= {name: FakePlatform(can_reply=False) for name in silent}
        self.queue = FakeReplyQueue()
        self.classifier = FakeClassifier(a_classification(), {})
        ids, self._numbers = count(1), count(900)
        self.ingest = Ingest(
            cases=self.cases,
            classifier=self.classifier,
            finder=compile_finder(self.policy.brands),
            policy=self.policy,
            queue=FakeMentionQueue(),
            log=FakeChannels(),
            new_id=lambda: f"C{next(ids)}",
        )
        self._act = ActOnCase(cases=self.cases, policy=self.policy, platforms=self.platforms)
        self._deliver = DeliverReply(
            cases=self.cases,
            policy=self.policy,
            platforms=self.platforms,
            queue=self.queue,
            log=FakeChannels(),
        )

    def says(
        self, text: str = "Kargom gelmedi", told: Classification | None = None, **changes: Any
    ) -> Outcome:
        if told is not None:
            self.classifier.by_text = {**self.classifier.by_text, text: told}
        own = {"external_id": str(next(self._numbers)), "text": text, "received_at": self.now}
        return self.comes(a_mention(**own | changes))

    def comes(self, mention: Mention) -> Outcome:
        delivery = Delivery(channel=mention.channel, body="{}", received_at=mention.received_at)
        platform = FakePlatform(events=(MentionAdded(mention=mention),))
        (outcome,) = self.ingest(delivery, platform, self.now)
        return outcome

    def does(self, act: Act, agent: str = "Elif", case_id: str = "C1", **changes: Any) -> None:
        self.now += MINUTE
        case = self.cases.get(case_id)
        place = self.platforms[case.place.channel]
        wanted = AgentAct(
            act=act,
            agent=agent,
            can_reply=place.can_reply,
            text="Merhaba, bakıyoruz.",
            request_id=f"R{case.version}",
            offered={name: platform.offers for name, platform in self.platforms.items()},
        )
        wanted = replace(wanted, **changes)
        outcome = self._act(case_id, wanted, seen_version=case.version, now=self.now)
        assert outcome is ActOutcome.DONE

    def refused(self, act: Act, **changes: Any) -> str:
        """The word of a refusal, after which nothing has changed."""
        before = self.cases.file("C1")
        with pytest.raises(ActRefused) as error:
            self.does(act, **changes)
        assert self.cases.file("C1") == before
        return str(error.value)

    def delivers(self) -> list[DeliveryOutcome]:
        """All that is queued, and what follows from it."""
        outcomes = []
        while waiting := [r for r in self.cases.replies.values() if _is_queued(r)]:
            self.now += MINUTE
            outcomes += [self._deliver(r.case_id, r.id, self.now) for r in waiting]
            if len(outcomes) > 20:
                break
        return outcomes

    def deliver_again(self, reply: Reply) -> DeliveryOutcome:
        return self._deliver(reply.case_id, reply.id, self.now)

    @property
    def case(self) -> Case:
        return self.cases.get("C1")

    @property
    def replies(self) -> tuple[Reply, ...]:
        return self.cases.file("C1").replies

    @property
    def changes(self) -> list[Change]:
        return [change for entry in self.cases.entries["C1"] for change in entry.changes]

    def published(self, channel: str) -> list[Reply]:
        return self.platforms[channel].published


def _is_queued(reply: Reply) -> bool:
    return reply.status is ReplyStatus.QUEUED

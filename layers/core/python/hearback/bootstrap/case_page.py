import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Literal

from ulid import ULID

from hearback.adapters.agents.case_page import CasePage
from hearback.adapters.agents.forms import TEMPLATE, read_act
from hearback.adapters.agents.links import LinkSigner, SignedForm
from hearback.adapters.agents.notice import Notice, NoticeKind
from hearback.adapters.policy_file import load_policy
from hearback.bootstrap.signing import link_signer
from hearback.bootstrap.speaking import silent_platforms
from hearback.bootstrap.tables import cases_table
from hearback.domain.errors import ActRefused, BadInput
from hearback.domain.offers import Offered
from hearback.domain.policy import CarePolicy
from hearback.domain.ports import Cases, Platform
from hearback.domain.threads import Thread
from hearback.settings import CasePageSettings
from hearback.use_cases.act_on_case import ActOnCase, ActOutcome
from hearback.use_cases.answering import can_answer

_NOTICES = {
    ActOutcome.DONE: NoticeKind.DONE,
    ActOutcome.ALREADY_DONE: NoticeKind.ALREADY_DONE,
    ActOutcome.STALE: NoticeKind.STALE,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """Where agents look at a case and act on it. Raises `BadInput` for what has no page."""

    cases: Cases
    policy: CarePolicy
    platforms: Mapping[str, Platform]
    signer: LinkSigner
    page: CasePage
    act: ActOnCase

    def show(self, case_id: str, query: Mapping[str, str], agent: str, now: datetime) -> str:
        """The page behind a link; looking changes nothing."""
        action = self.signer.check(case_id, query, now)
        return self._render(case_id, action, agent, now, None)

    def take(self, case_id: str, fields: Mapping[str, str], now: datetime) -> str:
        """Do what a form asks for, once, and show what became of it."""
        form = self.signer.check_form(case_id, fields, now)
        try:
            notice = self._perform(case_id, form, fields, now)
        except ActRefused as error:
            notice = Notice(
                kind=NoticeKind.REFUSED,
                refusal=str(error),
                nearest=error.nearest,
                findings=error.findings,
            )
        return self._render(case_id, form.act.value, fields.get("agent", ""), now, notice, fields)

    def excuse(self, error: BadInput, language: Literal["tr", "en"]) -> str:
        return self.page.render_error(error, language)

    def _perform(
        self, case_id: str, form: SignedForm, fields: Mapping[str, str], now: datetime
    ) -> Notice:
        case = self.cases.get(case_id)
        wanted = read_act(
            form,
            fields,
            case=case,
            policy=self.policy,
            can_reply=self._can_reply(case.place),
            offered=self._offered(),
        )
        outcome = self.act(case_id, wanted, seen_version=form.version, now=now)
        return Notice(kind=_NOTICES[outcome], seen_version=form.version)

    def _render(
        self,
        case_id: str,
        action: str,
        agent: str,
        now: datetime,
        notice: Notice | None,
        fields: Mapping[str, str] | None = None,
    ) -> str:
        file = self.cases.file(case_id)
        channel = file.case.place.channel
        platform = self.platforms.get(channel)
        unsettled = fields if fields and notice and not notice.is_settled else {}
        return self.page.render(
            file,
            now=now,
            action=action,
            agent=agent,
            can_reply=self._can_reply(file.case.place),
            longest_reply=platform.longest_reply if platform else 0,
            request_id=str(ULID()),
            notice=notice,
            typed=unsettled.get("text", ""),
            typed_time=unsettled.get("promised_time", ""),
            template=unsettled.get(TEMPLATE, ""),
            offered=self._offered(),
        )

    def _offered(self) -> Offered:
        return {channel: platform.offers for channel, platform in self.platforms.items()}

    def _can_reply(self, place: Thread) -> bool:
        return can_answer(place, self.platforms, self.policy)


@lru_cache(maxsize=1)
def desk() -> Desk:
    settings = CasePageSettings.from_environment()
    policy = load_policy()
    cases = cases_table(settings.table_name)
    platforms = silent_platforms(settings.channels, settings.by_hand)
    signer = link_signer(settings.link_secret, settings.public_url, time.monotonic)
    return Desk(
        cases=cases,
        policy=policy,
        platforms=platforms,
        signer=signer,
        page=CasePage(signer, policy),
        act=ActOnCase(cases=cases, policy=policy, platforms=platforms),
    )

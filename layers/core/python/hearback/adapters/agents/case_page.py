"""The page behind a mail's link: one case, readable at two in the morning, without scripts."""

import base64
import hashlib
from datetime import datetime
from functools import lru_cache
from importlib.resources import files
from typing import Literal

from jinja2 import Environment, PackageLoader, StrictUndefined, Template
from markupsafe import Markup

from hearback.adapters.agents.act_forms import ActForms
from hearback.adapters.agents.clock_rows import clock_rows
from hearback.adapters.agents.forms import ELSEWHERE, LONGEST_NAME, TEMPLATE, WAIVED
from hearback.adapters.agents.links import LinkSigner
from hearback.adapters.agents.next_step import next_step
from hearback.adapters.agents.not_here import not_here
from hearback.adapters.agents.notice import Notice, notice_view
from hearback.adapters.agents.plain import flat, readable
from hearback.adapters.agents.threads_view import identity_line, thread_rows
from hearback.adapters.agents.timeline import author_name, timeline
from hearback.adapters.agents.times import Times
from hearback.adapters.agents.words import Words
from hearback.domain.case_ref import case_ref
from hearback.domain.classification import Leverage
from hearback.domain.errors import ActRefused, BadInput
from hearback.domain.mailing import against_answering
from hearback.domain.offers import Offered
from hearback.domain.policy import CarePolicy
from hearback.domain.ports import CaseFile
from hearback.domain.threads import Thread

_STYLE = (files(__package__) / "templates" / "style.css").read_text("utf-8")
_STYLE_HASH = base64.b64encode(hashlib.sha256(_STYLE.encode()).digest()).decode()

PAGE_HEADERS = {
    "Content-Type": "text/html; charset=utf-8",
    "Content-Security-Policy": (
        f"default-src 'none'; style-src 'sha256-{_STYLE_HASH}'; img-src data:; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
    "X-Robots-Tag": "noindex, nofollow",
    "X-Frame-Options": "DENY",
    "X-Content-Type-Options": "nosniff",
    "Strict-Transport-Security": "max-age=31536000",
    "Cross-Origin-Opener-Policy": "same-origin",
}
"""To be sent with every page, error pages too. No script runs, no other style than ours."""


class CasePage:
    """Renders a case for an agent, in the language and the time zone of the case's team."""

    def __init__(self, signer: LinkSigner, policy: CarePolicy) -> None:
        self._signer = signer
        self._policy = policy

    def render(  # noqa: PLR0913 - each is one fact of one request
        self,
        file: CaseFile,
        *,
        now: datetime,
        action: str,
        agent: str,
        can_reply: bool,
        longest_reply: int,
        request_id: str,
        notice: Notice | None,
        typed: str = "",
        typed_time: str = "",
        template: str = "",
        offered: Offered | None = None,
    ) -> str:
        """The page with the form of `action` open, unless `notice` says that it has done its work.

        `typed`, `typed_time` and `template` are what the agent had put into that form.
        `longest_reply` is only shown: the platform counts in its own way. `offered`: what platforms
        let us do beside.
        """
        case, team = file.case, self._policy.team(file.case.team)
        words = Words(team.language)
        times = Times(words, team.time_zone, now)
        forms = ActForms(
            signer=self._signer,
            policy=self._policy,
            times=times,
            can_reply=can_reply,
            longest_reply=longest_reply,
            request_id=request_id,
            opened="" if notice and notice.is_settled else action,
            typed=readable(typed),
            template=template,
            findings=notice.findings if notice else (),
            offered=offered or {},
        )
        open_clocks, done_clocks = clock_rows(case, times, self._policy)
        return _template("case.html").render(
            words=words,
            times=times,
            case=case,
            team=team,
            ref=case_ref(case.id),
            headline=next_step(file, times),
            author=author_name(file, words("mail.nameless")),
            handle=flat(case.author.handle, LONGEST_NAME),
            brand=self._policy.brand(case.brand).name,
            has_leverage=case.leverage is not Leverage.NONE,
            notice=notice_view(
                notice,
                file,
                action=action,
                times=times,
                policy=self._policy,
                possible=forms.possible(file),
            ),
            threads=thread_rows(case, times),
            identity=identity_line(case, times),
            not_here=tuple(not_here(file, words, self._policy, offered or {})),
            open_clocks=open_clocks,
            done_clocks=done_clocks,
            moments=timeline(file, times, self._policy),
            forms=forms.of(file),
            form_path=self._signer.form_path(case.id),
            agent=flat(agent, LONGEST_NAME),
            longest_name=LONGEST_NAME,
            cannot_reply="" if can_reply else self._why_not(case.place, words),
            elsewhere=ELSEWHERE,
            waived=WAIVED,
            template=TEMPLATE,
            typed_time=typed_time,
        )

    def _why_not(self, place: Thread, words: Words) -> str:
        """Why nobody can be answered from here, and what to do."""
        word = against_answering(place, self._policy)
        return words(f"no_answer.{word}") if word else words("page.cannot_reply")

    def render_error(self, error: BadInput, language: Literal["tr", "en"]) -> str:
        """A page that says what is wrong and what to do; no detail of the error is shown."""
        words = Words(language)
        reason = error.reason if words.knows(f"error_title.{error.reason}") else "BadInput"
        text = words(f"error_text.{reason}")
        if isinstance(error, ActRefused):
            key = f"refusal.{error}"
            text = f"{words(key if words.knows(key) else 'refusal.other')} {text}"
        title = words(f"error_title.{reason}")
        return _template("error.html").render(words=words, title=title, text=text)


@lru_cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("hearback.adapters.agents"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals["style"] = Markup(_STYLE)  # noqa: S704 - our own file
    return environment


def _template(name: str) -> Template:
    return _environment().get_template(name)

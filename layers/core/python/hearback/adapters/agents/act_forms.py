"""The forms under a case: one for each act that is possible now."""

from collections.abc import Iterator
from dataclasses import dataclass

from hearback.adapters.agents.drafts import draft_for
from hearback.adapters.agents.gate_words import FindingView, finding_views, waivable
from hearback.adapters.agents.links import LinkSigner
from hearback.adapters.agents.next_step import next_act
from hearback.adapters.agents.times import Times
from hearback.domain.acts import PURPOSE_OF, Act, possible_acts
from hearback.domain.case import Case, CaseStatus
from hearback.domain.classification import Kind, Severity, Topic
from hearback.domain.policy import CarePolicy
from hearback.domain.ports import CaseFile
from hearback.domain.replies import ReplyStatus
from hearback.domain.send_gate.findings import Finding

_COPY_MARKER = "…"


@dataclass(frozen=True, slots=True, kw_only=True)
class Select:
    """A list to choose from; `options` are values with their words, `chosen` is one of them."""

    name: str
    label: str
    options: tuple[tuple[str, str], ...]
    chosen: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ActForm:
    """`text`: what the message field opens with; None where nothing is said.

    `can_record`: it may also only be recorded, as said another way. `findings`: what the send
    gate has against what was typed; `waives`: the rules that the agent may waive with a tick.
    """

    act: Act
    label: str
    hint: str
    button: str
    signed: dict[str, str]
    is_open: bool
    is_next: bool
    text: str | None
    marker: str = ""
    can_record: bool = False
    asks_time: bool = False
    selects: tuple[Select, ...] = ()
    findings: tuple[FindingView, ...] = ()
    waives: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ActForms:
    """What all forms of one page have in common. `opened`: the act whose form is open.

    `typed` and `findings` belong to that form.
    """

    signer: LinkSigner
    policy: CarePolicy
    times: Times
    can_reply: bool
    request_id: str
    opened: str
    typed: str = ""
    findings: tuple[Finding, ...] = ()

    def of(self, file: CaseFile) -> list[ActForm]:
        return [self._form(act, file) for act in possible_acts(file.case)]

    def _form(self, act: Act, file: CaseFile) -> ActForm:
        case, words = file.case, self.times.words
        taking_on = act is Act.ACKNOWLEDGE and case.status is not CaseStatus.NEW
        speaks = act in PURPOSE_OF and not taking_on
        records = speaks and not self.can_reply
        key = "take_on" if taking_on else act.value
        is_open = self.opened == act
        typed = self.typed if is_open else ""
        findings = self.findings if is_open else ()
        marker = words("page.promise_marker") if self.can_reply else _COPY_MARKER
        # Each form its own request id: one that was sent must not vouch for its neighbour.
        request_id = f"{self.request_id}.{act.value}"
        return ActForm(
            act=act,
            label=words(f"act.{key}"),
            hint=words(f"act_hint.{key}"),
            button=words(f"act_record.{key}" if records else f"act_button.{key}"),
            signed=self.signer.form_fields(case.id, act, case.version, request_id, self.times.now),
            is_open=is_open,
            is_next=act is next_act(case),
            text=(typed or draft_for(file, act, self.policy, marker)) if speaks else None,
            marker=marker if act is Act.PROMISE and self.can_reply else "",
            can_record=speaks and self.can_reply and _was_refused(file),
            asks_time=act is Act.PROMISE,
            selects=tuple(self._selects(act, file.case)),
            findings=finding_views(findings, self.times),
            waives=waivable(findings),
        )

    def _selects(self, act: Act, case: Case) -> Iterator[Select]:
        if act is Act.HAND_OVER:
            yield self._teams(case)
        elif act is Act.RELABEL:
            yield self._labels("kind", case.kind)
            yield self._labels("severity", case.severity)
            yield self._labels("topic", case.topic)

    def _teams(self, case: Case) -> Select:
        words, own = self.times.words, self.policy.team(case.team)
        others = ((team.id, team.name) for team in self.policy.teams if team.id != own.id)
        return Select(
            name="team",
            label=words("page.to_team"),
            options=((own.id, words("page.same_team", team=own.name)), *others),
            chosen=own.id,
        )

    def _labels(self, name: str, now: Kind | Severity | Topic) -> Select:
        words = self.times.words
        return Select(
            name=name,
            label=words(f"label.{name}"),
            options=tuple((str(each.value), words.of(each)) for each in type(now)),
            chosen=str(now.value),
        )


def _was_refused(file: CaseFile) -> bool:
    """Whether the platform turned one of our replies down: then there must be another way."""
    return any(reply.status is ReplyStatus.FAILED for reply in file.replies)

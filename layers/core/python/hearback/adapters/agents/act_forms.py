"""The forms under a case: one for each act that is possible now."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from enum import StrEnum

from hearback.adapters.agents.drafts import draft_for
from hearback.adapters.agents.gate_words import FindingView, finding_views, waivable
from hearback.adapters.agents.links import LinkSigner
from hearback.adapters.agents.next_step import next_act
from hearback.adapters.agents.plain import flat
from hearback.adapters.agents.template_choices import TemplateChoice, template_choices
from hearback.adapters.agents.times import Times
from hearback.domain.abuse import abusive_mention, awaits_approval
from hearback.domain.abuse_steps import AbuseRequest
from hearback.domain.acts import IN_PRIVATE, PURPOSE_OF, STEP_OF, UNDOES, Act, possible_acts
from hearback.domain.case import Case, CaseStatus
from hearback.domain.classification import Kind, Severity, Topic
from hearback.domain.identity import IdentityProof, IdentityWay
from hearback.domain.moving import destinations
from hearback.domain.offers import NOTHING, Offered
from hearback.domain.policy import CarePolicy
from hearback.domain.ports import CaseFile
from hearback.domain.replies import ReplyForm, ReplyStatus
from hearback.domain.send_gate.findings import Finding
from hearback.domain.undoing import choices

_COPY_MARKER = "…"
_LONGEST_REASON = 200
_LONGEST_POST = 60
_GIVES_REASON = frozenset({*STEP_OF, *UNDOES, Act.REPLY_AGAIN}) - {Act.WARN}


@dataclass(frozen=True, slots=True, kw_only=True)
class Select:
    """A list to choose from; `options` are values with their words, `chosen` is one of them."""

    name: str
    label: str
    options: tuple[tuple[str, str], ...]
    chosen: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TextField:
    """What is written in a form, with the label and the hint beside it."""

    text: str
    label: str
    hint: str
    is_required: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ActForm:
    """`text`: None where nothing is written. `templates`: one is sent in the place of a text.

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
    is_final: bool
    text: TextField | None
    can_record: bool = False
    asks_time: bool = False
    selects: tuple[Select, ...] = ()
    templates: tuple[TemplateChoice, ...] = ()
    findings: tuple[FindingView, ...] = ()
    waives: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ActForms:
    """What all forms of one page have in common. `opened`: the act whose form is open.

    `typed`, `template` (the chosen one's id) and `findings` belong to that form.
    """

    signer: LinkSigner
    policy: CarePolicy
    times: Times
    can_reply: bool
    longest_reply: int
    request_id: str
    opened: str
    typed: str = ""
    template: str = ""
    findings: tuple[Finding, ...] = ()
    offered: Offered = field(default_factory=dict)

    def of(self, file: CaseFile) -> list[ActForm]:
        return [self._form(act, file) for act in self.possible(file)]

    def possible(self, file: CaseFile) -> tuple[Act, ...]:
        return possible_acts(file.case, self.policy, file.mentions, self.offered)

    def _form(self, act: Act, file: CaseFile) -> ActForm:
        case, words = file.case, self.times.words
        taking_on = act is Act.ACKNOWLEDGE and case.status is not CaseStatus.NEW
        speaks = act in PURPOSE_OF and not taking_on
        records = speaks and not self.can_reply
        key = "take_on" if taking_on else act.value
        is_open = self.opened == act
        findings = self.findings if is_open else ()
        templates = self._templates(act, case) if speaks else ()
        can_record = speaks and self.can_reply and _was_refused(file)
        asked = self._asked(act, file)
        text = None if taking_on else self._text(act, file, asked)
        if templates:
            text = self._own_words(text, is_shown=can_record or bool(is_open and self.typed))
        # Each form its own request id: one that was sent must not vouch for its neighbour.
        request_id = f"{self.request_id}.{act.value}"
        return ActForm(
            act=act,
            label=words(f"act.{key}"),
            hint=self._approval(asked) if asked else words(f"act_hint.{key}"),
            button=words(f"act_record.{key}" if records else f"act_button.{key}"),
            signed=self.signer.form_fields(case.id, act, case.version, request_id, self.times.now),
            is_open=is_open,
            is_next=act is next_act(case, self.policy),
            is_final=act is Act.DISMISS or act in STEP_OF,
            text=text,
            can_record=can_record,
            asks_time=act is Act.PROMISE,
            selects=tuple(self._selects(act, file)),
            templates=templates,
            findings=finding_views(findings, self.times),
            waives=waivable(findings),
        )

    def _text(self, act: Act, file: CaseFile, asked: AbuseRequest | None) -> TextField | None:
        words = self.times.words
        typed = self.typed if self.opened == act else ""
        if act in _GIVES_REASON:
            return TextField(
                text=typed,
                label=words("page.reason"),
                hint=words("page.reason_hint"),
                is_required=asked is None,
            )
        if act is Act.MOVE_CHANNEL:
            return TextField(
                text=typed,
                label=words("page.move_text"),
                hint=words("page.move_hint"),
                is_required=False,
            )
        if act not in PURPOSE_OF:
            return None
        marker = words("page.promise_marker") if self.can_reply else _COPY_MARKER
        return TextField(
            text=typed or draft_for(file, act, self.policy, marker),
            label=words("page.message" if self.can_reply else "page.message_elsewhere"),
            hint=self._hint(act, file.case, marker) if self.can_reply else "",
            is_required=self.can_reply,
        )

    def _templates(self, act: Act, case: Case) -> tuple[TemplateChoice, ...]:
        chosen = self.template if self.opened == act else ""
        found = template_choices(act, case, self.policy, self.times.now, chosen)
        return tuple(found) if self.can_reply else ()

    def _own_words(self, text: TextField | None, *, is_shown: bool) -> TextField | None:
        """Beside templates only what was written already, or may be recorded, has a place."""
        if text is None or not is_shown:
            return None
        label = self.times.words("page.message_kept")
        return replace(text, label=label, hint="", is_required=False)

    def _hint(self, act: Act, case: Case, marker: str) -> str:
        words, private = self.times.words, act in IN_PRIVATE or case.place.is_private
        offers = self.offered.get(case.place.channel, NOTHING)
        begins = act in IN_PRIVATE and not case.place.is_private
        is_dm = private and offers.private_form is ReplyForm.DM
        own_limit = offers.longest_private if begins or is_dm else 0
        told = [f"{words('page.longest', n=own_limit or self.longest_reply)}."]
        if not private:
            told.append(words("page.public_warning"))
        if act is Act.PROMISE:
            told.append(words("page.promise_hint", marker=marker))
        return " ".join(told)

    def _asked(self, act: Act, file: CaseFile) -> AbuseRequest | None:
        target = abusive_mention(file.mentions)
        if act not in STEP_OF or target is None:
            return None
        return awaits_approval(STEP_OF[act], file.case, target)

    def _approval(self, asked: AbuseRequest) -> str:
        reason = flat(asked.reason, _LONGEST_REASON)
        return self.times.words("page.approve", by=flat(asked.by, _LONGEST_REASON), reason=reason)

    def _selects(self, act: Act, file: CaseFile) -> Iterator[Select]:
        case = file.case
        match act:
            case act if act in UNDOES:
                yield from self._deeds(UNDOES[act], file)
            case Act.HAND_OVER:
                yield self._teams(case)
            case Act.RELABEL:
                yield self._labels("kind", case.kind)
                yield self._labels("severity", case.severity)
                yield self._labels("topic", case.topic)
            case Act.MOVE_CHANNEL:
                yield self._of("destination", destinations(case, self.policy, self.offered))
            case Act.VERIFY_IDENTITY:
                yield self._of("identity_way", tuple(IdentityWay))
                yield self._of("identity_proof", tuple(IdentityProof))

    def _deeds(self, form: ReplyForm, file: CaseFile) -> Iterator[Select]:
        """Which of several is to be taken back, by the words of the post."""
        found = choices(form, file.case, file.mentions, self.offered)
        if len(found) < 2:
            return
        no_words = self.times.words("page.no_words")
        posts = ((deed.id, flat(about.text, _LONGEST_POST) or no_words) for deed, about in found)
        label, latest = self.times.words("label.deed"), found[0][0]
        yield Select(name="deed", label=label, options=tuple(posts), chosen=latest.id)

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

    def _of(self, name: str, values: tuple[StrEnum, ...]) -> Select:
        words = self.times.words
        return Select(
            name=name,
            label=words(f"label.{name}"),
            options=tuple((each.value, words.of(each)) for each in values),
            chosen=values[0].value,
        )


def _was_refused(file: CaseFile) -> bool:
    """Whether the platform turned one of our replies down: then there must be another way."""
    return any(r.status is ReplyStatus.FAILED and r.form.speaks for r in file.replies)

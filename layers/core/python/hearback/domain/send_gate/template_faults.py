"""Whether every template passes the gate wherever it can be used, however long its values get."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import product
from zoneinfo import ZoneInfo

from hearback.domain.case_ref import case_ref
from hearback.domain.classification import Kind
from hearback.domain.customer_names import LONGEST_NAME
from hearback.domain.mention import Visibility
from hearback.domain.policy import Brand, CarePolicy
from hearback.domain.replies import ReplyPurpose
from hearback.domain.send_gate.draft import Context, Draft
from hearback.domain.send_gate.findings import Finding
from hearback.domain.send_gate.gate import check
from hearback.domain.send_gate.limits import LIMITS, Limit, limit_of
from hearback.domain.templates import Occasion, Template, Tone, equals, fill, fitting
from hearback.domain.threads import new_reference
from hearback.domain.whatsapp_templates import WhatsAppTemplate
from hearback.domain.wording import DESTINATION_OF, as_written

ZONE = ZoneInfo("Europe/Istanbul")
PROMISED_AT = datetime(2026, 12, 31, 20, 59, tzinfo=UTC)
"""What `{time}` stands for where templates are looked at: the last minute of a year in `ZONE`."""

_WHATSAPP = "whatsapp"
LANGUAGES = ("tr", "en")

_HEAVIEST_LETTER = "\U0001d416"
"""A letter that no platform counts as more: weight 2 on X, four bytes, two UTF-16 units."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Use:
    """A template as it reads on one channel. `number`: its place in the policy, from 0."""

    number: int
    template: Template
    channel: str
    visibility: Visibility
    kinds: tuple[Kind, ...]


def template_faults(policy: CarePolicy) -> Iterator[tuple[str, str]]:
    """Paths in the policy and what is wrong there, one a template."""
    for number, template in enumerate(policy.templates):
        if unknown := sorted(set(template.channels) - LIMITS.keys()):
            yield f"templates.{number}.channels", f"we cannot speak on {', '.join(unknown)}"
    yield from _missing_languages(policy)
    told = set()
    for use, brand in product(uses(policy), policy.brands):
        findings = faults_of(use, brand, policy)
        if findings and use.number not in told:
            told.add(use.number)
            yield f"templates.{use.number}.text", _reason(use.channel, use.visibility, findings[0])
    for number, approved in enumerate(policy.whatsapp_templates):
        if finding := next(_against(approved, policy), None):
            reason = _reason(_WHATSAPP, Visibility.PRIVATE, finding)
            yield f"whatsapp_templates.{number}.text", reason


def _missing_languages(policy: CarePolicy) -> Iterator[tuple[str, str]]:
    """Of each purpose the first place where only one language has words."""
    told = set()
    for channel, limit in LIMITS.items():
        for visibility, purpose, kind in product(limit.where, ReplyPurpose, policy.opens_case):
            said = {
                language
                for language in LANGUAGES
                if fitting(
                    policy.templates,
                    _occasion(policy, purpose, language, channel, visibility, kind),
                )
            }
            if len(said) == 1 and purpose not in told:
                told.add(purpose)
                missing = next(each for each in LANGUAGES if each not in said)
                where = f"on {channel} ({visibility}) for {kind}"
                yield "templates", f"{purpose} has no words in {missing} {where}"


def _occasion(
    policy: CarePolicy,
    purpose: ReplyPurpose,
    language: str,
    channel: str,
    visibility: Visibility,
    kind: Kind,
) -> Occasion:
    return Occasion(
        purpose=purpose,
        language=language,
        channel=channel,
        kind=kind,
        visibility=visibility,
        tone=policy.tones.get(channel, Tone.WARM),
    )


def uses(policy: CarePolicy) -> Iterator[Use]:
    """Where each template is the one that is taken, by channel and by who can read it."""
    for channel, limit in LIMITS.items():
        for visibility, purpose, language in product(limit.where, ReplyPurpose, LANGUAGES):
            kinds: dict[int, list[Kind]] = {}
            for kind in policy.opens_case:
                occasion = _occasion(policy, purpose, language, channel, visibility, kind)
                for number in _taken(policy, occasion):
                    kinds.setdefault(number, []).append(kind)
            for number, of in kinds.items():
                yield Use(
                    number=number,
                    template=policy.templates[number],
                    channel=channel,
                    visibility=visibility,
                    kinds=tuple(of),
                )


def faults_of(use: Use, brand: Brand, policy: CarePolicy) -> tuple[Finding, ...]:
    """What the gate has against a template with the longest values that it can get."""
    limit = limit_of(use.channel)
    text = fill(use.template.text, longest_values(use, brand, policy))
    return check_template(use, brand, text, limit)


def check_template(use: Use, brand: Brand, text: str, limit: Limit) -> tuple[Finding, ...]:
    """The gate's word on a template that was filled in for `PROMISED_AT`."""
    promises = "{time}" in use.template.text or use.template.purpose is ReplyPurpose.PROMISE
    draft = Draft(
        text=text,
        purpose=use.template.purpose,
        by_human=False,
        promised_at=PROMISED_AT if promises else None,
    )
    return check(draft, _context(use.channel, use.visibility, brand, limit))


def _against(template: WhatsAppTemplate, policy: CarePolicy) -> Iterator[Finding]:
    """What the gate has against words that WhatsApp has approved, with the longest values."""
    limit = limit_of(_WHATSAPP)
    for brand in policy.brands:
        longest = {"name": _HEAVIEST_LETTER * LONGEST_NAME, "brand": brand.name}
        filled = template.filled({**longest, "reference": case_ref(new_reference())})
        if filled is not None:
            draft = Draft(
                text=filled[0], purpose=template.purposes[0], by_human=False, is_approved=True
            )
            yield from check(draft, _context(_WHATSAPP, Visibility.PRIVATE, brand, limit))


def _context(channel: str, visibility: Visibility, brand: Brand, limit: Limit) -> Context:
    now = PROMISED_AT - timedelta(days=2)
    return Context(
        channel=channel,
        visibility=visibility,
        sender="support",
        heard_at=now,
        now=now,
        zone=ZONE.key,
        length=limit.length,
        longest=limit.longest,
        brand=brand.name,
        contacts=brand.own_contacts,
    )


def longest_values(use: Use, brand: Brand, policy: CarePolicy) -> dict[str, str]:
    support = policy.support_account(brand.id, use.channel)
    limit = limit_of(use.channel)
    destination = DESTINATION_OF.get(use.template.purpose)
    return {
        "name": _HEAVIEST_LETTER * LONGEST_NAME,
        "handle": limit.at + "a" * limit.longest_handle,
        "brand": brand.name,
        "support": f"{limit.at}{support.handle}" if support and support.handle else "",
        "time": as_written(PROMISED_AT, ZONE),
        "contact": brand.ways.of(destination) if destination else "",
        "reference": new_reference(),
        "rules": policy.abuse.house_rules if policy.abuse else "",
    }


def _taken(policy: CarePolicy, occasion: Occasion) -> set[int]:
    """Those that fit best; where nothing can be promised, those without a time."""
    found = fitting(policy.templates, occasion)
    taken = [*equals(found), *equals(found, timeless=True)]
    return {policy.templates.index(template) for template in taken}


def _reason(channel: str, visibility: Visibility, finding: Finding) -> str:
    what = f"{finding.rule} ({finding.evidence})" if finding.evidence else finding.rule
    return f"on {channel} ({visibility}) it would not pass the send gate: {what}"

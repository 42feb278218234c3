"""What comes back from the page: an agent's form, read with care."""

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from hearback.adapters.agents.drafts import promised
from hearback.adapters.agents.links import SignedForm
from hearback.adapters.agents.plain import flat
from hearback.adapters.agents.words import CATALOGUES
from hearback.domain.acts import Act, AgentAct, Labels
from hearback.domain.case import Case
from hearback.domain.classification import Kind, Severity, Topic
from hearback.domain.errors import ActRefused
from hearback.domain.identity import IdentityProof, IdentityWay
from hearback.domain.offers import Offered
from hearback.domain.policy import CarePolicy
from hearback.domain.text import clean
from hearback.domain.threads import Destination

LONGEST_NAME = 60
WAIVED = "waived"
"""The tick of an agent who sends all the same; its value names the rules that were shown."""

TEMPLATE = "template"
"""The choice among approved templates; its value is the template's id."""

ELSEWHERE = "elsewhere"
"""The button of an agent who wrote to the customer another way: nothing is sent from here."""

_LOCAL_TIME = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(:[0-9]{2})?")


def read_act(
    form: SignedForm,
    fields: Mapping[str, str],
    *,
    case: Case,
    policy: CarePolicy,
    can_reply: bool,
    offered: Offered | None = None,
) -> AgentAct:
    """The act that a checked form asks for, in the case as it is. Raises `ActRefused`."""
    promised_at = None
    text = clean(fields.get("text", ""))
    if form.act is Act.PROMISE:
        zone = ZoneInfo(policy.team(case.team).time_zone)
        promised_at = read_local_time(fields.get("promised_time", ""), zone)
        for words in CATALOGUES.values():
            text = promised(text, promised_at, policy, case, words["page"]["promise_marker"])
    return AgentAct(
        act=form.act,
        agent=flat(fields.get("agent", ""), LONGEST_NAME) or case.team,
        can_reply=can_reply and ELSEWHERE not in fields,
        text=text,
        promised_at=promised_at,
        team=fields.get("team", ""),
        labels=_labels(fields) if form.act is Act.RELABEL else None,
        destination=_destination(fields) if form.act is Act.MOVE_CHANNEL else None,
        identity=_identity(fields) if form.act is Act.VERIFY_IDENTITY else None,
        request_id=form.request_id,
        waived=frozenset(fields.get(WAIVED, "").split()),
        offered=offered or {},
        template=fields.get(TEMPLATE, ""),
        deed=fields.get("deed", ""),
    )


def _destination(fields: Mapping[str, str]) -> Destination:
    try:
        return Destination(fields.get("destination", ""))
    except ValueError:
        raise ActRefused("no_such_destination") from None


def _identity(fields: Mapping[str, str]) -> tuple[IdentityWay, IdentityProof]:
    """What was compared with what: no value that could be written down has a field here."""
    try:
        way = IdentityWay(fields.get("identity_way", ""))
        return way, IdentityProof(fields.get("identity_proof", ""))
    except ValueError:
        raise ActRefused("unknown_label") from None


def _labels(fields: Mapping[str, str]) -> Labels:
    try:
        return Labels(
            kind=Kind(fields.get("kind", "")),
            severity=Severity(int(fields.get("severity", ""))),
            topic=Topic(fields.get("topic", "")),
        )
    except ValueError:
        raise ActRefused("unknown_label") from None


def read_local_time(text: str, zone: ZoneInfo) -> datetime:
    """A `datetime-local` field's value on the zone's clock. Raises `ActRefused`.

    Of an hour that the clocks repeat it is the first; one that they skip counts on from before.
    """
    if not _LOCAL_TIME.fullmatch(text):
        raise ActRefused("promise_without_time")
    try:
        return datetime.fromisoformat(text).replace(tzinfo=zone).astimezone(UTC)
    except (ValueError, OverflowError):
        raise ActRefused("promise_without_time") from None

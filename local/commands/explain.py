"""`explain`: which promises a case would get at a moment, and why each is due when it is."""

import argparse
import json
import sys
from datetime import UTC, datetime
from pathlib import Path

from hearback.adapters.agents.clock_reasons import clock_reasons
from hearback.adapters.agents.times import Times
from hearback.adapters.agents.words import Words
from hearback.domain.classification import Kind, Language, Severity, Topic
from hearback.domain.clock_plan import STARTED_AT_OPENING, ClockPlan, plan_clocks
from hearback.domain.errors import PolicyInvalid
from hearback.domain.explaining import Explanation, explain_clock
from hearback.domain.mention import Visibility
from hearback.domain.policy import CarePolicy
from infra.care_policy import load_care_policy
from local.places import DEFAULT_POLICY
from local.problem import Problem

_SAID = {
    "en": {
        "policy": "SLA policy {policy} (care policy {version})",
        "team": "Team {name} ({team})",
        "at_opening": "starts with the case",
        "later": "if it started then",
        "started": "start  ",
        "warning": "warning",
        "due": "due    ",
    },
    "tr": {
        "policy": "SLA politikası {policy} (müşteri politikası {version})",
        "team": "Ekip {name} ({team})",
        "at_opening": "vakayla başlar",
        "later": "o anda başlasaydı",
        "started": "başlangıç",
        "warning": "uyarı    ",
        "due": "son an   ",
    },
}
HELP = "show the clocks that a case would get, and why they are due when they are"


def register(parser: argparse.ArgumentParser) -> None:
    add = parser.add_argument
    add("--policy", type=Path, default=DEFAULT_POLICY, metavar="FILE", help="a care policy")
    add("--at", type=_moment, required=True, help="when it came in: 2026-10-28T12:30:00+03:00")
    add("--channel", required=True)
    add("--kind", choices=[k.value for k in Kind], default=Kind.COMPLAINT.value)
    add("--severity", type=int, choices=[s.value for s in Severity], default=0)
    add("--topic", choices=[t.value for t in Topic], default=Topic.OTHER.value)
    add("--language", choices=[each.value for each in Language], default=Language.TURKISH.value)
    add("--visibility", choices=[v.value for v in Visibility], default=Visibility.PUBLIC.value)
    add("--brand", help="the policy's first if not given")
    add("--account", default="", help="the account or feed through which it came")
    add("--customer-tier", default="")
    add("--words", choices=["en", "tr"], default="en", help="the language of the explanation")
    add("--json", action="store_true", help="one object for machines")
    parser.set_defaults(act=act)


def act(options: argparse.Namespace) -> int:
    try:
        policy = load_care_policy(options.policy, options.at.date())
    except PolicyInvalid as error:
        raise Problem(str(error)) from None
    plan = plan_clocks(_facts(options, policy), options.at, policy)
    clocks = [explain_clock(clock, policy) for clock in plan.clocks]
    if options.json:
        json.dump(_as_data(plan, clocks, policy, options), sys.stdout, ensure_ascii=False, indent=2)
        print()
    else:
        print("\n".join(_as_text(plan, clocks, policy, options)))
    return 0


def _moment(text: str) -> datetime:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is no ISO 8601 time") from None
    if moment.tzinfo is None:
        raise argparse.ArgumentTypeError(f"{text!r} has no offset, such as +03:00 or Z")
    return moment


def _facts(options: argparse.Namespace, policy: CarePolicy) -> dict[str, object]:
    brands = [brand.id for brand in policy.brands]
    if options.brand and options.brand not in brands:
        raise Problem(f"no such brand: {options.brand}; the policy has {', '.join(brands)}")
    return {
        "channel": options.channel,
        "account": options.account,
        "brand": options.brand or brands[0],
        "kind": Kind(options.kind),
        "severity": Severity(options.severity),
        "topic": Topic(options.topic),
        "language": Language(options.language),
        "visibility": Visibility(options.visibility),
        "customer_tier": options.customer_tier,
    }


def _as_data(
    plan: ClockPlan, clocks: list[Explanation], policy: CarePolicy, options: argparse.Namespace
) -> dict[str, object]:
    return {
        "policy": plan.rule.id,
        "policy_version": policy.stamp,
        "team": plan.team.id,
        "clocks": [_clock_data(each, _times(each, plan, options)) for each in clocks],
    }


def _clock_data(explanation: Explanation, times: Times) -> dict[str, object]:
    clock = explanation.clock
    return {
        "metric": clock.metric.value,
        "starts": _starts(explanation),
        "calendar": clock.calendar,
        "target_seconds": clock.target_seconds,
        "started_at": _utc(clock.started_at),
        "warnings": [_utc(moment) for moment in clock.warn_at],
        "due_at": _utc(clock.due_at),
        "time_zone": times.zone,
        "warnings_local": [times.machine(moment) for moment in clock.warn_at],
        "due_at_local": times.machine(clock.due_at),
        "why": clock_reasons(explanation, times),
        "passed_over": [
            {
                "begin": _utc(gap.begin),
                "end": _utc(gap.end),
                "closures": [closure.name or str(closure.date) for closure in gap.closures],
            }
            for gap in explanation.gaps
        ],
    }


def _as_text(
    plan: ClockPlan, clocks: list[Explanation], policy: CarePolicy, options: argparse.Namespace
) -> list[str]:
    said = _SAID[options.words]
    lines = [
        said["policy"].format(policy=plan.rule.id, version=policy.stamp),
        said["team"].format(team=plan.team.id, name=plan.team.name),
    ]
    for explanation in clocks:
        clock, times = explanation.clock, _times(explanation, plan, options)
        lines += [
            "",
            f"{times.words.of(clock.metric)}  ({clock.metric}, {said[_starts(explanation)]})",
            f"  {said['started']}  {_both(clock.started_at, times)}",
            *(f"  {said['warning']}  {_both(at, times)}" for at in clock.warn_at),
            f"  {said['due']}  {_both(clock.due_at, times)}",
            *(f"    {reason}" for reason in clock_reasons(explanation, times)),
        ]
    return lines


def _starts(explanation: Explanation) -> str:
    return "at_opening" if explanation.clock.metric in STARTED_AT_OPENING else "later"


def _times(explanation: Explanation, plan: ClockPlan, options: argparse.Namespace) -> Times:
    calendar = explanation.calendar
    zone = calendar.time_zone if calendar else plan.team.time_zone
    return Times(Words(options.words), zone, options.at)


def _both(moment: datetime, times: Times) -> str:
    return f"{_utc(moment)}  {times.dated(moment)} ({times.zone})"


def _utc(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat().replace("+00:00", "Z")

"""What computing all clocks of a case costs, and that it grows with the windows crossed.

`make bench` runs it.
Printed are microseconds a case, and how many times a reference that is: parsing a JSON body of
2 KB in the same run. "never seen" starts with a calendar that remembers no day; "remembered" is
what a warm function does. At last the target grows while the windows crossed stay about the
same, and the other way round.
"""

import json
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from time import perf_counter

from hearback.domain.business_hours import BusinessHours
from hearback.domain.classification import Kind, Language, Severity, Topic
from hearback.domain.clock_plan import plan_clocks
from hearback.domain.mention import Visibility
from hearback.domain.policy import CarePolicy
from infra.care_policy import load_care_policy

POLICY = Path(__file__).parents[2] / "layers" / "policy" / "care-policy.yaml"
TODAY = date(2026, 11, 22)
CASES = 200
ROUNDS = 5
FACTS: dict[str, object] = {
    "channel": "blog",
    "account": "",
    "brand": "nivora",
    "kind": Kind.COMPLAINT,
    "severity": Severity.MEDIUM,
    "topic": Topic.DELIVERY,
    "language": Language.TURKISH,
    "visibility": Visibility.PUBLIC,
    "customer_tier": "",
}


def main() -> None:
    body = json.dumps({"entry": [{"id": i, "text": "x" * 60} for i in range(22)]})
    reference = _microseconds(lambda _: json.loads(body))
    print(f"reference: {reference:.1f} µs for json.loads of {len(body)} characters")
    month = _month_long(load_care_policy(POLICY, TODAY))
    text = month.model_dump_json()
    fresh = iter([CarePolicy.model_validate_json(text) for _ in range(CASES)])
    _print(
        "never seen", _microseconds(lambda at: plan_clocks(FACTS, at, next(fresh)), 1), reference
    )
    _print("remembered", _microseconds(lambda at: plan_clocks(FACTS, at, month)), reference)
    print("one deadline in a calendar without memory:")
    for what, windows, days in (
        ("1 window a day, 5 days", 1, 5),
        ("1 window a day, 20 days", 1, 20),
        ("1 window a day, 80 days", 1, 80),
        ("6 windows a day, 20 days", 6, 20),
        ("day and night windows, 20 days", 0, 20),
    ):
        spent = _microseconds(lambda at, w=windows, d=days: _one(at, w, d))  # type: ignore[misc]
        crossed = days * max(windows, 1)
        print(f"  {what}: {spent:.0f} µs, {spent / crossed:.1f} µs a window crossed")


def _month_long(policy: CarePolicy) -> CarePolicy:
    """The default policy with targets that end a month away and count open hours only."""
    rules = tuple(
        rule.model_copy(
            update={
                "targets": tuple(
                    target.model_copy(
                        update={"target_time": timedelta(hours=170), "clock": "calendar"}
                    )
                    for target in rule.targets
                )
            }
        )
        for rule in policy.sla
    )
    return policy.model_copy(update={"sla": rules})


def _one(at: datetime, windows: int, days: int) -> datetime:
    day = tuple((540 + 80 * i, 600 + 80 * i) for i in range(windows)) or ((0, 1440),)
    hours = BusinessHours(time_zone="Europe/Istanbul", week=(day,) * 7)
    minutes = sum(end - begin for begin, end in day)
    return hours.add(at, timedelta(minutes=minutes * days))


def _microseconds(work: Callable[[datetime], object], rounds: int = ROUNDS) -> float:
    """Of one case, in the best round."""
    begins = datetime(2026, 11, 23, 6, tzinfo=UTC)
    moments = [begins + timedelta(minutes=17 * i) for i in range(CASES)]
    best = float("inf")
    for _ in range(rounds):
        began = perf_counter()
        for at in moments:
            work(at)
        best = min(best, perf_counter() - began)
    return best / CASES * 1e6


def _print(what: str, spent: float, reference: float) -> None:
    print(f"{what}: {spent:.0f} µs for all clocks of a case, {spent / reference:.0f} references")


if __name__ == "__main__":
    main()

"""`preview`: every template of a care policy as customers would read it."""

import argparse
import json
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from hearback.adapters.agents.words import Words
from hearback.domain.errors import PolicyInvalid
from hearback.domain.policy import Brand, CarePolicy
from hearback.domain.send_gate.limits import LIMITS
from infra.care_policy import read_care_policy
from local.places import DEFAULT_POLICY
from local.preview.page import Place, places, render
from local.preview.readings import Reading, readings
from local.preview.said import SAID
from local.problem import Problem

HELP = "show every template as it reads on each channel, with lengths and what the gate says"


def register(parser: argparse.ArgumentParser) -> None:
    add = parser.add_argument
    add("--policy", type=Path, default=DEFAULT_POLICY, metavar="FILE", help="a care policy")
    add("--channel", choices=sorted(LIMITS), help="this one only")
    add("--brand", help="the policy's first if not given")
    add("--words", choices=["en", "tr"], default="en", help="the language of the headings")
    add("--json", action="store_true", help="a list for machines")
    add("--html", type=Path, metavar="FILE", help="write a page to look at")
    parser.set_defaults(act=act)


def act(options: argparse.Namespace) -> int:
    """The exit code is 1 if the gate would not let a template pass."""
    try:
        policy = read_care_policy(options.policy, datetime.now(UTC).date())
    except PolicyInvalid as error:
        raise Problem(str(error)) from None
    words, brand = Words(options.words), _brand(options, policy)
    found = [
        reading
        for reading in readings(policy, brand)
        if options.channel in (None, reading.use.channel)
    ]
    if options.html:
        _write(options.html, render(found, policy, brand, words))
        print(SAID[words.language]["written"].format(file=options.html))
    elif options.json:
        json.dump([each.as_data() for each in found], sys.stdout, ensure_ascii=False, indent=2)
        print()
    else:
        print("\n".join(_lines(places(found, words), words)))
    return int(any(reading.findings for reading in found))


def _brand(options: argparse.Namespace, policy: CarePolicy) -> Brand:
    brands = {brand.id: brand for brand in policy.brands}
    if options.brand and options.brand not in brands:
        raise Problem(f"no such brand: {options.brand}; the policy has {', '.join(brands)}")
    return brands[options.brand or policy.brands[0].id]


def _write(file: Path, html: str) -> None:
    try:
        file.write_text(html, encoding="utf-8")
    except OSError as error:
        raise Problem(f"{file}: {error.strerror}") from None


def _lines(found: list[Place], words: Words) -> Iterator[str]:
    said = SAID[words.language]
    for place in found:
        visibility = words("visibility.private" if place.is_private else "visibility.public")
        most = said["limit"].format(n=place.limit)
        yield f"{place.name}  ({visibility}, {place.tone}, {most})"
        for row in place.rows:
            yield f"\n  {row.title}: {row.kinds}{', ' + said['again'] if row.again else ''}"
            for language, cell in row.cells.items():
                yield from _cell(language, cell, words)
        yield ""


def _cell(language: str, cell: Reading, words: Words) -> Iterator[str]:
    longest = SAID[words.language]["longest"].format(n=cell.longest, limit=cell.limit)
    yield f"    {language}  {cell.length:>4}  ({longest})  {cell.text}"
    for finding in cell.findings:
        why, mend = words(f"gate.{finding.rule}"), words(f"gate_mend.{finding.rule}")
        yield f"        ! {why}{f' ({finding.evidence})' if finding.evidence else ''} — {mend}"

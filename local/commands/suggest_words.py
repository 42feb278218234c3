"""`suggest-words`: watch words that are missing, from mentions that people brought in by hand."""

import argparse
import sys
from collections.abc import Iterable
from pathlib import Path

from hearback.domain.policy import Brand
from hearback.domain.suggesting_words import Suggestion, suggest_words
from hearback.domain.text import one_line
from local.commands.classify import read_line
from local.places import DEFAULT_POLICY
from local.problem import Problem
from local.watching import read_brands

HELP = "suggest watch words: mentions brought in by hand, one a line from standard input"
_EXAMPLE = 100


def register(parser: argparse.ArgumentParser) -> None:
    add = parser.add_argument
    add("--policy", type=Path, default=DEFAULT_POLICY, metavar="FILE", help="what is watched now")
    add("--brand", help="whose mentions these are (the policy's first)")
    add("--rest", type=Path, metavar="FILE", help="ordinary mentions, one a line, to compare with")
    add("--least", type=int, default=3, metavar="N", help="mentions that must have the word (3)")
    parser.set_defaults(act=act)


def act(options: argparse.Namespace) -> int:
    brand = _brand(options.policy, options.brand)
    brought = list(_texts(sys.stdin.buffer))
    rest: list[str] = []
    if options.rest:
        try:
            rest = list(_texts(options.rest.read_bytes().split(b"\n")))
        except OSError as error:
            raise Problem(f"{options.rest}: {error.strerror}") from None
    found = suggest_words(brand, brought, rest, least=options.least)
    print(f"{len(brought)} mentions of {brand.name}, {len(rest)} to compare with")
    for each in found:
        print(_shown(each))
    if not found:
        print("no word is missing" if rest else "no misspelling is missing; --rest finds more")
    return 0


def _brand(policy: Path, wanted: str | None) -> Brand:
    brands = read_brands(policy)
    for brand in brands:
        if wanted in (None, brand.id):
            return brand
    raise Problem(f"{policy}: no brand {wanted}, but {', '.join(b.id for b in brands)}")


def _texts(lines: Iterable[bytes]) -> Iterable[str]:
    """The lines that can be read; others are passed over."""
    for line in lines:
        try:
            yield read_line(line)
        except Problem:
            continue


def _shown(found: Suggestion) -> str:
    why = f"like {found.near}" if found.near else f"G² {found.score}"
    head = f"{found.word}  ({found.count} mentions, {found.rest} of the rest, {why})"
    return "\n".join([head, *(f"    {one_line(text, _EXAMPLE)}" for text in found.examples)])

"""What finding the brand costs with ten thousand watch words.

`make bench` runs it.
Printed are microseconds a mention, and how many times a reference that is: parsing a JSON body of
2 KB in the same run, since machines differ; of five rounds the best, since others use them too.
Ordinary mentions repeat their words, and the finder remembers which it compared; so the worst
case, in which no word was ever seen, is printed too.
"""

import json
import random
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from time import perf_counter

from hearback.domain.policy import Brand
from hearback.domain.watch_words import compile_finder

WATCH_WORDS = 10_000
BRANDS = 100
MENTIONS = 1_000
ROUNDS = 5
LETTERS_OF_A_MENTION = 140
LINES = Path(__file__).parents[1] / "fixtures" / "brand_lines.tsv"


def main() -> None:
    chance = random.Random(20_261_122)  # noqa: S311
    names = list(_names(chance))
    began = perf_counter()
    finder = compile_finder(
        Brand(id=f"b{i}", name="b", watch_words=tuple(names[i::BRANDS])) for i in range(BRANDS)
    )
    print(f"{len(names)} watch words compiled in {perf_counter() - began:.2f} s")
    body = json.dumps({"entry": [{"id": i, "text": name} for i, name in enumerate(names)]})
    body = json.dumps({"cut": body[:1_750]})
    reference = _microseconds(json.loads, [[body] * MENTIONS] * ROUNDS)
    print(f"reference: {reference:.1f} µs for json.loads of {len(body)} characters")
    lines = LINES.read_text(encoding="utf-8").splitlines()[1:]
    ordinary = [word for line in lines for word in line.split("\t")[1].split()]
    for what, words in (("ordinary words", ordinary), ("words never seen", None)):
        rounds = [[_mention(chance, words, names) for _ in range(MENTIONS)] for _ in range(ROUNDS)]
        spent = _microseconds(finder.find, rounds)
        print(f"{what}: {spent:.1f} µs a mention, {spent / reference:.1f} times the reference")


def _names(chance: random.Random) -> Iterator[str]:
    """Different invented names of two to five syllables, three in ten of them of two words."""
    seen = set[str]()
    while len(seen) < WATCH_WORDS:
        name = " ".join(_word(chance).title() for _ in range(2 if chance.random() < 0.3 else 1))
        if name not in seen:
            seen.add(name)
            yield name


def _word(chance: random.Random) -> str:
    return "".join(
        chance.choice("bcçdfgğhjklmnprsştvyz")
        + chance.choice("aeıioöuü")
        + (chance.choice("klmnrstyz") if chance.random() < 0.4 else "")
        for _ in range(chance.randint(2, 5))
    )


def _mention(chance: random.Random, words: Sequence[str] | None, names: Sequence[str]) -> str:
    """About as long as people write, with one of the names in it."""
    mention = chance.choice(names) + "'den"
    while len(mention) < LETTERS_OF_A_MENTION:
        mention += " " + (chance.choice(words) if words else _word(chance))
    return mention


def _microseconds(act: Callable[[str], object], rounds: Sequence[Sequence[str]]) -> float:
    """The mean of the best round."""
    spent = []
    for inputs in rounds:
        began = perf_counter()
        for one in inputs:
            act(one)
        spent.append((perf_counter() - began) / len(inputs) * 1e6)
    return min(spent)


if __name__ == "__main__":
    main()

"""The preview as one page: self-contained, to be opened from a file or sent to a colleague."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from hearback.adapters.agents.words import Words
from hearback.domain.mention import Visibility
from hearback.domain.policy import Brand, CarePolicy
from local.preview.readings import Reading
from local.preview.said import SAID

LANGUAGES = ("tr", "en")


@dataclass(slots=True)
class Row:
    """The same purpose and kinds, in each language that the policy has it in.

    `again`: other words for what stands above.
    """

    title: str
    kinds: str
    again: bool = False
    cells: dict[str, Reading] = field(default_factory=dict)


@dataclass(slots=True)
class Place:
    """A channel, in public or in private."""

    id: str
    channel: str
    name: str
    is_private: bool
    limit: int
    tone: str
    rows: list[Row] = field(default_factory=list)

    @property
    def faults(self) -> int:
        return sum(bool(cell.findings) for row in self.rows for cell in row.cells.values())


def places(readings: Iterable[Reading], words: Words) -> list[Place]:
    found: dict[tuple[str, str], Place] = {}
    for reading in readings:
        use = reading.use
        place = found.setdefault((use.channel, use.visibility), _place(reading, words))
        _row(place, reading, words).cells.setdefault(use.template.language, reading)
    return list(found.values())


def render(readings: Iterable[Reading], policy: CarePolicy, brand: Brand, words: Words) -> str:
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template("page.html").render(
        places=places(readings, words),
        brand=brand.name,
        stamp=policy.stamp,
        words=words,
        said=SAID[words.language],
        languages=LANGUAGES,
    )


def _place(reading: Reading, words: Words) -> Place:
    use = reading.use
    return Place(
        id=f"{use.channel}-{use.visibility}",
        channel=use.channel,
        name=words.named("channel", use.channel),
        is_private=use.visibility is Visibility.PRIVATE,
        limit=reading.limit,
        tone=SAID[words.language][reading.tone],
    )


def _kinds(reading: Reading, words: Words) -> str:
    if reading.is_for_all_kinds:
        return SAID[words.language]["every_kind"]
    return ", ".join(words.of(kind) for kind in reading.use.kinds)


def _row(place: Place, reading: Reading, words: Words) -> Row:
    title = words.of(reading.use.template.purpose)
    kinds = _kinds(reading, words)
    same = [row for row in place.rows if (row.title, row.kinds) == (title, kinds)]
    for row in same:
        if reading.use.template.language not in row.cells:
            return row
    row = Row(title=title, kinds=kinds, again=bool(same))
    place.rows.append(row)
    return row

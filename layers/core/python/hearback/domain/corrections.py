"""What agents corrected, as examples from which the classifier may learn."""

from dataclasses import dataclass

from hearback.domain.changes import CaseOpened, Reclassified
from hearback.domain.classification import Kind, Language, Severity, Topic
from hearback.domain.ports import CaseFile

_AGENT = "agent:"


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """The words that opened a case, with the labels that an agent gave them at last."""

    text: str
    language: Language
    kind: Kind
    severity: Severity
    topic: Topic


def correction_of(file: CaseFile) -> Correction | None:
    """None if no agent relabelled the case, or its words are gone."""
    changes = [(entry, change) for entry in file.history for change in entry.changes]
    relabelled = [
        change
        for entry, change in changes
        if isinstance(change, Reclassified) and entry.actor.startswith(_AGENT)
    ]
    opening = next((c for _, c in changes if isinstance(c, CaseOpened)), None)
    kept = [m for m in file.mentions if opening and m.mention.external_id == opening.external_id]
    if not relabelled or not kept or not kept[0].mention.text.strip():
        return None
    last = relabelled[-1]
    return Correction(
        text=kept[0].mention.text,
        language=kept[0].classification.language.label,
        kind=last.kind,
        severity=last.severity,
        topic=last.topic,
    )

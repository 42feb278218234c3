"""The approved templates that a form lets an agent choose from."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from hearback.adapters.agents.plain import readable
from hearback.domain.acts import Act, approved_for
from hearback.domain.case import Case
from hearback.domain.policy import CarePolicy


@dataclass(frozen=True, slots=True, kw_only=True)
class TemplateChoice:
    """An approved template as the customer would read it."""

    id: str
    text: str
    language: str
    is_chosen: bool


def template_choices(
    act: Act, case: Case, policy: CarePolicy, now: datetime, chosen: str
) -> Iterator[TemplateChoice]:
    """None while free text may go. `chosen`: an id; the only one is chosen already."""
    found = approved_for(act, case, policy, now)
    for each in found:
        yield TemplateChoice(
            id=each.template.id,
            text=readable(each.text),
            language=each.template.spoken,
            is_chosen=len(found) == 1 or each.template.id == chosen,
        )

"""Words that argue with the customer or blame them, and faces that mock.

They are looked for in folded text (`fold`), so that dotted and dotless I and ASCII spelling are
the same. What the customer said may be quoted; saying that it is *not* their fault is no blame.
"""

import re
from collections.abc import Iterator

from hearback.domain.send_gate import blame_english, blame_turkish
from hearback.domain.send_gate.draft import Context, Draft
from hearback.domain.send_gate.findings import Finding, Rule
from hearback.domain.text import fold

_FACES = r"[🙄😒🤦🖕😤🤡]"
_BLAME = rf"(?<!\w)(?:{'|'.join((*blame_turkish.BLAMING, *blame_english.BLAMING))})(?!\w)|{_FACES}"
_QUOTED = r'"[^"]{2,400}"|“[^”]{2,400}”|«[^»]{2,400}»|‘[^’]{2,400}’'


def no_blame(draft: Draft, context: Context) -> Iterator[Finding]:
    text = re.sub(_QUOTED, lambda found: _unless_said(found[0], context), draft.text)
    found = re.search(_BLAME, fold(text))
    if found:
        yield Finding(rule=Rule.BLAME, evidence=text[found.start() : found.end()])


def _unless_said(quote: str, context: Context) -> str:
    """Blanks for the customer's own words, and the quote as it is for any other."""
    words = " ".join(fold(quote[1:-1]).split())
    said = any(words in " ".join(fold(text).split()) for text in context.said)
    return " " * len(quote) if said else quote

"""What platforms charge for single calls, in millionths of a dollar: whole numbers, never rounded.

X: docs.x.com/x-api/getting-started/pricing, as known in November 2026. The price of a direct
message and of likes, hiding and muting is taken to be that of a post without a link (?).
"""

import re

from hearback.domain.replies import Reply

X_POST_READ = 5_000
X_POST = 15_000
X_POST_WITH_LINK = 200_000

_LINK = re.compile(
    r"https?://\S|\b[\w-]+\.(?:app|biz|co|com|de|edu|eu|gov|info|io|net|org|shop|store|tr|uk)\b",
    re.IGNORECASE,
)
"""(?) X makes a link of every name with a known ending; these are the usual ones."""


def price_of(reply: Reply) -> int:
    """Of sending it once."""
    if reply.channel != "x":
        return 0
    return X_POST_WITH_LINK if reply.form.speaks and _LINK.search(reply.text) else X_POST

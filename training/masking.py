"""Taking out the names that fill a set, so that nothing is learnt of the brand but what is said."""

import re

_NAMES = re.compile(
    r"#?\b(?:"
    r"(?:turkcell+|turkcel|vodaf?fone|t[uü]rk ?telekom|s[uü]peronline|avea|bimcell|lifecell"
    r"|paycell|tivibu|ttnet)(?:['’]?\w*)"
    r"|(?:fizy|bip)(?:['’]\w+)?\b)",
    re.IGNORECASE,
)


def mask_names(text: str) -> str:
    """The text without the telephone companies that one of the sets is about."""
    return _NAMES.sub(" ", text)

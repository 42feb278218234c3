"""Asking who somebody is, or for what proves it, where everybody can read the answer."""

import re
from collections.abc import Iterator

from hearback.domain.mention import Visibility
from hearback.domain.replies import ReplyPurpose
from hearback.domain.send_gate.draft import Context, Draft
from hearback.domain.send_gate.findings import Finding, Rule
from hearback.domain.text import fold

_PROOF = (
    r"(?:t\.?c\.?(?: kimlik)?|kimlik|vatandaslik|pasaport|kart|iban|hesap|cvv|sifre|parola)"
    r"(?:[ -](?:no|numara|bilgi|kod))\w{0,12}"
    r"|(?:sifre|parola|kimlik(?: kart|in|fotograf))\w{0,8}"
    r"|dogum (?:tarih|gun|yil)\w{0,8}|anne\w{0,4} kizlik soyad\w{0,8}"
    r"|(?:national|citizen(?:ship)?|identity|id|passport|card|account) (?:id )?numbers?"
    r"|date of birth|birth date|birthday|mother'?s maiden name|passwords?|passport|iban"
    r"|(?:copy|photo|picture) of your (?:id|identity)"
)
_ASKED = (
    r"(?:yaz|ilet|paylas|gonder|ver|belirt|bildir|soyle|atar|alabilir|rica)\w{0,3}?"
    r"(?:ir|ar|er|ur)?(?:sa|se)?\w{0,4} ?m[iu]s[iu]n\w{0,4}"
    r"|(?:yaz|ilet|paylas|gonder|ver|belirt|bildir|soyle)\w{0,3}(?:in|un)(?:iz|uz)?(?!\w)"
    r"|(?:alabilir mi|ogrenebilir mi|rica ed)\w{0,5}|ned(?:ir|i)(?!\w)|gerekiyor|gereklidir|lazim"
    r"|(?:could|can|would|will) you|please|let us know|tell us|send us|share|provide|confirm"
    r"|what(?:'s| is)|we need"
)
_NOT_HERE = (
    r"\w(?:ma|me)(?:y[iu]n|yalim|den|dan|nizi|menizi)\w{0,4}|do ?n'?o?t|never|avoid|without"
    r"|ozel mesaj|\bdm\b|dm'?(?:den|ye|yoluyla)|direkt mesaj|ozelden|e-?posta|telefonla|arayarak"
    r"|in private|privately|private message|direct message|by e-?mail|by phone"
)
_SENTENCE = r"(?<!\d)(?<!t)[.!?…]+\s+|\n+"


def asks_nobody_in_public(draft: Draft, context: Context) -> Iterator[Finding]:
    """A request for it that does not point to a private way is refused."""
    if context.visibility is Visibility.PRIVATE or draft.in_private:
        return
    if draft.purpose is ReplyPurpose.IDENTITY_CHECK:
        yield Finding(rule=Rule.IDENTITY_ASKED)
        return
    for sentence in re.split(_SENTENCE, draft.text):
        words = fold(sentence)
        proof = re.search(rf"(?<!\w)(?:{_PROOF})", words)
        asked = proof and re.search(rf"(?<!\w)(?:{_ASKED})", words)
        if proof and asked and not re.search(_NOT_HERE, words):
            yield Finding(rule=Rule.IDENTITY_ASKED, evidence=sentence[slice(*proof.span())])
            return

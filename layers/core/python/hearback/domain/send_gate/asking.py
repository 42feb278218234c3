"""Asking who somebody is, or for what proves it, where everybody can read the answer."""

import re
from collections.abc import Iterator

from hearback.domain.mention import Visibility
from hearback.domain.replies import ReplyPurpose
from hearback.domain.send_gate.draft import Context, Draft
from hearback.domain.send_gate.findings import Finding, Rule
from hearback.domain.send_gate.numbers import Span
from hearback.domain.text import fold

_PROOF = (
    r"(?:t\.?c\.?(?: kimlik)?|kimlik|vatandaslik|pasaport|kart|iban|hesap|cvv)"
    r"(?:[ -](?:no|numara|bilgi|kod))\w{0,12}"
    r"|(?:sifre|parola|kimlik(?: kart|in|fotograf| fotograf))\w{0,8}|t\.?c\.?['’]?(?:ni|niz|nin"
    r"|nizin)\b"
    r"|dogum (?:tarih|gun|yil)\w{0,8}|anne\w{0,4} kizlik soyad\w{0,8}"
    r"|(?:telefon|cep|gsm|tel|iletisim)(?: telefon\w{0,5})?[ -](?:no|numara|bilgi)\w{0,12}"
    r"|(?:cep )?telefonunuzu(?= (?:\w{1,12} ){0,3}(?:yaz|paylas|ilet|belirt|bildir|soyle|birak"
    r"|ekle|alabilir|rica))"
    r"|tckn\w{0,6}|(?:^|bize |lutfen )numaranizi|cep numara\w{0,8}|e-?(?:posta|mail) (?:adres"
    r"|bilgi)\w{0,8}|mail adres\w{0,8}"
    r"|(?:acik|ev|teslimat|ikamet) adres\w{0,8}|adresinizi|ad(?:iniz)?[iı]?,? ?(?:ve )?soyad\w{0,8}"
)
_ASKED = (
    r"(?:yaz|ilet|paylas|gonder|ver|belirt|bildir|soyle|birak|ekle|atar|at|alabilir|rica)\w{0,3}?"
    r"(?:ir|ar|er|ur)?(?:sa|se)?\w{0,4} ?m[iu]s[iu]n\w{0,4}"
    r"|(?:yaz|ilet|paylas|gonder|ver|belirt|bildir|soyle|birak|ekle)\w{0,3}(?:in|un)(?:iz"
    r"|uz)?(?!\w)"
    r"|(?:yaz|ilet|paylas|gonder|ver|belirt|bildir|soyle|birak|ekle)\w{0,2}(?:abilir|ebilir)siniz"
    r"|(?:alabilir|alsak|ogrenebilir) (?:mi|olur)\w{0,5}|rica ed\w{0,9}|ned(?:ir|i)(?!\w)|gerekiyor"
    r"|gereklidir|lazim"
)
_NOT_HERE = (
    r"\w(?:ma|me)(?:y[iu]n|yalim|den|dan|nizi|menizi)\w{0,4}"
    r"|(?:sil|kaldir|gizle|sakla|istem)(?:in|me|er|ir|erseniz|mis|iyor)\w{0,8}"
    r"|ozel mesaj|\bdm\b|dm['’]?(?:den|ye|yoluyla|uzerinden)|direkt mesaj|ozelden|mesaj kutu"
    r"|e-?(?:posta|mail) (?:ile|yoluyla|at|gonder)|e-?(?:posta|mail)(?:yla|le)\b"
    r"|@[\w.-]{2,40}\.\w{2,10} adres\w{1,6} (?:yaz|ilet|gonder)|telefonla|arayarak"
    r"|uygulama\w{0,6}(?:dan| uzerinden| icinden)|form\w{0,4}(?:dan|u| uzerinden)"
)
_ENGLISH_PROOF = (
    r"(?:national|citizen(?:ship)?|identity|id|passport|card|account|(?:mobile |cell )?phone|mobile"
    r"|contact|cell) (?:id )?numbers?|date of birth|birth date|birthday|mother'?s maiden name"
    r"|passwords?|passport|iban|e-?mail(?: address)?(?! (?:us|we|from))|(?:home|postal|full|street"
    r"|delivery) "
    r"(?:address|name)|contact details|(?:copy|photo|picture) of your (?:id|identity)"
)
_ENGLISH_ASK = (
    r"(?:share|post|send|provide|give|tell|comment|drop|write|leave|reply with|confirm|state|type"
    r"|include|let us (?:know|have)|what(?:'s| is)|(?:may|can|could) (?:i|we) (?:have|get)|we need)"
)
_ENGLISH_ASKED = rf"{_ENGLISH_ASK} (?:[\w'’,&-]{{1,14}} ){{0,7}}?(?P<proof>{_ENGLISH_PROOF})"
_ENGLISH_NOT_HERE = (
    r"do ?n'?o?t|never|nobody|avoid|without|(?:in|by|via) (?:a )?(?:private|direct|dm|pm)|privately"
    r"|\bdms?\b|inbox|by e-?mail|by phone|in (?:our|the) app|on (?:our|the) (?:web)?site|form\b"
)
_SENTENCE = r"(?<!\d)(?<!t)[.!?…]+\s+|\n+"


def asks_nobody_in_public(draft: Draft, context: Context) -> Iterator[Finding]:
    """A request for it that does not point to a private way is refused."""
    if context.visibility is Visibility.PRIVATE or draft.in_private:
        return
    if draft.purpose is ReplyPurpose.IDENTITY_CHECK:
        yield Finding(rule=Rule.IDENTITY_ASKED)
        return
    if not re.search(rf"{_PROOF}|{_ENGLISH_PROOF}", fold(draft.text)):
        return
    for sentence in re.split(_SENTENCE, draft.text):
        words = fold(sentence)
        proof = _turkish(words) or _english(words)
        if proof:
            yield Finding(rule=Rule.IDENTITY_ASKED, evidence=sentence[slice(*proof)])
            return


def _turkish(words: str) -> Span | None:
    proof = re.search(rf"(?<!\w)(?:{_PROOF})", words)
    asked = proof and re.search(rf"(?<!\w)(?:{_ASKED})", words)
    return proof.span() if proof and asked and not re.search(_NOT_HERE, words) else None


def _english(words: str) -> Span | None:
    asked = re.search(rf"\b{_ENGLISH_ASKED}\b", words)
    return asked.span("proof") if asked and not re.search(_ENGLISH_NOT_HERE, words) else None

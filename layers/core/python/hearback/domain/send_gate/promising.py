"""Promises to come back: they need a time, and the time in the text must be the promised one."""

import re
from collections.abc import Iterator
from zoneinfo import ZoneInfo

from hearback.domain.send_gate.draft import Context, Draft
from hearback.domain.send_gate.findings import Finding, Rule
from hearback.domain.send_gate.spoken_times import spoken_times
from hearback.domain.text import fold

_TOLD = r"(?:donus|geri donus|bilgi|haber|yanit|cevap|geri bildirim)"
_TURKISH = (
    # dönüş yapacağız, bilgi vereceğim, haber veriyor olacağız
    rf"{_TOLD} (?:\w{{1,12}} )?(?:yap|sagl|ver|paylas|ilet)a?y?"
    r"(?:[ae]ca[gk]\w{1,4}|[ae]ce[gk]\w{1,4}|[iu]yor olaca[gk]\w{1,3}|[aeiu]?r[iu]z)",
    # dönüş yapılacaktır, bilgi verilecek
    rf"{_TOLD} (?:yapil|saglan|veril|paylasil)[ae]c[ae]k\w{{0,6}}",
    # döneceğiz, sizi arayacağız, yanıtlayacağız, bilgilendireceğiz, size yazarız
    r"(?:don|bilgilendir|yanitlay|cevaplay)(?:[ae]c[ae][gk]\w{1,4}|[ae]r[iu]z)",
    r"siz[ei] (?:\w{1,14} ){0,3}(?:aray|yaz|ulas)(?:[ae]c[ae][gk]\w{1,4}|iyor olaca[gk]\w{1,3})",
    r"(?:bilgilendiril|donul|yanitlan)[ae]c[ae]\w{1,6}",
    # sonucu buradan paylaşacağız
    r"sonuc\w{0,6} (?:\w{1,14} ){0,3}paylas[ae]c[ae][gk]\w{1,4}",
)
_WE_WILL = r"(?:we|i|our team|the team)(?:'ll| will| shall|(?:'re| are) going to|'m going to)"
_ENGLISH = (
    rf"{_WE_WILL} (?:\w{{1,12}} ){{0,2}}(?:come|get|write|report) back",
    rf"{_WE_WILL} (?:\w{{1,12}} ){{0,2}}(?:let you know|keep you \w{{3,10}}|update you|inform you"
    r"|be in touch|call you|write to you|contact you|reply|answer you|respond|follow up|reach out"
    r"|share the (?:outcome|result)\w?)",
    r"you(?:'ll| will) (?:\w{1,12} )?(?:hear|have news|get an answer) (?:back )?(?:here )?from us",
)
_PROMISE = rf"(?<!\w)(?:{'|'.join((*_TURKISH, *_ENGLISH))})(?!\w)"
_IF_YOU = (
    r"\w(?:siniz|sunuz|rseniz|rsaniz)?(?:irseniz|ersiniz|arsaniz|urseniz|rsaniz|rseniz|diginizde"
    r"|tiginizde|dugunuzda|tiginiz anda|ince|unca)\b|\b(?:once|if|when|as soon as|after) you\b"
)
"""What waits for the customer's own step cannot have a time."""

_SENTENCE = r"(?<!\d)[.!?…]+\s+|\n+"


def promise_has_its_time(draft: Draft, context: Context) -> Iterator[Finding]:
    if not re.search(_PROMISE, fold(draft.text)):
        return
    zone = ZoneInfo(context.zone)
    now = context.now.astimezone(zone)
    for written in re.split(_SENTENCE, draft.text):
        sentence = fold(written)
        promise = re.search(_PROMISE, sentence)
        if promise is None or (draft.promised_at is None and re.search(_IF_YOU, sentence)):
            continue
        times = spoken_times(sentence, now)
        if draft.promised_at is None or not times:
            yield Finding(rule=Rule.PROMISE_WITHOUT_TIME, evidence=written[slice(*promise.span())])
            return
        if times.contradict(draft.promised_at.astimezone(zone)):
            yield Finding(rule=Rule.PROMISE_CONTRADICTED, at=draft.promised_at)
            return

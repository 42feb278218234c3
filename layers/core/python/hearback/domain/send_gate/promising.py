"""Promises to come back: they need a time, and the time in the text must be the promised one."""

import re
from collections.abc import Iterator
from zoneinfo import ZoneInfo

from hearback.domain.send_gate.draft import Context, Draft
from hearback.domain.send_gate.findings import Finding, Rule
from hearback.domain.send_gate.spoken_times import spoken_times
from hearback.domain.text import fold

_TOLD = (
    r"(?:(?:geri ?)?donus|bilgi(?:lendirme)?|haber(?:dar)?|yanit|cevap|(?:geri )?bildirim"
    r"|iletisim|irtibat|temas)(?!\w{0,5}n[iu]z)\w{0,6}"
)
_NEWS = r"(?:gelisme|guncelleme|sonuc|cevab)\w{0,8}"
_WILL = r"y?(?:[ae]c[ae]|[iu]?c[ae])"
_WE_WILL_TR = rf"(?:{_WILL}(?:[gk][iu][zm]|z|m)|[iu]yor olaca[gk]\w{{1,3}})"
"""`yacağız`, `eceğim`, `ıcaz`, `cez`, `ıyor olacağız`."""

_IT_WILL = rf"{_WILL}k(?:t[iu]r|l[ae]r(?:d[iu]r)?)?(?! m[iu])"
_WE_DO = r"[aeiu]?r[iu]z"
_SOON = (
    r"(?:hemen|birazdan|az sonra|simdi|en kisa (?:surede|zamanda)|kisa surede|yakinda|ivedilikle)"
)
_TO_YOU = r"(?:siz[ei]|size|tarafiniza|sizinle|sizlere)"
_OURS = (
    r"(?:ekib|ekip|arkadas|temsilci|uzman|birim|danisman|yetkili|departman|sube|sorumlu|mudur)"
    r"\w{0,14}"
)
_TURKISH = (
    # dönüş yapacağız, bilgi vereceğim, iletişime geçeceğiz, haberdar edicez
    rf"{_TOLD} (?:\w{{1,12}} ){{0,4}}(?:yap|sagla|sagl|ver|paylas|ilet|gec|kur|gonder|yaz|at)"
    rf"(?:{_WE_WILL_TR}|{_WE_DO})",
    rf"haberdar ed(?:{_WE_WILL_TR}|{_WE_DO})",
    # gelişmeleri paylaşacağız, sonucu buradan ileteceğiz
    rf"{_NEWS} (?:\w{{1,14}} ){{0,3}}(?:paylas|ilet|bildir|aktar)(?:{_WE_WILL_TR}|{_WE_DO})",
    # dönüş yapılacaktır, temasa geçecek
    rf"{_TOLD} (?:\w{{1,12}} ){{0,2}}(?:yapil|saglan|veril|paylasil|kurul|gecil|edil|iletil|gec|ver"
    rf"|kur|yap|saglay){_IT_WILL}",
    rf"{_TOLD} (?:\w{{1,12}} ){{0,2}}al(?:acaksiniz|irsiniz)",
    # döneceğiz, yanıtlayacağız, bilgilendireceğiz, sizi arayacağız, size yazarız
    rf"(?:don|bilgilendir|yanitlay?|cevaplay?|aray?)(?:{_WE_WILL_TR}|{_WE_DO})",
    rf"{_TO_YOU} (?:\w{{1,14}} ){{0,5}}(?:yaz|ulas|gorus|konus)(?:{_WE_WILL_TR}|{_WE_DO})",
    rf"{_TO_YOU} (?:\w{{1,14}} ){{0,5}}(?:aray|yaz|gorus|konus){_IT_WILL}",
    rf"{_OURS} (?:\w{{1,14}} ){{0,8}}(?:aray|yaz|ulas|don|gorus){_IT_WILL}",
    rf"(?:bilgilendiril|donul|yanitlan|aran){_IT_WILL}",
    r"(?:bilgilendiril|aran|haberdar edil)[ae]c[ae]ksiniz",
    # hemen dönüyoruz, en kısa sürede dönüş sağlıyoruz
    rf"{_SOON} (?:\w{{1,14}} ){{0,3}}(?:donu|ari|yazi|bilgi veri|haber veri)yoruz",
    rf"{_SOON} (?:\w{{1,14}} ){{0,3}}{_TOLD} (?:sagli|yapi|veri|geci|paylasi)yoruz",
)
_WHO = (
    r"(?:we|i|someone|somebody|(?:our|the|a|my|an) (?:\w{2,14} ){0,2}"
    r"(?:team|colleagues?|agents?|departments?|managers?|specialists?|desk|staff|experts?))"
)
_WILL_EN = (
    r"(?:'ll| will| shall|(?:'re| are|'m| am| is) going to)"
    r"(?: be| make sure to| definitely| also){0,2}"
)
_BACK = r"(?:com(?:e|ing)|get(?:ting)?|writ(?:e|ing)|report(?:ing)?|r[iu]ng(?:ing)?|call(?:ing)?)"
_YOUR_ANSWER = r"(?:an?|our|the|your) (?:answer|reply|response|news|update|call)"
_ENGLISH = (
    rf"{_WHO}{_WILL_EN} (?:\w{{1,12}} ){{0,6}}{_BACK} (?:(?:you|u) )?back",
    rf"(?:will|gonna) (?:\w{{1,12}} ){{0,2}}{_BACK} (?:you back|u back|back to (?:you|u)\b)",
    r"let (?:me|us) (?:\w{1,12} ){0,6}(?:get|come) back to you",
    r"(?:will|'ll|shall|going to) (?:be )?(?:\w{1,12} )?(?:call|contact|phon|ring|notify|text)"
    r"(?:e|ing)? you",
    rf"{_WHO}(?:'ll| will) (?:\w{{1,12}} )?revert",
    rf"{_WHO}{_WILL_EN} (?:\w{{1,12}} ){{0,2}}(?:let you know|keep(?:ing)? you (?:posted|inform"
    r"|updat|in the loop)|(?:updat|inform|answer)\w{0,3} you|(?:be )?in touch|writ(?:e|ing) to you"
    r"|drop(?:ping)? you a (?:line|note|message)|reply|respond"
    r"|(?:follow|reach)(?:ing)? (?:this )?(?:up|out)"
    r"|share the (?:outcome|result))\w{0,3}",
    rf"you(?:'ll| will) (?:\w{{1,12}} )?(?:have|get|receive) {_YOUR_ANSWER}",
    r"you(?:'ll| will) (?:\w{1,12} )?(?:hear|have news) (?:back )?(?:here )?from (?:us|our)",
    rf"expect (?:{_YOUR_ANSWER}|to hear)(?! (?:to|of))",
)
_PROMISE = rf"(?<!\w)(?:{'|'.join((*_TURKISH, *_ENGLISH))})(?!\w)"
_IF_YOU = (
    r"\w(?:siniz|sunuz|rseniz|rsaniz)?(?:irseniz|ersiniz|arsaniz|urseniz|rsaniz|rseniz|diginizde"
    r"|tiginizde|dugunuzda|tiginiz anda)\b|\bsiz (?:\S{1,14} ){0,3}\w{1,14}(?:ince|inca|unca)\b"
    r"|\b(?:once|if|when|as soon as|after) you\b"
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

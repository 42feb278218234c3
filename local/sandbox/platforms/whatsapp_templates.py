"""The templates that WhatsApp has approved for the sandbox's number, and what it says of others.

Contract: developers.facebook.com/docs/whatsapp/cloud-api (guides/send-message-templates,
support/error-codes).
"""

import re

from local.sandbox.calls import inner
from local.sandbox.graph import graph_error
from local.sandbox.writing import Content

_PLACEHOLDER = re.compile(r"\{\{(\w+)\}\}")

APPROVED = {
    ("care_news", "tr"): "Merhaba {{1}}, {{2}} numaralı başvurunuzla ilgili size yazmak istiyoruz. "
    "Bu mesajı yanıtlarsanız buradan devam edebiliriz. {{3}}",
    ("care_news", "en"): "Hello {{1}}, we have news about your case {{2}}. Answer this message, "
    "and we can go on here. {{3}}",
    ("care_reminder", "tr"): "Merhaba {{1}}, {{2}} numaralı başvurunuzu sonuçlandırabilmemiz için "
    "yanıtınızı bekliyoruz. {{3}}",
    ("care_reminder", "en"): "Hello {{1}}, we are still waiting for your answer, so that we can "
    "settle your case {{2}}. {{3}}",
    ("care_resolution", "tr"): "Merhaba {{1}}, {{2}} numaralı başvurunuz tarafımızca çözüme "
    "ulaştırıldı. Sizin için de çözüldü mü? {{3}}",
    ("care_resolution", "en"): "Hello {{1}}, we believe that your case {{2}} is settled now. Is it "
    "solved for you, too? {{3}}",
    ("care_follow_up", "tr"): "Merhaba {{customer}}, {{case}} numaralı başvurunuzla ilgili her şey "
    "yolunda mı? Deneyiminizi 1-5 arası puanlar mısınız? {{brand}}",
    ("care_follow_up", "en"): "Hello {{customer}}, is everything still fine with your case "
    "{{case}}? How would you rate our help from 1 to 5? {{brand}}",
}
"""By name and language code: the body."""


def read_template(order: Content) -> str:
    """The words of an ordered template, filled in. Raises what WhatsApp says of a wrong one."""
    name = inner(order, "template", "name")
    language = inner(order, "template", "language", "code")
    body = APPROVED.get((str(name), str(language)))
    if body is None:
        raise graph_error(132001, status=404)
    wanted, given = set(_PLACEHOLDER.findall(body)), _given(order)
    if len(given) != len(wanted):
        raise graph_error(132000)
    if given.keys() != wanted or not all(given.values()):
        raise graph_error(132012)
    return _PLACEHOLDER.sub(lambda found: given[found[1]], body)


def _given(order: Content) -> dict[str, str]:
    """What fills the body's placeholders: those without a name are numbered as they come."""
    components = inner(order, "template", "components") or []
    return {
        str(each.get("parameter_name") or number): str(each.get("text") or "")
        for component in components
        if component.get("type") == "body"
        for number, each in enumerate(component.get("parameters", []), 1)
    }

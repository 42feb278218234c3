"""HTTP API → page. GET shows a case, POST does one act; who may is in the link's signature."""

from http.cookies import CookieError, SimpleCookie
from typing import Any, Literal
from urllib.parse import parse_qsl, quote, unquote

from aws_lambda_powertools import Logger, Metrics
from aws_lambda_powertools.metrics import MetricUnit

from hearback.adapters.agents.case_page import PAGE_HEADERS
from hearback.adapters.http_api import path_parameter, read_request
from hearback.bootstrap.case_page import desk
from hearback.bootstrap.clock import utc_now
from hearback.domain.errors import BadInput, TooLarge
from hearback.domain.webhooks import WebhookRequest

_AGENT = "hearback_agent"
_LARGEST_FORM = 64 * 1024

logger = Logger()
metrics = Metrics()


@metrics.log_metrics
def handler(event: dict[str, Any], context: object) -> dict[str, Any]:
    """A page, whatever happens: what is refused says so in words, with a 4xx."""
    case_id = path_parameter(event, "case_id")
    language = _language(event)
    try:
        request = read_request(event)
        if request.method == "GET":
            return _page(desk().show(case_id, request.query, _agent(event), utc_now()))
        fields = _fields(request)
        page = _page(desk().take(case_id, fields, utc_now()))
        return page | {"cookies": [_remember(fields.get("agent", ""))]}
    except BadInput as error:
        metrics.add_metric(name="CasePageRefused", unit=MetricUnit.Count, value=1)
        logger.warning("page refused", reason=error.reason, case_id=case_id)
        return _page(desk().excuse(error, language), error.status)


def _page(html: str, status: int = 200) -> dict[str, Any]:
    return {"statusCode": status, "headers": PAGE_HEADERS, "body": html}


def _fields(request: WebhookRequest) -> dict[str, str]:
    if len(request.body) > _LARGEST_FORM:
        raise TooLarge("form over 64 KB")
    text = request.body.decode("utf-8", "replace")
    return dict(parse_qsl(text, keep_blank_values=True))


def _language(event: dict[str, Any]) -> Literal["tr", "en"]:
    """The reader's, for a page that belongs to no team."""
    headers = {name.lower(): value for name, value in (event.get("headers") or {}).items()}
    wanted = headers.get("accept-language", "tr").lower()
    return "en" if wanted.startswith("en") else "tr"


def _agent(event: dict[str, Any]) -> str:
    """The name that this browser gave last time."""
    try:
        jar = SimpleCookie("; ".join(event.get("cookies") or []))
    except CookieError:
        return ""
    return unquote(jar[_AGENT].value) if _AGENT in jar else ""


def _remember(agent: str) -> str:
    name = quote(agent.strip()[:60])
    return f"{_AGENT}={name}; Max-Age=31536000; Path=/; Secure; HttpOnly; SameSite=Strict"

"""What Meta says of a token: until when it is good, if it is.

Contract: developers.facebook.com/docs/graph-api/reference/debug_token. Asked by the app.
"""

from datetime import datetime

from hearback.adapters.http import HttpAnswer
from hearback.adapters.platforms.meta.graph import BASE_URL, code_of
from hearback.adapters.platforms.shared import fields
from hearback.adapters.token_office.desk import Desk, success
from hearback.domain.errors import Unavailable
from hearback.domain.known_tokens import Told
from hearback.domain.tokens import NEVER, Entry

_APP_REFUSED = (100, 101, 102, 104, 190)
"""(?) Whoever asks with an app that is not the token's, or with a wrong secret."""


def ask(desk: Desk, channel: str, entry: Entry) -> Told:
    """Raises `DeliveryFailed`."""
    app = f"{entry['client_id']}|{entry['client_secret']}"
    query = {"input_token": entry["access_token"], "access_token": app}
    url = f"{desk.base(channel, BASE_URL)}/debug_token"
    return _told(desk.http.request("GET", url, query=query))


def _told(answer: HttpAnswer) -> Told:
    """`expires_at` and `data_access_expires_at` are seconds, 0 for never."""
    code = code_of(answer)
    if code in _APP_REFUSED:
        return Told(refused=f"app_refused: code {code}")
    success(answer)
    data = fields.record(answer.json().get("data"))
    if data.get("is_valid") is False:
        why = fields.record(data.get("error"))
        code, subcode = fields.whole(why.get("code")), fields.whole(why.get("subcode"))
        return Told(refused=f"not_authorised: code {code}, subcode {subcode}")
    if data.get("is_valid") is not True:
        raise Unavailable("answer without a word on the token")
    return Told(
        expires_at=_end(data.get("expires_at")),
        data_ends_at=_later(data.get("data_access_expires_at")),
    )


def _end(told: object) -> str:
    ends_at = _later(told)
    if ends_at is not None:
        return ends_at.isoformat(timespec="seconds")
    return NEVER if fields.whole(told) == 0 else ""


def _later(told: object) -> datetime | None:
    return fields.moment(told) if fields.whole(told) else None

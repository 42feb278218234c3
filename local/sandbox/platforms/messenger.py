"""Messenger: what people write to a page in private, our answers, and blocks."""

from flask import Blueprint

from hearback.domain.mention import Author
from local.sandbox.accounts import BrandAccount
from local.sandbox.direct import add_direct, direct_id, messaging
from local.sandbox.graph import metas_webhook
from local.sandbox.meta_tokens import add_tokens, app_credentials
from local.sandbox.misbehaviour import PlatformError, refused
from local.sandbox.moderation import add_moderation
from local.sandbox.platform import Person, Platform

PAGE = BrandAccount(
    channel="messenger",
    profile=Author(id="206070979425408", name="Nivora", followers=388_900),
    token="sandbox-messenger-page",  # noqa: S106 - opens nothing but the sandbox
)
_LONGEST = 2_000

routes = Blueprint("messenger_api", __name__, url_prefix="/messenger")
routes.register_error_handler(PlatformError, refused)
add_tokens(routes, "messenger")
add_direct(routes, "messenger", longest=_LONGEST)
add_moderation(routes, "messenger")


def _author(person: Person) -> Author:
    return Author(id=str(person.number // 100), name=person.name)


PLATFORM = Platform(
    channel="messenger",
    title="Messenger",
    accounts=(PAGE,),
    author=_author,
    new_id=direct_id,
    routes=routes,
    api_path="/messenger/v26.0",
    webhook=metas_webhook(lambda news: messaging("page", news)),
    credentials=app_credentials,
)

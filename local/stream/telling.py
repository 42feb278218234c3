"""Which webhook tells of what somebody did."""

from datetime import datetime

from local import webhooks
from local.sandbox.accounts import CORPORATE, PAGE, SUPPORT
from local.sandbox.events import Verb
from local.sandbox.posts import Post
from local.stream.steps import Step
from local.webhooks import Webhook

ACCOUNTS = {"support": SUPPORT.profile, "corporate": CORPORATE.profile, "page": PAGE.profile}


def tell(step: Step, post: Post, secret: str, now: datetime, *, answers_us: bool) -> Webhook:
    """Of a new post. `answers_us`: it is an answer to a post of our own."""
    if step.channel == "generic":
        return webhooks.generic_event(post, secret=secret, now=now)
    if step.channel == "facebook":
        return _facebook("add", step, post, secret, now)
    to = SUPPORT.profile if step.do == "echo" else ACCOUNTS[step.account]
    if step.form == "legacy":
        return webhooks.x_legacy(post, to, secret=secret, now=now)
    if step.do == "quote":
        return webhooks.x_quote(post, to, secret=secret, now=now)
    if answers_us:
        return webhooks.x_reply(post, to, secret=secret, now=now)
    return webhooks.x_mention(post, to, secret=secret, now=now)


def tell_edit(opening: Step, post: Post, secret: str, now: datetime) -> Webhook:
    """Of new words. `opening` is the step that said the first ones."""
    if post.channel == "facebook":
        return _facebook("edited", opening, post, secret, now)
    return webhooks.x_edit(post, ACCOUNTS[opening.account], secret=secret, now=now)


def tell_deletion(opening: Step, post: Post, secret: str, now: datetime) -> Webhook:
    if post.channel == "facebook":
        return _facebook("remove", opening, post, secret, now)
    return webhooks.x_delete(post, ACCOUNTS[opening.account], secret=secret, now=now)


def _facebook(verb: Verb, step: Step, post: Post, secret: str, now: datetime) -> Webhook:
    if step.form == "mention":
        return webhooks.facebook_mention(post, PAGE.profile, secret=secret, now=now)
    told = webhooks.facebook_post if post.is_first else webhooks.facebook_comment
    return told(verb, post, PAGE.profile, secret=secret, now=now, anonymous=step.anonymous)

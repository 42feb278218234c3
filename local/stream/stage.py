"""Playing the stream: what each step changes on the platforms, and what they call us with."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from hearback.domain.mention import Author
from local import webhooks
from local.sandbox.accounts import BrandAccount
from local.sandbox.platform import News, Verb
from local.sandbox.platforms import PLATFORMS
from local.sandbox.posts import Post, UnknownPost
from local.sandbox.state import Sandbox
from local.stream.steps import Step

_SIGNATURES = ("x-twitter-webhooks-signature", "x-hub-signature-256", "webhook-signature")


@dataclass(frozen=True, slots=True)
class Call:
    """A webhook on its way to us, header names in lower case; or a mail, which has none."""

    channel: str
    body: bytes
    headers: dict[str, str]


class Stage:
    """A sandbox with the stream's people on it. `secrets`: the signing secret per channel.

    Not thread-safe: one thread performs, in order.
    """

    def __init__(self, sandbox: Sandbox, secrets: Mapping[str, str]) -> None:
        self._sandbox = sandbox
        self._secrets = secrets
        self._posts: dict[str, Post] = {}
        self._steps: dict[str, Step] = {}
        self._calls: dict[str, Call] = {}
        self._deleted_before: dict[str, Post] = {}

    def post(self, key: str) -> Post:
        """What was said under this key. Raises `KeyError`."""
        return self._posts[key]

    def perform(self, step: Step, now: datetime) -> Call | None:
        """Change the platforms; returns the call that tells of it, none where we must poll."""
        call = self._performed(step, now)
        if call is not None and step.key:
            self._calls[step.key] = call
        return call

    def answer(self, opening: Step, proposal: Post, now: datetime) -> Call | None:
        """The customer's scripted word on our proposed resolution; none if they stay silent.

        `opening` is the step that opened the case. Where we must poll, there is no call either.
        """
        if not opening.answer:
            return None
        author = self._posts[opening.key or opening.of].author
        said = self._sandbox.publish(
            proposal.channel, author, opening.answer, in_reply_to=proposal.id
        )
        reply = opening.model_copy(update={"do": "reply", "form": "", "account": "support"})
        return self._told(reply, reply, said, now)

    def echo(self, post: Post, now: datetime) -> Call | None:
        """The platform's call about a reply of our own, where it makes one."""
        platform = PLATFORMS[post.channel]
        if platform.webhook is None or not platform.webhook.tells_own:
            return None
        news = News(post=post, to=platform.accounts[0].profile, now=now)
        return Call(post.channel, *webhooks.tell(news, self._secrets[post.channel]))

    def _performed(self, step: Step, now: datetime) -> Call | None:
        match step.do:
            case "raw":
                return self._raw(step, now)
            case "redeliver":
                return self._redelivered(step, now)
            case "edit":
                return self._edited(step, now)
            case "delete":
                return self._deleted(step, now)
            case _:
                return self._said(step, now)

    def _said(self, step: Step, now: datetime) -> Call | None:
        author = self._author(step)
        forged = step.signature != "good"
        post = self._forged(step, author, now) if forged else self._published(step, author)
        self._posts[step.key], self._steps[step.key] = post, step
        return self._told(step, step, post, now)

    def _published(self, step: Step, author: Author) -> Post:
        of = self._posts.get(step.of)
        gone = self._deleted_before.get(step.key)
        answered = self._last_word_on(of) if of and step.do == "reply" and not step.author else of
        post = self._sandbox.publish(
            step.channel,
            author,
            step.said,
            in_reply_to=answered.id if answered and step.do != "quote" else None,
            quoted=of.id if of and step.do == "quote" else None,
            title=step.title,
            stars=step.stars,
            id=gone.id if gone else None,
        )
        return self._sandbox.remove(step.channel, post.id) if gone else post

    def _last_word_on(self, post: Post) -> Post:
        """Our last reply to it if there is one: people answer what they were told."""
        ours = [
            reply
            for reply in self._sandbox.posts(post.channel)
            if reply.is_ours and reply.in_reply_to == post.id and not reply.deleted_at
        ]
        return ours[-1] if ours else post

    def _forged(self, step: Step, author: Author, now: datetime) -> Post:
        """What somebody claims was posted; the platform knows nothing of it."""
        id_ = self._sandbox.reserve_id(step.channel, author)
        return Post(channel=step.channel, id=id_, author=author, text=step.said, at=now, thread=id_)

    def _edited(self, step: Step, now: datetime) -> Call | None:
        before = self._posts[step.of]
        post = self._posts[step.of] = self._sandbox.edit(before.channel, before.id, step.said)
        return self._told(step, self._steps[step.of], post, now, "edited")

    def _deleted(self, step: Step, now: datetime) -> Call | None:
        post = self._posts.get(step.of)
        if post is None:
            post = self._deleted_before[step.of] = self._forged(step, self._author(step), now)
        else:
            self._sandbox.remove(post.channel, post.id)
        return self._told(step, self._steps.get(step.of, step), post, now, "removed")

    def _redelivered(self, step: Step, now: datetime) -> Call:
        first = self._calls[step.of]
        message_id = first.headers.get("webhook-id", "")
        headers = webhooks.sign(first.channel, self._secret(step), first.body, now, message_id)
        return replace(first, headers=headers)

    def _raw(self, step: Step, now: datetime) -> Call:
        body = step.said.encode(step.encoding)
        return self._call(step, body, webhooks.sign(step.channel, self._secret(step), body, now))

    def _told(
        self, step: Step, opening: Step, post: Post, now: datetime, verb: Verb = "added"
    ) -> Call | None:
        """`opening`: the step that said the first words, and so how they are told."""
        platform = PLATFORMS[step.channel]
        news = News(
            post=post,
            to=_account(opening).profile if platform.accounts else Author(),
            now=now,
            verb=verb,
            answers_us=self._answers_us(post),
            form=opening.form,
            anonymous=opening.anonymous,
        )
        if platform.mail is not None:
            return Call(step.channel, platform.mail(news), {})
        if platform.webhook is None:
            return None
        return self._call(step, *webhooks.tell(news, self._secret(step)))

    def _answers_us(self, post: Post) -> bool:
        try:
            return self._sandbox.post(post.channel, post.in_reply_to or "").is_ours
        except UnknownPost:
            return False

    def _author(self, step: Step) -> Author:
        if step.do == "echo":
            return _account(step, step.account).profile
        return step.author.on(step.channel) if step.author else self._posts[step.of].author

    def _secret(self, step: Step) -> str:
        return self._secrets[step.channel]

    def _call(self, step: Step, body: bytes, headers: dict[str, str]) -> Call:
        if step.signature == "none":
            headers = {name: value for name, value in headers.items() if name not in _SIGNATURES}
        if step.signature == "bad":
            headers = {n: _spoiled(v) if n in _SIGNATURES else v for n, v in headers.items()}
        return Call(step.channel, body, headers)


def _account(step: Step, purpose: str = "") -> BrandAccount:
    """Of ours, the one that the step names; our own posts are told to the first."""
    accounts = PLATFORMS[step.channel].accounts
    wanted = purpose or ("" if step.do == "echo" else step.account)
    return next((each for each in accounts if each.purpose == wanted), accounts[0])


def _spoiled(signature: str) -> str:
    """A well-formed signature that is wrong in one digit."""
    place = len(signature) // 2
    return signature[:place] + ("1" if signature[place] != "1" else "0") + signature[place + 1 :]

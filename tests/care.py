"""A running stack as its tests use it: customers, agents, and a look at what came of it."""

import json
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, TypeVar

import urllib3

from hearback.adapters.cases_table import CasesTable
from hearback.adapters.items import read
from hearback.domain.case import Case, CaseMention, CaseStatus
from hearback.domain.mention import Author
from hearback.domain.replies import Reply
from hearback.domain.sla import SlaClock, SlaMetric
from local import webhooks
from local.aws import client
from local.demo.forms import Page, get_page, send_form
from local.line import Line
from local.mailbox.mail import Mail
from local.sandbox.platform import News
from local.sandbox.platforms import PLATFORMS
from local.sandbox.posts import Post
from local.stack import LocalStack

PATIENCE = 90.0

FoundT = TypeVar("FoundT")


def wait_for(look: Callable[[], FoundT | None], what: str, patience: float = PATIENCE) -> FoundT:
    """What `look` finds, as soon as it finds something."""
    deadline = time.monotonic() + patience
    while time.monotonic() < deadline:
        found = look()
        if found:
            return found
        time.sleep(0.2)
    raise AssertionError(f"waited {patience:.0f} s in vain for {what}")


def an_author(handle: str) -> Author:
    return Author(id=f"77{abs(hash(handle)) % 10**12}", name=handle.title(), handle=handle)


def _news(post: Post) -> News:
    """To our first account on the platform."""
    accounts = PLATFORMS[post.channel].accounts
    to = accounts[0].profile if accounts else Author()
    return News(post=post, to=to, now=datetime.now(UTC))


@dataclass(slots=True)
class Care:
    stack: LocalStack
    http: urllib3.PoolManager = field(
        default_factory=lambda: urllib3.PoolManager(retries=False, maxsize=64)
    )

    @property
    def line(self) -> Line:
        return Line(self.stack.endpoints, self.http)

    @property
    def url(self) -> str:
        return str(self.stack.endpoints["aws_endpoint_url"])

    def aws(self, service: str) -> Any:
        return client(service, self.url)

    def secret(self, channel: str) -> str:
        return str(self.stack.endpoints["channels"][channel]["secret"])

    # Customers ------------------------------------------------------------------------------

    def says(self, author: Author, text: str, in_reply_to: str | None = None) -> Post:
        """A post on X that names us, and X telling us of it."""
        post = self.stack.sandbox.publish("x", author, text, in_reply_to=in_reply_to)
        self.tell(post)
        return post

    def comments(self, author: Author, text: str) -> Post:
        """A visitor's post on the Facebook page."""
        post = self.stack.sandbox.publish("facebook", author, text)
        self.tell(post)
        return post

    def tell(self, post: Post) -> None:
        """The post on its way to us, in its platform's own way."""
        platform = PLATFORMS[post.channel]
        if platform.source is not None:
            said = self.line.poll(platform.source_id)
            assert "errorMessage" not in said, said
        elif platform.mail is not None:
            assert self.line.bring(post.channel, platform.mail(_news(post)), {}) == 200
        else:
            answer = self.call(post.channel, *self.told(post))
            assert answer.status == 200, answer.data

    def told(self, post: Post) -> webhooks.SignedBody:
        """The webhook that tells of it."""
        return webhooks.tell(_news(post), self.secret(post.channel))

    def call(self, channel: str, body: bytes, headers: dict[str, str]) -> urllib3.BaseHTTPResponse:
        return self.line.call(channel, body, headers)

    def our_replies_to(self, post: Post) -> list[Post]:
        return [
            reply
            for reply in self.stack.sandbox.posts(post.channel)
            if reply.is_ours and reply.in_reply_to == post.id
        ]

    # Cases ----------------------------------------------------------------------------------

    def cases_of(self, author: Author) -> list[Case]:
        """On whatever channel, oldest first."""
        table, dynamodb = self.stack.endpoints["table_name"], self.aws("dynamodb")
        keys = [
            {"pk": row["pk"], "sk": row["sk"]}
            for channel in ("x", "facebook")
            for row in dynamodb.query(
                TableName=table,
                IndexName="author-cases",
                KeyConditionExpression="author_pk = :author",
                ExpressionAttributeValues={":author": {"S": f"AUTHOR#{channel}#{author.id}"}},
            )["Items"]
        ]
        return [
            read(Case, dynamodb.get_item(TableName=table, Key=key, ConsistentRead=True)["Item"])
            for key in keys
        ]

    def case_about(self, post: Post) -> Case | None:
        """The case that a post opened or joined, once it has."""
        table, dynamodb = self.stack.endpoints["table_name"], self.aws("dynamodb")
        own_id = PLATFORMS[post.channel].told_id(post)
        key = {"pk": {"S": f"MENTION#{post.channel}#{own_id}"}, "sk": {"S": "MENTION"}}
        seen = dynamodb.get_item(TableName=table, Key=key).get("Item", {})
        if "case_id" not in seen:
            return None
        key = {"pk": {"S": f"CASE#{seen['case_id']['S']}"}, "sk": {"S": "CASE"}}
        found = dynamodb.get_item(TableName=table, Key=key, ConsistentRead=True)
        return read(Case, found["Item"])

    def case_of(self, author: Author, status: CaseStatus | None = None) -> Case:
        """The author's only case, as soon as it has this status."""

        def look() -> Case | None:
            cases = self.cases_of(author)
            assert len(cases) < 2, cases
            fits = cases and (status is None or cases[0].status is status)
            return cases[0] if fits else None

        return wait_for(look, f"a case of {author.handle} in status {status}")

    def acted(self, case: Case) -> set[str]:
        """Who has acted on the case: `system`, `customer`, `agent:<name>`."""
        return {entry.actor for entry in self._table().file(case.id).history}

    def mentions_of(self, case: Case) -> tuple[CaseMention, ...]:
        return self._table().file(case.id).mentions

    def replies_of(self, case: Case) -> tuple[Reply, ...]:
        return self._table().file(case.id).replies

    def _table(self) -> CasesTable:
        table, dynamodb = self.stack.endpoints["table_name"], self.aws("dynamodb")
        return CasesTable(dynamodb, table, keep_closed_seconds=0)

    def until(self, author: Author, fits: Callable[[Case], object], what: str) -> Case:
        return wait_for(
            lambda: next((case for case in self.cases_of(author) if fits(case)), None), what
        )

    def until_clock(
        self,
        author: Author,
        key: tuple[SlaMetric, int],
        fits: Callable[[SlaClock], object],
        what: str,
    ) -> SlaClock:
        """The clock of the author's only case, as soon as it fits."""

        def look() -> SlaClock | None:
            clocks = (clock for case in self.cases_of(author) for clock in case.clocks)
            return next((c for c in clocks if c.key == key and fits(c)), None)

        return wait_for(look, what)

    def execution(self, name: str) -> dict[str, Any]:
        arn = self.stack.endpoints["state_machine_arn"].replace(":stateMachine:", ":execution:")
        answer: dict[str, Any] = self.aws("stepfunctions").describe_execution(
            executionArn=f"{arn}:{name}"
        )
        return answer

    def states_of(self, name: str) -> list[str]:
        """The states that an execution entered, in order."""
        arn = self.execution(name)["executionArn"]
        history = self.aws("stepfunctions").get_execution_history(executionArn=arn, maxResults=1000)
        return [
            event["stateEnteredEventDetails"]["name"]
            for event in history["events"]
            if "stateEnteredEventDetails" in event
        ]

    def invoke(self, output: str, payload: dict[str, Any]) -> dict[str, Any]:
        """Run a function by the name of its output; its answer."""
        name = self.stack.endpoints["outputs"][output]
        answer = self.aws("lambda").invoke(FunctionName=name, Payload=json.dumps(payload).encode())
        said: dict[str, Any] = json.loads(answer["Payload"].read())
        return said

    # Agents ---------------------------------------------------------------------------------

    def mails_about(self, case: Case, topic: str | None = None) -> list[Mail]:
        return [m for m in self.stack.mailbox.mails(topic) if f"/cases/{case.id}?" in m.body]

    def mail_about(self, case: Case, word: str, topic: str | None = None) -> Mail:
        """The first mail, be it a digest, that says the word first of all about a case."""

        def says_it(mail: Mail) -> bool:
            parts = mail.body.split("\n\n")
            about = [part for part in parts if f"/cases/{case.id}?" in part]
            return any(word in part.split("\n")[0] for part in [parts[0], *about])

        return wait_for(
            lambda: next((m for m in self.mails_about(case, topic) if says_it(m)), None),
            f"a mail about {case.id} with {word!r}",
        )

    def page(self, case: Case) -> Page:
        """The page behind the link of the case's first mail, be it a digest."""
        mails = wait_for(lambda: self.mails_about(case), f"a mail about {case.id}")
        links = (link for mail in mails for link in mail.links)
        return get_page(
            self.http, next(link for link in links if f"/cases/{case.id}?action=view&" in link)
        )

    def logged_by(self, output: str) -> str:
        """All that a function has logged, by the name of its output."""
        name = self.stack.endpoints["outputs"][output]
        function = self.aws("lambda").get_function_configuration(FunctionName=name)
        group = function["LoggingConfig"]["LogGroup"]
        pages = self.aws("logs").get_paginator("filter_log_events").paginate(logGroupName=group)
        return "\n".join(event["message"] for page in pages for event in page["events"])

    def acts(self, case: Case, act: str, **fields: str) -> Page:
        """An agent opens the page and sends one form."""
        page = self.page(case)
        form = page.form(act)
        assert form is not None, f"the page offers no {act}"
        form.fields |= {"agent": "Elif", **fields}
        return send_form(self.http, page, form)

"""The one table: cases with their history, mentions and replies; what was seen; authors.

| item                     | pk                          | sk                        |
|--------------------------|-----------------------------|---------------------------|
| case                     | CASE#<id>                   | CASE                      |
| history entry            | CASE#<id>                   | EVENT#<time>#<version>    |
| mention in the case      | CASE#<id>                   | MENTION#<channel>#<id>    |
| reply                    | CASE#<id>                   | REPLY#<id>                |
| alert that was mailed    | CASE#<id>                   | ALERT#<version>-<n>       |
| what was seen, noise     | MENTION#<channel>#<id>      | MENTION                   |
| author                   | AUTHOR#<channel>#<id>       | AUTHOR                    |
| source's cursor          | SOURCE#<id>                 | CURSOR                    |
| whose turn it is to mail | MAIL#<group of addresses>   | TURN                      |
| what Bedrock has cost    | BEDROCK#<day>               | BUDGET                    |

Index `team-queue`: open cases by team and next due time; a closed case is not in it.
Index `author-cases`: an author's cases by time of opening.
The workflow writes `wait_token`, `wait_stage` and `wait_wake_at` straight to the case's item.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import fields
from datetime import datetime
from typing import TYPE_CHECKING, Any

from hearback.adapters.items import (
    Item,
    deserialize,
    entry_to_plain,
    from_plain,
    instant,
    read,
    read_entry,
    serialize,
    to_plain,
)
from hearback.adapters.table_reader import TableReader
from hearback.domain.alerts import Alert
from hearback.domain.case import Case, CaseMention
from hearback.domain.classification import Classification
from hearback.domain.errors import AlreadySeen, Conflict, NotFound
from hearback.domain.mention import Mention
from hearback.domain.polling import SourceCursor
from hearback.domain.ports import (
    AuthorProfile,
    CaseFile,
    Commit,
    OpenCaseRow,
    SeenMention,
)
from hearback.domain.replies import Reply, ReplyStatus

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

TEAM_QUEUE = "team-queue"
AUTHOR_CASES = "author-cases"
_FAR_FUTURE = "9999"
_LONGEST_ID = 200
_LOST_RACES = {"ConditionalCheckFailed", "TransactionConflict"}


class CasesTable:
    """`Cases` over DynamoDB. All writes are conditional; a commit is one transaction."""

    def __init__(self, client: "DynamoDBClient", table_name: str, keep_closed_seconds: int) -> None:
        self._client = client
        self._table = table_name
        self._reader = TableReader(client, table_name)
        self._keep_closed = keep_closed_seconds

    def get(self, case_id: str) -> Case:
        return read(Case, self._get_item(_case_key(case_id)))

    def file(self, case_id: str) -> CaseFile:
        groups: dict[str, list[Item]] = {"CASE": [], "EVENT": [], "MENTION": [], "REPLY": []}
        for item in self._reader.partition(f"CASE#{case_id}"):
            groups.setdefault(item["sk"]["S"].partition("#")[0], []).append(item)
        if not groups["CASE"]:
            raise NotFound(f"no case {case_id}")
        mentions = [read(CaseMention, item) for item in groups["MENTION"]]
        return CaseFile(
            case=read(Case, groups["CASE"][0]),
            history=tuple(sorted(map(read_entry, groups["EVENT"]), key=lambda e: e.version)),
            mentions=tuple(sorted(mentions, key=lambda each: each.mention.received_at)),
            replies=tuple(read(Reply, item) for item in groups["REPLY"]),
        )

    def case_of_reference(self, reference: str) -> str | None:
        try:
            return str(deserialize(self._get_item(_reference_key(reference)))["case_id"])
        except NotFound:
            return None

    def seen(self, channel: str, external_id: str) -> SeenMention | None:
        try:
            return read(SeenMention, self._get_item(seen_key(channel, external_id)))
        except NotFound:
            return None

    def mention(self, case_id: str, channel: str, external_id: str) -> CaseMention:
        return read(CaseMention, self._get_item(_mention_key(case_id, channel, external_id)))

    def reply(self, case_id: str, reply_id: str) -> Reply:
        return read(Reply, self._get_item(_reply_key(case_id, reply_id)))

    def author(self, channel: str, author_id: str) -> AuthorProfile:
        try:
            return read(AuthorProfile, self._get_item(author_key(channel, author_id)))
        except NotFound:
            return AuthorProfile(channel=channel, id=author_id)

    def note_noise(
        self, mention: Mention, classification: Classification, expires_at: datetime
    ) -> bool:
        seen = SeenMention(channel=mention.channel, external_id=mention.external_id)
        plain = {
            **to_plain(seen),
            "mention": to_plain(mention),
            "classification": to_plain(classification),
            "ttl": int(expires_at.timestamp()),
        }
        return self._put_once({**seen_key(mention.channel, mention.external_id), **plain})

    def note_deleted(self, channel: str, external_id: str, expires_at: datetime) -> None:
        seen = SeenMention(channel=channel, external_id=external_id, deleted=True)
        plain = {**to_plain(seen), "ttl": int(expires_at.timestamp())}
        self._client.put_item(
            TableName=self._table, Item=serialize({**seen_key(channel, external_id), **plain})
        )

    def commit(self, commit: Commit) -> None:
        new = "attribute_not_exists(pk)"
        writes = [self._case_write(commit), self._put(_entry_item(commit), new)]
        writes += [self._put(_reply_item(reply), new) for reply in commit.replies]
        if commit.mention is not None:
            where = commit.mention.mention
            key = _mention_key(commit.case.id, where.channel, where.external_id)
            writes.append(self._put({**key, **to_plain(commit.mention)}))
        if commit.updated_reply is not None:
            writes.append(self._reply_write(commit.updated_reply, ReplyStatus.SENDING))
        if commit.returned_reply is not None:
            writes.append(self._reply_write(commit.returned_reply, ReplyStatus.SENT))
        if commit.author is not None:
            writes.append(self._author_write(commit.author))
        for reference in commit.references:
            item = _reference_item(reference, commit.case, self._keep_closed)
            writes.append(self._put(item, new))
        seen_at = len(writes)
        if commit.new_mention is not None:
            writes.append(self._seen_write(commit.new_mention, commit.was_noise))
        try:
            self._client.transact_write_items(TransactItems=writes)
        except self._client.exceptions.TransactionCanceledException as error:
            reasons = [each.get("Code", "") for each in error.response["CancellationReasons"]]
            if reasons[seen_at:] == ["ConditionalCheckFailed"] and not commit.was_noise:
                raise AlreadySeen(commit.case.id) from None
            if _LOST_RACES.isdisjoint(reasons):
                raise
            raise Conflict(f"case {commit.case.id} changed since it was read") from None

    def lease_reply(
        self, case_id: str, reply_id: str, now: datetime, until: datetime
    ) -> Reply | None:
        try:
            answer = self._client.update_item(
                TableName=self._table,
                Key=serialize(_reply_key(case_id, reply_id)),
                UpdateExpression="SET #status = :sending, leased_until = :until ADD attempts :one",
                ConditionExpression=(
                    "#status = :queued OR (#status = :sending AND leased_until < :now)"
                ),
                ExpressionAttributeNames={"#status": "status"},
                ExpressionAttributeValues=serialize(
                    {
                        ":queued": ReplyStatus.QUEUED,
                        ":sending": ReplyStatus.SENDING,
                        ":now": instant(now),
                        ":until": instant(until),
                        ":one": 1,
                    }
                ),
                ReturnValues="ALL_NEW",
            )
        except self._client.exceptions.ConditionalCheckFailedException:
            self._refuse_if_taken(case_id, reply_id)
            return None
        return read(Reply, answer["Attributes"])

    def release_reply(self, reply: Reply) -> None:
        try:
            self._client.put_item(**self._reply_write(reply, ReplyStatus.SENDING)["Put"])
        except self._client.exceptions.ConditionalCheckFailedException:
            raise Conflict(f"reply {reply.id} of case {reply.case_id} is not leased") from None

    def open_cases(self) -> Iterator[OpenCaseRow]:
        pages = self._client.get_paginator("scan").paginate(
            TableName=self._table, IndexName=TEAM_QUEUE
        )
        for page in pages:
            for item in page["Items"]:
                row = deserialize(item)
                yield OpenCaseRow(
                    case_id=row["pk"].removeprefix("CASE#"),
                    execution=row["execution"],
                    wake_at=_maybe_time(row.get("wake_at")),
                    updated_at=datetime.fromisoformat(row["updated_at"]),
                )

    def has_token(self, case_id: str) -> bool:
        try:
            return bool(self._get_item(_case_key(case_id)).get("wait_token"))
        except NotFound:
            return False

    def alert_sent(self, alert: Alert) -> bool:
        try:
            return bool(self._get_item(_alert_key(alert)))
        except NotFound:
            return False

    def note_alert_sent(self, alert: Alert, expires_at: datetime) -> None:
        plain = {**_alert_key(alert), "kind": alert.kind, "ttl": int(expires_at.timestamp())}
        self._client.put_item(TableName=self._table, Item=serialize(plain))

    def take_mail_turn(self, group: str, now: datetime, until: datetime) -> datetime | None:
        try:
            self._client.update_item(
                TableName=self._table,
                Key=serialize({"pk": f"MAIL#{group}", "sk": "TURN"}),
                UpdateExpression="SET free_at = :until",
                ConditionExpression="attribute_not_exists(free_at) OR free_at <= :now",
                ExpressionAttributeValues=serialize(
                    {":until": instant(until), ":now": instant(now)}
                ),
            )
        except self._client.exceptions.ConditionalCheckFailedException:
            turn = deserialize(self._get_item({"pk": f"MAIL#{group}", "sk": "TURN"}))
            return datetime.fromisoformat(turn["free_at"])
        return None

    def source_cursor(self, source_id: str) -> SourceCursor:
        try:
            plain = deserialize(self._get_item(_cursor_key(source_id)))
        except NotFound:
            return SourceCursor(source_id=source_id)
        return from_plain(SourceCursor, {**plain, "position": json.loads(plain["position"])})

    def keep_source_cursor(self, cursor: SourceCursor) -> None:
        """The position goes as text: the table would turn its numbers into decimals."""
        plain = {**to_plain(cursor), "position": json.dumps(cursor.position)}
        item = serialize({**_cursor_key(cursor.source_id), **plain})
        self._client.put_item(TableName=self._table, Item=item)

    def _get_item(self, key: Mapping[str, str]) -> Item:
        found = self._reader.item(key)
        if found is None:
            raise NotFound(f"no item {key['pk']} {key['sk']}")
        return found

    def _put_once(self, plain: Mapping[str, Any]) -> bool:
        try:
            self._client.put_item(
                TableName=self._table,
                Item=serialize(plain),
                ConditionExpression="attribute_not_exists(pk)",
            )
        except self._client.exceptions.ConditionalCheckFailedException:
            return False
        return True

    def _put(self, plain: Mapping[str, Any], condition: str = "", **values: Any) -> Any:
        put: dict[str, Any] = {"TableName": self._table, "Item": serialize(plain)}
        if condition:
            put["ConditionExpression"] = condition
        if values:
            put["ExpressionAttributeValues"] = serialize({f":{k}": v for k, v in values.items()})
        return {"Put": put}

    def _case_write(self, commit: Commit) -> Any:
        plain = _case_plain(commit, self._keep_closed)
        if commit.case.version == 1:
            return self._put({**_case_key(commit.case.id), **plain}, "attribute_not_exists(pk)")
        return {
            "Update": {
                "TableName": self._table,
                "Key": serialize(_case_key(commit.case.id)),
                **_set_all(plain, expected_version=commit.case.version - 1),
            }
        }

    def _author_write(self, author: AuthorProfile) -> Any:
        plain = {**author_key(author.channel, author.id), **to_plain(author)}
        if author.version == 1:
            return self._put(plain, "attribute_not_exists(pk)")
        return self._put(plain, "version = :before", before=author.version - 1)

    def _seen_write(self, seen: SeenMention, was_noise: bool) -> Any:
        plain = {**seen_key(seen.channel, seen.external_id), **to_plain(seen)}
        if was_noise:
            return self._put(plain, "case_id = :none AND deleted = :no", none="", no=False)
        return self._put(plain, "attribute_not_exists(pk)")

    def _reply_write(self, reply: Reply, before: ReplyStatus) -> Any:
        write = self._put(_reply_item(reply), "#status = :before", before=before)
        write["Put"]["ExpressionAttributeNames"] = {"#status": "status"}
        return write

    def _refuse_if_taken(self, case_id: str, reply_id: str) -> None:
        reply = self.reply(case_id, reply_id)
        if reply.status in (ReplyStatus.QUEUED, ReplyStatus.SENDING):
            raise Conflict(f"reply {reply_id} of case {case_id} is being sent")


def _case_plain(commit: Commit, keep_closed_seconds: int) -> dict[str, Any]:
    case = commit.case
    plain = {
        **to_plain(case),
        "updated_at": instant(case.updated_at),
        "opened_at": instant(case.opened_at),
        "stage": case.stage.value,
    }
    if case.author.id is not None:
        plain["author_pk"] = f"AUTHOR#{case.channel}#{_short(case.author.id)}"
    if commit.wake_at is not None:
        plain["wake_at"] = instant(commit.wake_at)
    if case.is_closed:
        plain["ttl"] = int(case.updated_at.timestamp()) + keep_closed_seconds
    else:
        due = case.next_due_at
        plain["queue_pk"] = f"TEAM#{case.team}"
        plain["queue_sk"] = f"{instant(due) if due else _FAR_FUTURE}#{case.id}"
    return plain


def _set_all(plain: Mapping[str, Any], expected_version: int) -> dict[str, Any]:
    """An update that sets what is there and removes what is not; the workflow's wait stays."""
    gone = sorted(_OPTIONAL - plain.keys())
    sets = ", ".join(f"#{name} = :{name}" for name in plain)
    removes = f" REMOVE {', '.join(f'#{name}' for name in gone)}" if gone else ""
    return {
        "UpdateExpression": f"SET {sets}{removes}",
        "ConditionExpression": "#version = :expected",
        "ExpressionAttributeNames": {f"#{name}": name for name in (*plain, *gone)},
        "ExpressionAttributeValues": serialize(
            {**{f":{name}": value for name, value in plain.items()}, ":expected": expected_version}
        ),
    }


_OPTIONAL = {each.name for each in fields(Case) if each.default is None}
_OPTIONAL |= {"wake_at", "ttl", "queue_pk", "queue_sk"}


def _entry_item(commit: Commit) -> dict[str, Any]:
    entry = commit.entry
    return {
        "pk": f"CASE#{entry.case_id}",
        "sk": f"EVENT#{instant(entry.at)}#{entry.version:06d}",
        **entry_to_plain(entry),
    }


def _reply_item(reply: Reply) -> dict[str, Any]:
    return {**_reply_key(reply.case_id, reply.id), **to_plain(reply)}


def _case_key(case_id: str) -> dict[str, str]:
    return {"pk": f"CASE#{case_id}", "sk": "CASE"}


def _reply_key(case_id: str, reply_id: str) -> dict[str, str]:
    return {"pk": f"CASE#{case_id}", "sk": f"REPLY#{reply_id}"}


def _mention_key(case_id: str, channel: str, external_id: str) -> dict[str, str]:
    return {"pk": f"CASE#{case_id}", "sk": f"MENTION#{channel}#{_short(external_id)}"}


def _alert_key(alert: Alert) -> dict[str, str]:
    return {"pk": f"CASE#{alert.case_id}", "sk": f"ALERT#{alert.version:06d}-{alert.number}"}


def _reference_item(reference: str, case: Case, keep_seconds: int) -> dict[str, Any]:
    ttl = int(case.updated_at.timestamp()) + keep_seconds
    return {**_reference_key(reference), "case_id": case.id, "ttl": ttl}


def _reference_key(reference: str) -> dict[str, str]:
    return {"pk": f"REFERENCE#{reference}", "sk": "REFERENCE"}


def _cursor_key(source_id: str) -> dict[str, str]:
    return {"pk": f"SOURCE#{source_id}", "sk": "CURSOR"}


def seen_key(channel: str, external_id: str) -> dict[str, str]:
    return {"pk": f"MENTION#{channel}#{_short(external_id)}", "sk": "MENTION"}


def author_key(channel: str, author_id: str) -> dict[str, str]:
    return {"pk": f"AUTHOR#{channel}#{_short(author_id)}", "sk": "AUTHOR"}


def _short(outside_id: str) -> str:
    """The id, or its hash if it is longer than a key may be."""
    if len(outside_id) <= _LONGEST_ID:
        return outside_id
    return hashlib.sha256(outside_id.encode("utf-8", "replace")).hexdigest()


def _maybe_time(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None

"""Bringing the copies of alert mails from their queue to the mailbox."""

import json
import threading
from datetime import UTC, datetime
from typing import Any

from botocore.exceptions import BotoCoreError, ClientError

from local.aws import client
from local.mailbox.folder import Mailbox


class MailCopies:
    """A thread that empties the queue into the mailbox until it is told to stop."""

    def __init__(self, endpoint_url: str, outputs: dict[str, str], mailbox: Mailbox) -> None:
        self._sqs = client("sqs", endpoint_url)
        self._queue_url = outputs["AlertCopiesQueueUrl"]
        topics: dict[str, str] = json.loads(outputs["AlertTopics"])
        self._names = {arn: name for name, arn in topics.items()}
        self._mailbox = mailbox
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name="mail-copies", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        self._stop.set()
        self._thread.join(timeout=5)

    def _run(self) -> None:
        while not self._stop.is_set():
            try:
                answer = self._sqs.receive_message(
                    QueueUrl=self._queue_url, MaxNumberOfMessages=10, WaitTimeSeconds=1
                )
                for message in answer.get("Messages", []):
                    self._deliver(message)
            except (BotoCoreError, ClientError):
                self._stop.wait(0.5)

    def _deliver(self, message: dict[str, Any]) -> None:
        notification = json.loads(message["Body"])
        self._mailbox.receive(
            topic=self._names.get(notification["TopicArn"], "operators"),
            subject=notification["Subject"],
            body=notification["Message"],
            at=datetime.now(UTC),
        )
        self._sqs.delete_message(QueueUrl=self._queue_url, ReceiptHandle=message["ReceiptHandle"])

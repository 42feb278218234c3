"""Mails to teams: SNS topics with the members' addresses as subscriptions."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mypy_boto3_sns import SNSClient


class SnsMailer:
    def __init__(self, client: "SNSClient", topics: Mapping[str, str]) -> None:
        self._client = client
        self._topics = topics

    def send(self, topic: str, subject: str, body: str) -> None:
        """To the topic; one that the stage does not have (a removed team's) goes to the first."""
        arn = self._topics.get(topic) or next(iter(self._topics.values()))
        self._client.publish(TopicArn=arn, Subject=subject, Message=body)

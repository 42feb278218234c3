"""`redrive`: put dead letters back into the queue they came from."""

import argparse

from local.aws import client
from local.places import home
from local.stack import read_endpoints

HELP = "move dead letters back into their queue"

_QUEUES = {
    "mentions": ("MentionsDlqUrl", "MentionsQueueUrl"),
    "replies": ("RepliesDlqUrl", "RepliesQueueUrl"),
    "alerts": ("AlertsDlqUrl", "AlertsQueueUrl"),
}


def register(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("queue", choices=sorted(_QUEUES), nargs="?", default="mentions")
    parser.add_argument("--show", action="store_true", help="say why they are there, move nothing")
    parser.set_defaults(act=act)


def act(options: argparse.Namespace) -> int:
    endpoints = read_endpoints(home())
    source, target = (endpoints["outputs"][name] for name in _QUEUES[options.queue])
    sqs = client("sqs", endpoints["aws_endpoint_url"])
    moved = 0
    while True:
        answer = sqs.receive_message(
            QueueUrl=source,
            MaxNumberOfMessages=10,
            MessageAttributeNames=["All"],
            AttributeNames=["ApproximateReceiveCount"],
            VisibilityTimeout=5 if options.show else 30,
        )
        messages = answer.get("Messages", [])
        if not messages:
            break
        for message in messages:
            reason = message.get("MessageAttributes", {}).get("reason", {}).get("StringValue")
            print(f"{message['MessageId']}  {reason or 'failed too often; its log says why'}")
            moved += 1
            if not options.show:
                sqs.send_message(QueueUrl=target, MessageBody=message["Body"])
                sqs.delete_message(QueueUrl=source, ReceiptHandle=message["ReceiptHandle"])
    print(f"{moved} {'waiting' if options.show else 'moved'}")
    return 0

"""`redrive`: put dead letters back into the queue they came from.

Only those that were there when it began: one that fails again comes back at once.
"""

import argparse
import time

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
    began = time.time() * 1000
    moved = 0
    while True:
        messages = sqs.receive_message(
            QueueUrl=source,
            MaxNumberOfMessages=10,
            MessageAttributeNames=["All"],
            MessageSystemAttributeNames=["SentTimestamp"],
            VisibilityTimeout=5 if options.show else 30,
        ).get("Messages", [])
        old = [each for each in messages if int(each["Attributes"]["SentTimestamp"]) < began]
        if not old:
            break
        for message in old:
            reason = message.get("MessageAttributes", {}).get("reason", {}).get("StringValue")
            print(f"{message['MessageId']}  {reason or 'failed too often; its log says why'}")
            moved += 1
            if not options.show:
                sqs.send_message(QueueUrl=target, MessageBody=message["Body"])
                sqs.delete_message(QueueUrl=source, ReceiptHandle=message["ReceiptHandle"])
    print(f"{moved} {'waiting' if options.show else 'moved'}")
    return 0

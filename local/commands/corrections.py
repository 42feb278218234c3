"""`corrections`: what agents corrected, one JSON object a line, to train the classifier with.

The lines hold customers' words: keep the file as you keep those, and never commit it.
"""

import argparse
import json

import boto3

from hearback.adapters.cases_table import CasesTable
from hearback.adapters.items import read
from hearback.domain.case import Case
from hearback.domain.corrections import Correction, correction_of
from local.aws import client
from local.places import home
from local.stack import read_endpoints

HELP = "print what agents corrected, for `make train CORRECTIONS=file`"


def register(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--aws-table", metavar="NAME", help="a stage's table on AWS, not the running stack's"
    )
    parser.set_defaults(act=act)


def act(options: argparse.Namespace) -> int:
    if options.aws_table:
        dynamodb, name = boto3.client("dynamodb"), options.aws_table
    else:
        endpoints = read_endpoints(home())
        dynamodb, name = client("dynamodb", endpoints["aws_endpoint_url"]), endpoints["table_name"]
    table = CasesTable(dynamodb, name, keep_closed_seconds=0)
    pages = dynamodb.get_paginator("scan").paginate(
        TableName=name,
        FilterExpression="sk = :case",
        ExpressionAttributeValues={":case": {"S": "CASE"}},
    )
    for page in pages:
        for item in page["Items"]:
            if correction := correction_of(table.file(read(Case, item).id)):
                print(json.dumps(_line(correction), ensure_ascii=False))
    return 0


def _line(correction: Correction) -> dict[str, object]:
    return {
        "text": correction.text,
        "language": correction.language.value,
        "kind": correction.kind.value,
        "severity": int(correction.severity),
        "topic": correction.topic.value,
    }

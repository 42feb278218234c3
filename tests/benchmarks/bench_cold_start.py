"""What a cold start costs in CPU: the edge and the consumers, against a typical handler.

`make bench` runs it.

The reference is what most handlers load: a validating resolver, pydantic and three boto3
clients. Ratios can be compared between machines, milliseconds cannot.
"""

from tests.benchmarks.cold_start import asset_paths, cpu_of

REFERENCE = (
    "from aws_lambda_powertools import Logger, Metrics, Tracer\n"
    "from aws_lambda_powertools.event_handler import APIGatewayHttpResolver\n"
    "from aws_lambda_powertools.utilities.parser import BaseModel\n"
    "import boto3\n"
    "APIGatewayHttpResolver(enable_validation=True)\n"
    "[boto3.client(name) for name in ('sqs', 'dynamodb', 'secretsmanager')]"
)
EDGE = "import receive_webhook.handler as h\nh.door()"
CONSUMERS = ("ingest_mentions", "relay_changes", "advance_case", "deliver_reply", "send_alerts")


def main() -> None:
    paths = asset_paths()
    floor, _ = cpu_of("import hmac, json", paths)
    reference, modules = cpu_of(REFERENCE, paths)
    print(f"{'':34}{'CPU ms':>8}{'modules':>9}{'ratio':>8}")
    print(f"{'hmac and json (floor)':34}{floor:8.0f}{'':9}{floor / reference:8.2f}")
    print(f"{'a typical handler (reference)':34}{reference:8.0f}{modules:9}{1:8.2f}")
    for name, statements in (
        ("receive_webhook with its clients", EDGE),
        *((name, f"import {name}.handler") for name in (*CONSUMERS, "case_page", "sweep_cases")),
    ):
        spent, modules = cpu_of(statements, paths)
        print(f"{name:34}{spent:8.0f}{modules:9}{spent / reference:8.2f}")


if __name__ == "__main__":
    main()

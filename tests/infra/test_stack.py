"""What is in the template that goes to AWS."""

import json
from typing import Any

import pytest

from infra.assets.target import LAMBDA_PYTHON
from local.places import ROOT
from tests.infra.conftest import Template

FUNCTIONS = {
    "receive_webhook",
    "poll_source",
    "ingest_mentions",
    "relay_changes",
    "advance_case",
    "deliver_reply",
    "send_alerts",
    "case_page",
    "sweep_cases",
    "renew_tokens",
    "watch_channels",
}


def functions(template: Template) -> dict[str, dict[str, Any]]:
    """By folder name."""
    return {
        properties["Handler"].partition(".")[0]: properties
        for properties in template.of("AWS::Lambda::Function").values()
    }


def test_every_function_folder_is_deployed_and_nothing_else(
    aws: Template, laptop: Template
) -> None:
    assert set(functions(aws)) == FUNCTIONS
    assert set(functions(laptop)) == {*FUNCTIONS, "receive_mail"}
    folders = (folder.parent.name for folder in (ROOT / "functions").glob("*/handler.py"))
    assert set(folders) == set(functions(laptop))


def test_functions_run_the_newest_python_on_arm(aws: Template) -> None:
    for properties in functions(aws).values():
        assert properties["Runtime"] == f"python{LAMBDA_PYTHON}"
        assert properties["Architectures"] == ["arm64"]


def test_functions_are_traced_and_log_into_groups_of_their_own(aws: Template) -> None:
    groups = aws.of("AWS::Logs::LogGroup")
    used = [f["LoggingConfig"]["LogGroup"]["Ref"] for f in functions(aws).values()]
    assert len(set(used)) == len(FUNCTIONS)
    assert all(groups[name]["RetentionInDays"] == 90 for name in used)
    assert all(f["TracingConfig"] == {"Mode": "Active"} for f in functions(aws).values())


def test_every_log_group_has_a_retention(aws: Template) -> None:
    assert all("RetentionInDays" in group for group in aws.of("AWS::Logs::LogGroup").values())


def test_the_table_is_on_demand_with_stream_ttl_and_recovery(aws: Template) -> None:
    (table,) = aws.of("AWS::DynamoDB::Table").values()
    assert table["BillingMode"] == "PAY_PER_REQUEST"
    assert table["StreamSpecification"] == {"StreamViewType": "NEW_AND_OLD_IMAGES"}
    assert table["TimeToLiveSpecification"] == {"AttributeName": "ttl", "Enabled": True}
    assert table["PointInTimeRecoverySpecification"]["PointInTimeRecoveryEnabled"] is True
    assert table["DeletionProtectionEnabled"] is True
    names = {index["IndexName"] for index in table["GlobalSecondaryIndexes"]}
    assert names == {"team-queue", "author-cases"}


def test_work_queues_have_dead_letters_and_all_refuse_plain_http(aws: Template) -> None:
    queues = aws.of("AWS::SQS::Queue")
    working = [q for q in queues.values() if "RedrivePolicy" in q]
    assert len(working) == 3
    assert all(q["RedrivePolicy"]["maxReceiveCount"] == 5 for q in working)
    guarded = {
        queue["Ref"]
        for policy in aws.of("AWS::SQS::QueuePolicy").values()
        for queue in policy["Queues"]
        if any(s["Effect"] == "Deny" for s in policy["PolicyDocument"]["Statement"])
    }
    assert guarded == set(queues)


def test_a_queue_hides_a_message_longer_than_its_consumer_may_run(aws: Template) -> None:
    longest = max(f["Timeout"] for name, f in functions(aws).items() if name != "sweep_cases")
    for queue in aws.of("AWS::SQS::Queue").values():
        if "RedrivePolicy" in queue:
            assert queue["VisibilityTimeout"] > longest


def test_queue_consumers_report_each_message_by_itself(aws: Template) -> None:
    sources = aws.of("AWS::Lambda::EventSourceMapping").values()
    many = [s for s in sources if s["BatchSize"] > 1]
    assert len(many) == 4
    assert all(s["FunctionResponseTypes"] == ["ReportBatchItemFailures"] for s in many)


def test_a_stream_batch_that_never_succeeds_is_kept(aws: Template) -> None:
    (relayed,) = (s for s in streams(aws) if s["BatchSize"] > 1)
    assert "OnFailure" in relayed["DestinationConfig"]
    assert relayed["BisectBatchOnFunctionError"] is True


def test_only_a_token_that_begins_to_be_refused_wakes_the_watch(aws: Template) -> None:
    (woken,) = (s for s in streams(aws) if s["BatchSize"] == 1)
    (wanted,) = woken["FilterCriteria"]["Filters"]
    assert json.loads(wanted["Pattern"]) == {
        "eventName": ["INSERT"],
        "dynamodb": {"Keys": {"pk": {"S": ["REFUSALS"]}}},
    }


def streams(aws: Template) -> list[dict[str, Any]]:
    sources = aws.of("AWS::Lambda::EventSourceMapping").values()
    return [source for source in sources if "StartingPosition" in source]


def test_the_api_is_throttled_and_logs_neither_path_nor_query(aws: Template) -> None:
    (stage,) = aws.of("AWS::ApiGatewayV2::Stage").values()
    assert stage["DefaultRouteSettings"] == {
        "ThrottlingBurstLimit": 400,
        "ThrottlingRateLimit": 200,
    }
    logged = json.loads(stage["AccessLogSettings"]["Format"])
    told = set(logged.values())
    assert "$context.routeKey" in told
    assert told.isdisjoint({"$context.path", "$context.identity.sourceIp"})


def test_only_webhooks_and_case_pages_are_open(aws: Template) -> None:
    routes = {route["RouteKey"] for route in aws.of("AWS::ApiGatewayV2::Route").values()}
    assert routes == {
        "GET /webhooks/{channel}",
        "POST /webhooks/{channel}",
        "GET /cases/{case_id}",
        "POST /cases/{case_id}",
    }


def test_alert_topics_are_encrypted_and_have_the_configured_addresses(aws: Template) -> None:
    topics = aws.of("AWS::SNS::Topic")
    assert len(topics) == 6
    assert all("KmsMasterKeyId" in topic for topic in topics.values())
    emails = {s["Endpoint"] for s in aws.of("AWS::SNS::Subscription").values()}
    assert emails == {
        "care@example.com",
        "care-en@example.com",
        "lead@example.com",
        "manager@example.com",
        "executive@example.com",
        "ops@example.com",
    }


def test_the_sweep_and_the_keepers_of_the_channels_are_scheduled(aws: Template) -> None:
    every = {
        schedule["Target"]["Arn"]["Fn::GetAtt"][0].partition("Function")[0]: schedule[
            "ScheduleExpression"
        ]
        for schedule in aws.of("AWS::Scheduler::Schedule").values()
    }
    assert every == {
        "SweepCases": "rate(5 minutes)",
        "WatchChannels": "rate(5 minutes)",
        "RenewTokens": "rate(15 minutes)",
    }


def test_each_source_of_the_policy_is_polled(laptop: Template) -> None:
    schedules = [s["Target"]["Input"] for s in laptop.of("AWS::Scheduler::Schedule").values()]
    assert '{"source": "alerts"}' in schedules


@pytest.mark.parametrize("role", ["RenewTokens", "DeliverReply"])
def test_whoever_tries_tokens_may_delete_their_refusals_and_nothing_else(
    aws: Template, role: str
) -> None:
    (deletes,) = (s for s in aws.statements(role) if s["Action"] == "dynamodb:DeleteItem")
    assert deletes["Condition"] == {
        "ForAllValues:StringEquals": {"dynamodb:LeadingKeys": ["REFUSALS"]}
    }


def test_no_secret_is_in_the_template(aws: Template) -> None:
    secrets = aws.of("AWS::SecretsManager::Secret").values()
    assert len(secrets) == 3
    assert all("SecretString" not in secret for secret in secrets)
    assert all("GenerateSecretString" in secret for secret in secrets)


def test_a_sweep_that_fails_or_never_runs_alarms(aws: Template) -> None:
    alarms = aws.of("AWS::CloudWatch::Alarm")
    (sweep,) = (alarm for name, alarm in alarms.items() if "SweepSilent" in name)
    assert sweep["MetricName"] == "CasesHealed"
    assert sweep["Dimensions"] == [{"Name": "service", "Value": "sweep_cases"}]
    assert sweep["ComparisonOperator"] == "LessThanThreshold"
    assert sweep["TreatMissingData"] == "breaching"
    assert sweep["Period"] == 15 * 60


def test_alarms_reach_the_operators(aws: Template) -> None:
    alarms = aws.of("AWS::CloudWatch::Alarm")
    assert len(alarms) == 14
    assert all(alarm["AlarmActions"] for alarm in alarms.values())
    names = " ".join(alarms)
    for watched in (
        "MentionDeadLetters",
        "RelayDeadLetters",
        "OldestMention",
        "FunctionErrors",
        "FunctionThrottles",
        "WorkflowFailed",
        "ApiServerErrors",
    ):
        assert watched in names


def test_every_function_is_in_an_alarm_of_errors_and_no_alarm_sums_more_than_it_may(
    aws: Template,
) -> None:
    watched = set()
    for name, alarm in aws.of("AWS::CloudWatch::Alarm").items():
        if "FunctionErrors" in name:
            metrics = [m["MetricStat"] for m in alarm["Metrics"] if "MetricStat" in m]
            assert len(metrics) <= 10
            watched |= {m["Metric"]["Dimensions"][0]["Value"]["Ref"] for m in metrics}
    assert watched == set(aws.of("AWS::Lambda::Function"))


def test_no_role_may_do_everything_with_anything(aws: Template) -> None:
    """A star as resource stands only where the service knows no resources."""
    resourceless = {
        "xray:PutTraceSegments",
        "xray:PutTelemetryRecords",
        "xray:GetSamplingRules",
        "xray:GetSamplingTargets",
        "dynamodb:ListStreams",
    }
    for policy in aws.of("AWS::IAM::Policy").values():
        for statement in policy["PolicyDocument"]["Statement"]:
            actions = statement["Action"]
            actions = {actions} if isinstance(actions, str) else set(actions)
            assert not any(action.endswith("*") for action in actions)
            if statement["Resource"] == "*":
                assert actions <= resourceless | {a for a in actions if a.startswith("logs:")}


@pytest.mark.parametrize(
    ("role", "actions"),
    [
        (
            "ReceiveWebhook",
            {"sqs:SendMessage", "secretsmanager:GetSecretValue"},
        ),
        (
            "RenewTokens",
            {
                "secretsmanager:GetSecretValue",
                "secretsmanager:PutSecretValue",
                "secretsmanager:UpdateSecretVersionStage",
                "dynamodb:Query",
                "dynamodb:PutItem",
                "dynamodb:UpdateItem",
                "dynamodb:DeleteItem",
                "sns:Publish",
                "kms:Decrypt",
                "kms:GenerateDataKey",
            },
        ),
        (
            "WorkflowRole",
            {"dynamodb:UpdateItem", "lambda:InvokeFunction"},
        ),
    ],
)
def test_a_role_may_do_what_it_does(aws: Template, role: str, actions: set[str]) -> None:
    granted: set[str] = set()
    for statement in aws.statements(role):
        given = statement["Action"]
        granted |= {given} if isinstance(given, str) else set(given)
    ours = {g for g in granted if not g.startswith(("logs:", "xray:"))}
    assert ours == actions


def test_the_laptop_gets_the_same_template_but_for_what_its_stage_says(
    aws: Template, laptop: Template
) -> None:
    stage_only = {
        "AWS::CloudWatch::Alarm",
        "AWS::CloudWatch::Dashboard",
        "AWS::SNS::Subscription",
        "AWS::Scheduler::Schedule",
        "AWS::Lambda::Permission",
        "AWS::SQS::Queue",
        "AWS::SQS::QueuePolicy",
        "AWS::CDK::Metadata",
        "AWS::Lambda::LayerVersion",
    }

    def kinds(template: Template) -> set[tuple[str, str]]:
        return {
            (name, each["Type"])
            for name, each in template.resources.items()
            if each["Type"] not in stage_only
        }

    mail = {
        (name, kind) for name, kind in kinds(laptop) if name.startswith(("ReceiveMail", "Mail"))
    }
    assert {kind for _, kind in mail} >= {"AWS::S3::Bucket", "AWS::SES::ReceiptRule"}
    assert kinds(aws) == kinds(laptop) - mail


def test_without_the_channel_there_is_no_room_for_mail(aws: Template) -> None:
    assert aws.of("AWS::S3::Bucket") == {}
    assert aws.of("AWS::SES::ReceiptRule") == {}
    reads = [s for s in aws.statements("IngestMentions") if "s3:GetObject" in s["Action"]]
    assert reads == []


def test_mails_lie_encrypted_unreachable_and_not_for_ever(laptop: Template) -> None:
    (bucket,) = laptop.of("AWS::S3::Bucket").values()
    (rule,) = bucket["BucketEncryption"]["ServerSideEncryptionConfiguration"]
    assert rule["ServerSideEncryptionByDefault"] == {"SSEAlgorithm": "AES256"}
    assert set(bucket["PublicAccessBlockConfiguration"].values()) == {True}
    (life,) = bucket["LifecycleConfiguration"]["Rules"]
    assert (life["ExpirationInDays"], life["Status"]) == (90, "Enabled")


def test_only_ses_of_this_account_writes_mails_and_only_over_tls(laptop: Template) -> None:
    (policy,) = laptop.of("AWS::S3::BucketPolicy").values()
    deny, allow = policy["PolicyDocument"]["Statement"]
    assert (deny["Effect"], deny["Condition"]) == (
        "Deny",
        {"Bool": {"aws:SecureTransport": "false"}},
    )
    assert (allow["Principal"], allow["Action"]) == (
        {"Service": "ses.amazonaws.com"},
        "s3:PutObject",
    )
    assert allow["Condition"] == {"StringEquals": {"aws:SourceAccount": {"Ref": "AWS::AccountId"}}}
    assert "/destek@nivora.example/*" in json.dumps(allow["Resource"])


def test_each_recipient_has_a_scanned_rule_and_a_folder(laptop: Template) -> None:
    (receipt,) = laptop.of("AWS::SES::ReceiptRule").values()
    rule = receipt["Rule"]
    assert (rule["Recipients"], rule["ScanEnabled"]) == (["destek@nivora.example"], True)
    (action,) = rule["Actions"]
    assert action["S3Action"]["ObjectKeyPrefix"] == "destek@nivora.example/"


def test_s3_calls_the_function_and_what_fails_for_good_is_kept(laptop: Template) -> None:
    (bucket,) = laptop.of("AWS::S3::Bucket").values()
    (told,) = bucket["NotificationConfiguration"]["LambdaConfigurations"]
    assert told["Event"] == "s3:ObjectCreated:*"
    assert "ReceiveMail" in told["Function"]["Fn::GetAtt"][0]
    (permission,) = (
        p
        for p in laptop.of("AWS::Lambda::Permission").values()
        if p["Principal"] == "s3.amazonaws.com"
    )
    assert permission["SourceAccount"] == {"Ref": "AWS::AccountId"}
    assert "hearback-local-mail-" in json.dumps(permission["SourceArn"])
    (calls,) = laptop.of("AWS::Lambda::EventInvokeConfig").values()
    assert "UnreadMails" in json.dumps(calls["DestinationConfig"]["OnFailure"])


def test_mails_are_read_by_two_functions_only(laptop: Template) -> None:
    readers = {
        name
        for name, policy in laptop.of("AWS::IAM::Policy").items()
        if "s3:GetObject" in json.dumps(policy)
    }
    assert {name.partition("Role")[0] for name in readers} == {"ReceiveMail", "IngestMentions"}


def test_mails_go_out_from_our_own_addresses_only_and_by_one_function(laptop: Template) -> None:
    senders = {
        name: statement
        for name, policy in laptop.of("AWS::IAM::Policy").items()
        for statement in policy["PolicyDocument"]["Statement"]
        if "ses:" in json.dumps(statement["Action"])
    }
    ((name, statement),) = senders.items()
    assert name.startswith("DeliverReply")
    assert statement["Action"] == "ses:SendEmail"
    assert statement["Condition"] == {
        "StringEquals": {"ses:FromAddress": ["destek@nivora.example"]}
    }
    identities = [json.dumps(arn).partition("identity/")[2] for arn in statement["Resource"]]
    assert [each.partition('"')[0] for each in identities] == [
        "destek@nivora.example",
        "nivora.example",
    ]


def test_without_mail_nothing_may_be_sent_through_ses(aws: Template) -> None:
    assert "ses:" not in json.dumps(aws.of("AWS::IAM::Policy"))


def test_the_functions_know_which_channels_are_answered_by_hand(laptop: Template) -> None:
    for name in ("advance_case", "case_page"):
        assert functions(laptop)[name]["Environment"]["Variables"]["HEARBACK_BY_HAND"] == "[]"

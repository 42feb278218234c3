"""The whole stack of a stage: its parts, and who may do what with which."""

import json
from datetime import timedelta

from aws_cdk import CfnElement, CfnOutput, Duration, Stack
from aws_cdk import aws_sqs as sqs
from aws_cdk.aws_lambda_event_sources import (
    SqsDlq,
    SqsEventSource,
)
from constructs import Construct

from hearback.settings import (
    AdvanceCaseSettings,
    CasePageSettings,
    DeliverReplySettings,
    IngestMentionsSettings,
    PollSourceSettings,
    ReceiveMailSettings,
    ReceiveWebhookSettings,
    RelayChangesSettings,
    RenewTokensSettings,
    SendAlertsSettings,
    Settings,
    SweepCasesSettings,
    WatchChannelsSettings,
)
from infra.acknowledge import acknowledge
from infra.assets.build import AssetBuilder
from infra.assets.target import Target
from infra.bedrock_rights import allow_asking
from infra.config import MailConfig, Stage
from infra.constructs.alert_topics import AlertTopics
from infra.constructs.case_table import CaseTable
from infra.constructs.case_workflow import CaseWorkflow
from infra.constructs.layers import Layers
from infra.constructs.mail_room import MailRoom, bucket_name, let_read_mails
from infra.constructs.platform_costs import PlatformCosts
from infra.constructs.python_function import PythonFunction
from infra.constructs.stage_alarms import StageAlarms
from infra.constructs.stage_secrets import StageSecrets
from infra.constructs.table_stream import follow, put, written
from infra.constructs.timetable import Timetable
from infra.constructs.web_api import WebApi
from infra.constructs.work_queue import LastQueue, WorkQueue
from infra.mail_rights import let_send_mails

_READ = ["dynamodb:GetItem", "dynamodb:Query"]
_COMMIT = ["dynamodb:PutItem", "dynamodb:UpdateItem"]
_REFUSALS = "REFUSALS"
"""The table's partition of tokens that are refused."""

_LOOK_AT_TOKENS = timedelta(minutes=15)
_LOOK_AT_CHANNELS = timedelta(minutes=5)


class CareStack(Stack):
    """Data flows one way: webhook → queue → ingest → table → stream → workflow → alert, reply."""

    def __init__(self, scope: Construct, construct_id: str, *, stage: Stage) -> None:
        config = stage.config
        super().__init__(
            scope,
            construct_id,
            stack_name=config.name,
            description="Hearback: each customer who complains in public hears back.",
        )
        self.config = config
        self.policy = stage.policy
        self.builder = AssetBuilder(target=Target.of(config.functions.build))
        retry = Duration.seconds(config.functions.retry_seconds)

        self.layers = Layers(self, "Layers", builder=self.builder, policy=stage.policy).all
        self.cases = CaseTable(self, "Cases", keep_data=config.keep_data)
        self.mentions = WorkQueue(self, "Mentions", retry_after=retry)
        self.replies = WorkQueue(self, "Replies", retry_after=retry)
        self.alerts = WorkQueue(self, "Alerts", retry_after=retry)
        self.unrelayed = LastQueue(
            self,
            "Unrelayed",
            why="Is itself the end of the line for the stream's batches that never succeed.",
        )
        self.secrets = StageSecrets(self, "Secrets", keep_data=config.keep_data)
        self.topics = AlertTopics(self, "Topics", config=config)
        self.api = WebApi(self, "WebApi", config=config)
        self.timetable = Timetable(self, "Timetable")
        self.functions: list[PythonFunction] = []

        self._take_in()
        self.mail_room = self._take_mail(config.mail) if config.mail else None
        self._advance()
        self._relay()
        self._speak()
        self._alert()
        self._keep_alive()
        self._show()
        if config.alarms:
            self._watch()
        self._say_where()

    def _take_in(self) -> None:
        receive = self._function(
            "receive_webhook",
            ReceiveWebhookSettings(
                channels=sorted(self.config.channels),
                mentions_queue_url=self.mentions.queue.queue_url,
                webhook_secret=self.secrets.webhooks.secret_arn,
            ),
            timeout=Duration.seconds(10),
        )
        receive.allow(["sqs:SendMessage"], self.mentions.queue.queue_arn)
        receive.allow(["secretsmanager:GetSecretValue"], self.secrets.webhooks.secret_arn)
        self.api.route(
            "/webhooks/{channel}",
            receive.function,
            why_open="Platforms cannot sign in: the function checks their signature over the "
            "raw body before anything else.",
        )

        poll = self._function(
            "poll_source",
            PollSourceSettings(
                table_name=self.cases.table.table_name,
                mentions_queue_url=self.mentions.queue.queue_url,
                platform_secret=self.secrets.platforms.secret_arn,
                webhook_secret=self.secrets.webhooks.secret_arn,
                webhooks_url=self._url,
                allow_private_feeds=self.config.allow_private_feeds,
                api_urls=self._api_urls(),
            ),
            timeout=Duration.minutes(2),
        )
        poll.allow(["sqs:SendMessage"], self.mentions.queue.queue_arn)
        poll.allow(["dynamodb:GetItem", "dynamodb:PutItem"], self.cases.arn)
        poll.allow(["secretsmanager:GetSecretValue"], self.secrets.platforms.secret_arn)
        if any(source.channel == "websub" for source in self.policy.sources):
            poll.allow(["secretsmanager:GetSecretValue"], self.secrets.webhooks.secret_arn)
        for source in self.policy.sources:
            self.timetable.every(
                source.every, f"Source-{source.id}", poll.function, {"source": source.id}
            )

        bedrock = self.policy.classifying.bedrock
        region = (bedrock.region or self.region) if bedrock else ""
        ingest = self._function(
            "ingest_mentions",
            IngestMentionsSettings(
                table_name=self.cases.table.table_name,
                mentions_queue_url=self.mentions.queue.queue_url,
                mentions_dlq_url=self.mentions.dead_letters.queue_url,
                platform_secret=self.secrets.platforms.secret_arn,
                api_urls=self._api_urls(),
                bedrock_region=region,
            ),
            memory_mb=1024,
            timeout=Duration.seconds(60) if bedrock else None,
        )
        if bedrock:
            allow_asking(ingest.role, bedrock, stack=self, region=region)
        ingest.allow([*_READ, *_COMMIT], self.cases.arn)
        ingest.allow(["sqs:SendMessage"], self.mentions.dead_letters.queue_arn)
        ingest.allow(["secretsmanager:GetSecretValue"], self.secrets.platforms.secret_arn)
        if self.config.mail:
            let_read_mails(ingest, self.config)
        self._feed(ingest, self.mentions, self.config.functions.ingest_concurrency)

    def _take_mail(self, mail: MailConfig) -> MailRoom:
        self.unread = LastQueue(
            self,
            "UnreadMails",
            why="Is itself the end of the line for S3's calls that never succeed.",
        )
        receive = self._function(
            "receive_mail",
            ReceiveMailSettings(
                mail_bucket=bucket_name(self.config),
                recipients=list(mail.recipients),
                mentions_queue_url=self.mentions.queue.queue_url,
            ),
            given_up=self.unread.queue,
        )
        receive.allow(["sqs:SendMessage"], self.mentions.queue.queue_arn)
        return MailRoom(
            self,
            "MailRoom",
            config=self.config,
            receive=receive,
            recipients=mail.recipients,
            keep=Duration.days(mail.keep_days),
            rule_set=mail.rule_set,
        )

    def _advance(self) -> None:
        advance = self._function(
            "advance_case",
            AdvanceCaseSettings(
                table_name=self.cases.table.table_name,
                channels=sorted(self.config.channels),
                by_hand=list(self.config.by_hand),
            ),
        )
        advance.allow(["dynamodb:GetItem", "dynamodb:Query", *_COMMIT], self.cases.arn)
        self.workflow = CaseWorkflow(
            self,
            "Workflow",
            config=self.config,
            cases=self.cases,
            advance_case=advance.function,
        )
        sweep = self._function(
            "sweep_cases",
            SweepCasesSettings(
                table_name=self.cases.table.table_name,
                state_machine_arn=self.workflow.arn,
                grace_seconds=int(self.config.sweep_grace.total_seconds()),
            ),
            timeout=Duration.minutes(5),
        )
        sweep.allow(["dynamodb:GetItem", *_COMMIT], self.cases.arn)
        sweep.allow(["dynamodb:Scan"], self.cases.index_arn("team-queue"))
        sweep.allow(["states:ListExecutions"], self.workflow.arn)
        sweep.allow(["states:StopExecution"], self.workflow.executions_arn)
        acknowledge(
            sweep.role,
            f"AwsSolutions-IAM5[Resource::<{self._logical_id(self.workflow.machine)}>:*]",
            "Executions are named by case id; IAM can name those of one machine by pattern only.",
        )
        self.timetable.every(self.config.sweep_every, "Sweep", sweep.function)

    def _relay(self) -> None:
        relay = self._function(
            "relay_changes",
            RelayChangesSettings(
                table_name=self.cases.table.table_name,
                state_machine_arn=self.workflow.arn,
                replies_queue_url=self.replies.queue.queue_url,
                alerts_queue_url=self.alerts.queue.queue_url,
            ),
        )
        relay.allow(["states:StartExecution"], self.workflow.arn)
        relay.allow(["states:SendTaskSuccess"], self.workflow.arn)
        relay.allow(["sqs:SendMessage"], self.replies.queue.queue_arn, self.alerts.queue.queue_arn)
        relay.allow([*_READ, "dynamodb:DeleteItem"], self.cases.arn)
        relay.allow(["dynamodb:Query"], self.cases.index_arn("author-cases"))
        follow(
            relay,
            self.cases,
            (written(sk="CASE"), put(sk={"prefix": "EVENT#"}), put(sk={"prefix": "REPLY#"})),
            batch_size=25,
            parallelization_factor=4,
            bisect_batch_on_error=True,
            report_batch_item_failures=True,
            retry_attempts=20,
            on_failure=SqsDlq(self.unrelayed.queue),
        )

    def _speak(self) -> None:
        deliver = self._function(
            "deliver_reply",
            DeliverReplySettings(
                table_name=self.cases.table.table_name,
                replies_queue_url=self.replies.queue.queue_url,
                platform_secret=self.secrets.platforms.secret_arn,
                api_urls=self._api_urls(),
            ),
        )
        deliver.allow(["dynamodb:GetItem", *_COMMIT], self.cases.arn)
        deliver.allow(["dynamodb:DeleteItem"], self.cases.arn, keys=[_REFUSALS])
        deliver.allow(["sqs:SendMessage"], self.replies.queue.queue_arn)
        deliver.allow(["secretsmanager:GetSecretValue"], self.secrets.platforms.secret_arn)
        if self.config.mail and self.config.mail.answer:
            let_send_mails(deliver.role, self.policy)
        self._feed(deliver, self.replies, self.config.functions.delivery_concurrency)

    def _alert(self) -> None:
        alert = self._function(
            "send_alerts",
            SendAlertsSettings(
                table_name=self.cases.table.table_name,
                link_secret=self.secrets.links.secret_arn,
                public_url=self._url,
                alerts_queue_url=self.alerts.queue.queue_url,
                pace=self.config.alerts.pace(),
                topics=self.topics.arns,
            ),
            timeout=Duration.seconds(60),
        )
        alert.allow([*_READ, *_COMMIT], self.cases.arn)
        alert.allow(["sqs:SendMessage"], self.alerts.queue.queue_arn)
        alert.allow(["secretsmanager:GetSecretValue"], self.secrets.links.secret_arn)
        alert.allow(["sns:Publish"], *self.topics.arns.values())
        alert.allow(["kms:Decrypt", "kms:GenerateDataKey"], self.topics.key.key_arn)
        alert.function.add_event_source(
            SqsEventSource(
                self.alerts.queue,
                batch_size=100 if self.config.alerts.batch_seconds else 10,
                max_batching_window=Duration.seconds(self.config.alerts.batch_seconds),
                max_concurrency=2,
                report_batch_item_failures=True,
            )
        )

    def _keep_alive(self) -> None:
        """What the channels need beside their events. A token that begins to be refused wakes the
        watch at once."""
        renew = self._function(
            "renew_tokens",
            RenewTokensSettings(
                table_name=self.cases.table.table_name,
                platform_secret=self.secrets.platforms.secret_arn,
                operators_topic=self.topics.operators.topic_arn,
                runbooks_url=self.config.alerts.runbooks_url,
                api_urls=self._api_urls(),
            ),
            timeout=Duration.minutes(2),
        )
        renew.allow(
            [
                "secretsmanager:GetSecretValue",
                "secretsmanager:PutSecretValue",
                "secretsmanager:UpdateSecretVersionStage",
            ],
            self.secrets.platforms.secret_arn,
        )
        renew.allow(["dynamodb:DeleteItem"], self.cases.arn, keys=[_REFUSALS])
        self._let_tell_operators(renew)
        self.timetable.every(_LOOK_AT_TOKENS, "RenewTokens", renew.function)
        watch = self._function(
            "watch_channels",
            WatchChannelsSettings(
                table_name=self.cases.table.table_name,
                operators_topic=self.topics.operators.topic_arn,
                runbooks_url=self.config.alerts.runbooks_url,
                api_urls=self._api_urls(),
            ),
            timeout=Duration.minutes(2),
        )
        watch.allow(["dynamodb:GetItem"], self.cases.arn)
        self._let_tell_operators(watch)
        self.timetable.every(_LOOK_AT_CHANNELS, "WatchChannels", watch.function)
        follow(watch, self.cases, (put(pk=_REFUSALS),), batch_size=1, retry_attempts=2)

    def _let_tell_operators(self, function: PythonFunction) -> None:
        function.allow(["dynamodb:Query", *_COMMIT], self.cases.arn)
        function.allow(["sns:Publish"], self.topics.operators.topic_arn)
        function.allow(["kms:Decrypt", "kms:GenerateDataKey"], self.topics.key.key_arn)

    def _show(self) -> None:
        page = self._function(
            "case_page",
            CasePageSettings(
                public_url=self.config.api.public_url,
                table_name=self.cases.table.table_name,
                link_secret=self.secrets.links.secret_arn,
                channels=sorted(self.config.channels),
                by_hand=list(self.config.by_hand),
            ),
            timeout=Duration.seconds(10),
        )
        page.allow([*_READ, *_COMMIT], self.cases.arn)
        page.allow(["secretsmanager:GetSecretValue"], self.secrets.links.secret_arn)
        self.api.route(
            "/cases/{case_id}",
            page.function,
            why_open="Agents come from a mail: the function checks the link's signature, expiry "
            "and case before it shows or does anything.",
        )

    def _watch(self) -> None:
        alarms = StageAlarms(self, "Alarms", operators=self.topics.operators)
        alarms.watch_dead_letters(
            {
                "Mention": self.mentions.dead_letters,
                "Reply": self.replies.dead_letters,
                "Alert": self.alerts.dead_letters,
                "Relay": self.unrelayed.queue,
                **({"Mail": self.unread.queue} if self.mail_room else {}),
            }
        )
        alarms.watch_backlog(self.mentions.queue)
        alarms.watch_functions(each.function for each in self.functions)
        alarms.watch_workflow(self.workflow.machine)
        alarms.watch_sweep(self.config.sweep_every)
        alarms.watch_api(self.api.api)
        if "x" in self.config.channels:
            PlatformCosts(self, "PlatformCosts")

    def _say_where(self) -> None:
        outputs = {
            "ApiUrl": self._url,
            "TableName": self.cases.table.table_name,
            "StateMachineArn": self.workflow.arn,
            "MentionsQueueUrl": self.mentions.queue.queue_url,
            "MentionsDlqUrl": self.mentions.dead_letters.queue_url,
            "RepliesDlqUrl": self.replies.dead_letters.queue_url,
            "AlertsDlqUrl": self.alerts.dead_letters.queue_url,
            "RepliesQueueUrl": self.replies.queue.queue_url,
            "AlertsQueueUrl": self.alerts.queue.queue_url,
            "UnrelayedQueueUrl": self.unrelayed.queue.queue_url,
            "WebhookSecret": self.secrets.webhooks.secret_arn,
            "PlatformSecret": self.secrets.platforms.secret_arn,
            "LinkSecret": self.secrets.links.secret_arn,
        }
        if self.mail_room is not None:
            outputs["MailBucket"] = self.mail_room.bucket.bucket_name
            outputs["MailRuleSet"] = self.mail_room.rule_set
            outputs["UnreadMailsQueueUrl"] = self.unread.queue.queue_url
        outputs["AlertTopics"] = json.dumps(self.topics.arns)
        if self.topics.copies is not None:
            outputs["AlertCopiesQueueUrl"] = self.topics.copies.queue_url
        for name, value in outputs.items():
            CfnOutput(self, f"Output{name}", value=value).override_logical_id(name)
        for each in self.functions:
            CfnOutput(
                self, f"Output{each.node.id}", value=each.function.function_name
            ).override_logical_id(f"{each.node.id}Name")

    def _function(
        self,
        name: str,
        settings: Settings,
        *,
        timeout: Duration | None = None,
        memory_mb: int = 512,
        given_up: sqs.IQueue | None = None,
    ) -> PythonFunction:
        function = PythonFunction(
            self,
            "".join(word.capitalize() for word in name.split("_")),
            name=name,
            config=self.config,
            builder=self.builder,
            layers=self.layers,
            settings=settings,
            timeout=timeout,
            memory_mb=memory_mb,
            given_up=given_up,
        )
        self.functions.append(function)
        return function

    @property
    def _url(self) -> str:
        """Where platforms and people reach us."""
        return self.config.api.public_url or self.api.url

    def _api_urls(self) -> dict[str, str]:
        return {name: channel.api_url for name, channel in self.config.channels.items()}

    def _logical_id(self, construct: Construct) -> str:
        child = construct.node.default_child
        if not isinstance(child, CfnElement):
            raise TypeError(f"{construct.node.path} has no CloudFormation element")
        return self.get_logical_id(child)

    @staticmethod
    def _feed(function: PythonFunction, work: WorkQueue, concurrency: int) -> None:
        function.function.add_event_source(
            SqsEventSource(
                work.queue,
                batch_size=10,
                max_concurrency=concurrency,
                report_batch_item_failures=True,
            )
        )

"""Mail that customers write to us: SES stores it in a bucket, S3 tells the function of it.

The bucket has a name of its own making, so that the function can be told of it without waiting for
it: the bucket in turn waits for the function.
"""

from aws_cdk import Aws, Duration, RemovalPolicy
from aws_cdk import aws_lambda as lambda_
from aws_cdk import aws_s3 as s3
from aws_cdk import aws_ses as ses
from aws_cdk import aws_ses_actions as actions
from constructs import Construct

from infra.acknowledge import acknowledge
from infra.config import StageConfig
from infra.constructs.python_function import PythonFunction


def bucket_name(config: StageConfig) -> str:
    """63 characters at most, which is what S3 allows."""
    return f"{config.name}-mail-{Aws.ACCOUNT_ID}-{Aws.REGION}"


def let_read_mails(function: PythonFunction, config: StageConfig) -> None:
    """The right to read what lies in the bucket, once it is there."""
    function.allow(["s3:GetObject"], f"arn:{Aws.PARTITION}:s3:::{bucket_name(config)}/*")
    named = f"{config.name}-mail-<AWS::AccountId>-<AWS::Region>"
    acknowledge(
        function.role,
        f"AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:s3:::{named}/*]",
        "The function reads every mail of this one bucket; a mail's name is chosen by SES.",
    )


class MailRoom(Construct):
    """A folder in the bucket and a receipt rule for each recipient; scanned, never bounced."""

    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        *,
        config: StageConfig,
        receive: PythonFunction,
        recipients: tuple[str, ...],
        keep: Duration,
        rule_set: str,
    ) -> None:
        super().__init__(scope, construct_id)
        self.bucket = self._bucket(config, keep)
        self._tell(receive.function, bucket_name(config))
        let_read_mails(receive, config)
        rules = (
            ses.ReceiptRuleSet.from_receipt_rule_set_name(self, "Rules", rule_set)
            if rule_set
            else ses.ReceiptRuleSet(self, "Rules", receipt_rule_set_name=config.name)
        )
        self.rule_set = rules.receipt_rule_set_name
        after: ses.IReceiptRule | None = None
        for number, recipient in enumerate(recipients):
            folder = f"{recipient}/"
            after = rules.add_rule(
                f"Rule{number}",
                after=after,
                recipients=[recipient],
                scan_enabled=True,
                actions=[actions.S3(bucket=self.bucket, object_key_prefix=folder)],
            )

    def _bucket(self, config: StageConfig, keep: Duration) -> s3.Bucket:
        bucket = s3.Bucket(
            self,
            "Bucket",
            bucket_name=bucket_name(config),
            encryption=s3.BucketEncryption.S3_MANAGED,
            block_public_access=s3.BlockPublicAccess.BLOCK_ALL,
            object_ownership=s3.ObjectOwnership.BUCKET_OWNER_ENFORCED,
            enforce_ssl=True,
            lifecycle_rules=[
                s3.LifecycleRule(
                    expiration=keep, abort_incomplete_multipart_upload_after=Duration.days(1)
                )
            ],
            removal_policy=RemovalPolicy.RETAIN if config.keep_data else RemovalPolicy.DESTROY,
        )
        acknowledge(
            bucket,
            "AwsSolutions-S1",
            "Only SES writes here and two functions read: CloudTrail has their calls where data "
            "events are on, and a log of addresses would be personal data kept a second time.",
        )
        return bucket

    def _tell(self, function: lambda_.Function, name: str) -> None:
        """In the bucket's own properties: CDK's helper would deploy a function to set them."""
        permission = lambda_.CfnPermission(
            self,
            "MayTell",
            action="lambda:InvokeFunction",
            function_name=function.function_arn,
            principal="s3.amazonaws.com",
            source_account=Aws.ACCOUNT_ID,
            source_arn=f"arn:{Aws.PARTITION}:s3:::{name}",
        )
        bare = self.bucket.node.default_child
        if not isinstance(bare, s3.CfnBucket):
            raise TypeError("the bucket has no CfnBucket")
        bare.notification_configuration = s3.CfnBucket.NotificationConfigurationProperty(
            lambda_configurations=[
                s3.CfnBucket.LambdaConfigurationProperty(
                    event="s3:ObjectCreated:*", function=function.function_arn
                )
            ]
        )
        bare.add_dependency(permission)

"""AWS clients, made once a process and never at import."""

from functools import lru_cache
from typing import TYPE_CHECKING

import boto3
from botocore.config import Config

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient
    from mypy_boto3_s3 import S3Client
    from mypy_boto3_secretsmanager import SecretsManagerClient
    from mypy_boto3_sns import SNSClient
    from mypy_boto3_sqs import SQSClient
    from mypy_boto3_stepfunctions import SFNClient

_CONFIG = Config(
    connect_timeout=3, read_timeout=15, retries={"mode": "standard", "max_attempts": 5}
)


@lru_cache(maxsize=1)
def dynamodb() -> "DynamoDBClient":
    return boto3.client("dynamodb", config=_CONFIG)


@lru_cache(maxsize=1)
def sqs() -> "SQSClient":
    return boto3.client("sqs", config=_CONFIG)


@lru_cache(maxsize=1)
def s3() -> "S3Client":
    return boto3.client("s3", config=_CONFIG)


@lru_cache(maxsize=1)
def sns() -> "SNSClient":
    return boto3.client("sns", config=_CONFIG)


@lru_cache(maxsize=1)
def step_functions() -> "SFNClient":
    return boto3.client("stepfunctions", config=_CONFIG)


@lru_cache(maxsize=1)
def secrets_manager() -> "SecretsManagerClient":
    return boto3.client("secretsmanager", config=_CONFIG)

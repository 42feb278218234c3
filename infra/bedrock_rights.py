"""The right to ask one model of Amazon Bedrock, and no other."""

from aws_cdk import Stack
from aws_cdk import aws_iam as iam

from hearback.domain.policy import Bedrock
from infra.acknowledge import acknowledge

_ACTIONS = ["bedrock:InvokeModel"]
"""Converse has no action of its own."""


def allow_asking(role: iam.Role, rules: Bedrock, *, stack: Stack, region: str) -> None:
    """A profile hands on to its regions: the model itself is granted there, through it alone."""
    if not rules.is_profile:
        _allow(role, _model(stack, rules, region))
        return
    profile = f"arn:{stack.partition}:bedrock:{region}:{stack.account}:inference-profile"
    profile = f"{profile}/{rules.model}"
    _allow(role, profile)
    _allow(
        role,
        _model(stack, rules, "*"),
        conditions={"StringEquals": {"bedrock:InferenceProfileArn": profile}},
    )
    acknowledge(
        role,
        f"AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:bedrock:*::foundation-model/"
        f"{rules.foundation_model}]",
        "An inference profile chooses among regions of its own; the model is named, and may be "
        "asked through this profile only.",
    )


def _allow(
    role: iam.Role, resource: str, conditions: dict[str, dict[str, str]] | None = None
) -> None:
    role.add_to_policy(
        iam.PolicyStatement(actions=_ACTIONS, resources=[resource], conditions=conditions)
    )


def _model(stack: Stack, rules: Bedrock, region: str) -> str:
    return f"arn:{stack.partition}:bedrock:{region}::foundation-model/{rules.foundation_model}"

"""From whom SES may be asked to send, and how a stage says that it answers by hand."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from aws_cdk import App, Stack
from aws_cdk import aws_iam as iam
from aws_cdk.assertions import Match, Template

from hearback.domain.policy import CarePolicy
from infra.config import StageConfig
from infra.mail_rights import let_send_mails
from local.places import ROOT
from tests.builders import a_policy


def a_policy_with(*addresses: str) -> CarePolicy:
    brand = a_policy().model_dump(mode="json")["brands"][0]
    brand["accounts"] += [{"channel": "email", "id": address} for address in addresses]
    return a_policy(brands=[brand])


def template_for(*addresses: str) -> Template:
    stack = Stack(App(), "Rights")
    role = iam.Role(stack, "Role", assumed_by=iam.ServicePrincipal("lambda.amazonaws.com"))
    let_send_mails(role, a_policy_with(*addresses))
    return Template.from_stack(stack)


def test_an_address_may_be_verified_by_itself_or_by_a_domain_above_it() -> None:
    template = template_for("a@destek.marka.example", "b@marka.example")
    (policy,) = template.find_resources("AWS::IAM::Policy").values()
    (statement,) = policy["Properties"]["PolicyDocument"]["Statement"]
    named = [arn["Fn::Join"][1][-1].partition("identity/")[2] for arn in statement["Resource"]]
    assert named == [
        "a@destek.marka.example",
        "b@marka.example",
        "destek.marka.example",
        "marka.example",
    ]
    addresses = ["a@destek.marka.example", "b@marka.example"]
    assert statement["Condition"] == {"StringEquals": {"ses:FromAddress": addresses}}


def test_without_an_address_in_the_policy_nothing_is_granted() -> None:
    template_for().resource_properties_count_is("AWS::IAM::Policy", Match.any_value(), 0)


@pytest.mark.parametrize(("mail", "by_hand"), [({}, ()), ({"answer": False}, ("email",))])
def test_a_stage_may_answer_mails_by_hand(mail: dict[str, Any], by_hand: tuple[str, ...]) -> None:
    file = Path(ROOT / "infra/stages/example.yaml")
    stage = yaml.safe_load(file.read_text())
    stage["channels"]["email"] = {}
    stage["mail"] = {"recipients": ["destek@marka.example"], **mail}
    assert StageConfig.model_validate({**stage, "file": file}).by_hand == by_hand

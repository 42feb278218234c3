"""Who may ask Bedrock: nobody, unless the policy has it; then the ingestion, one model."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from filelock import FileLock

from hearback.domain.errors import PolicyInvalid
from infra.config import Stage
from local.places import ROOT
from local.synth import Synthesis
from tests.infra.conftest import Template

Synthesise = Callable[[str, str], Template]


@pytest.fixture(scope="session")
def with_bedrock(tmp_path_factory: pytest.TempPathFactory) -> Synthesise:
    """`with_bedrock(model, region)`: the example stage, asking this model, with all its checks."""
    shared = tmp_path_factory.getbasetemp().parent / "bedrock"
    shared.mkdir(exist_ok=True)

    def synthesise(model: str, region: str) -> Template:
        folder = shared / model.replace(":", "-")
        with FileLock(shared / f"{folder.name}.lock"):
            if not (folder / "out" / "manifest.json").exists():
                Synthesis(_stage_file(folder, model, region), folder / "out").finish()
        return Template(folder / "out")

    return synthesise


def _stage_file(folder: Path, model: str, region: str, spent: object = "1.00") -> Path:
    folder.mkdir(exist_ok=True)
    policy = yaml.safe_load((ROOT / "layers/policy/care-policy.yaml").read_text())
    policy["classifying"] = {
        "engine": "cascade",
        "bedrock": {
            "model": model,
            "region": region,
            "most_per_hour": 100,
            "most_spent_per_day": spent,
            "price_per_million": {"read": "0.06", "written": "0.24"},
        },
    }
    stage = yaml.safe_load((ROOT / "infra/stages/example.yaml").read_text())
    (folder / "care-policy.yaml").write_text(yaml.safe_dump(policy))
    (folder / "stage.yaml").write_text(yaml.safe_dump(stage | {"policy": "care-policy.yaml"}))
    return folder / "stage.yaml"


def asking(template: Template) -> dict[str, list[dict[str, Any]]]:
    """The statements about Bedrock, by the logical id of their policy."""
    found = {
        name: [s for s in policy["PolicyDocument"]["Statement"] if "bedrock" in str(s["Action"])]
        for name, policy in template.of("AWS::IAM::Policy").items()
    }
    return {name: statements for name, statements in found.items() if statements}


def ingestion(template: Template) -> dict[str, Any]:
    (found,) = (
        properties
        for properties in template.of("AWS::Lambda::Function").values()
        if properties["Handler"].startswith("ingest_mentions.")
    )
    return found


def region_of(template: Template) -> Any:
    return ingestion(template)["Environment"]["Variables"]["HEARBACK_BEDROCK_REGION"]


def plain(value: Any) -> str:
    """An ARN of the template, with `<AWS::…>` for its references."""
    if isinstance(value, str):
        return value
    parts = value["Fn::Join"][1]
    return "".join(p if isinstance(p, str) else f"<{p['Ref']}>" for p in parts)


def test_without_it_in_the_policy_nobody_may_ask(aws: Template) -> None:
    assert not asking(aws)
    assert region_of(aws) == ""
    assert ingestion(aws)["Timeout"] == 30


def test_one_model_in_one_region_may_be_asked_by_the_ingestion(with_bedrock: Synthesise) -> None:
    template = with_bedrock("amazon.nova-lite-v1:0", "eu-west-3")
    ((name, statements),) = asking(template).items()
    assert name.startswith("IngestMentions")
    (statement,) = statements
    assert statement["Effect"] == "Allow"
    assert statement["Action"] == "bedrock:InvokeModel"
    assert plain(statement["Resource"]) == (
        "arn:<AWS::Partition>:bedrock:eu-west-3::foundation-model/amazon.nova-lite-v1:0"
    )
    assert region_of(template) == "eu-west-3"
    assert ingestion(template)["Timeout"] == 60


def test_the_model_behind_a_profile_may_be_asked_through_it_alone(
    with_bedrock: Synthesise,
) -> None:
    template = with_bedrock("eu.amazon.nova-lite-v1:0", "")
    ((_, (profile, model)),) = asking(template).items()
    arn = (
        "arn:<AWS::Partition>:bedrock:<AWS::Region>:<AWS::AccountId>:"
        "inference-profile/eu.amazon.nova-lite-v1:0"
    )
    assert plain(profile["Resource"]) == arn
    assert plain(model["Resource"]) == (
        "arn:<AWS::Partition>:bedrock:*::foundation-model/amazon.nova-lite-v1:0"
    )
    (condition,) = model["Condition"]["StringEquals"].items()
    assert (condition[0], plain(condition[1])) == ("bedrock:InferenceProfileArn", arn)
    assert {profile["Action"], model["Action"]} == {"bedrock:InvokeModel"}
    assert region_of(template) == {"Ref": "AWS::Region"}


def test_a_mistake_about_the_model_stops_the_synthesis_with_its_place(tmp_path: Path) -> None:
    file = _stage_file(tmp_path, "amazon.nova-*", "Frankfurt", spent=2.5)
    with pytest.raises(PolicyInvalid) as caught:
        Stage.load(file, date(2026, 11, 22))
    said = str(caught.value)
    for place in ("model", "region", "most_spent_per_day"):
        assert f"care-policy.yaml: classifying.bedrock.{place}: " in said

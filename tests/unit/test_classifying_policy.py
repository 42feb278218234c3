"""What the policy may say of the engines, and what it says if it says nothing."""

import subprocess
import sys
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from pydantic import ValidationError

from hearback.adapters.classifiers.cascade import Cascade
from hearback.bootstrap import clients
from hearback.bootstrap.asking_bedrock import with_bedrock
from hearback.domain.policy import Bedrock, CarePolicy, Classifying
from hearback.settings import IngestMentionsSettings
from local.places import ROOT
from tests.builders import a_classification, a_policy
from tests.fakes import FakeClassifier

BEDROCK: dict[str, Any] = {
    "model": "eu.amazon.nova-lite-v1:0",
    "most_per_hour": 200,
    "most_spent_per_day": "2.50",
    "price_per_million": {"read": "0.06", "written": "0.24"},
}
SETTINGS = IngestMentionsSettings(
    table_name="t",
    mentions_queue_url="q",
    platform_secret="s",
    mentions_dlq_url="d",
    bedrock_region="eu-west-1",
)
BUNDLED = FakeClassifier(a_classification())


def classifying(**changes: Any) -> Classifying:
    return Classifying.model_validate({"engine": "cascade", "bedrock": BEDROCK} | changes)


def complaint(**changes: Any) -> str:
    with pytest.raises(ValidationError) as caught:
        classifying(bedrock=BEDROCK | changes)
    return str(caught.value)


def test_without_a_word_the_bundled_engine_decides_alone() -> None:
    assert a_policy().classifying.engine == "bundled"
    assert a_policy().classifying.bedrock is None
    assert with_bedrock(BUNDLED, Classifying(), SETTINGS) is BUNDLED


def test_bedrock_is_described_where_it_is_asked_and_only_there() -> None:
    for engine in ("bedrock", "cascade"):
        with pytest.raises(ValidationError, match=f"engine {engine} needs the mapping bedrock"):
            classifying(engine=engine, bedrock=None)
    with pytest.raises(ValidationError, match="nobody would ask it"):
        classifying(engine="bundled")


def test_what_is_left_out_has_careful_values() -> None:
    bedrock = Bedrock.model_validate(BEDROCK)
    assert (bedrock.ask_below, bedrock.heads) == (0.6, ("kind",))
    assert (bedrock.region, bedrock.timeout) == ("", timedelta(seconds=3))


@pytest.mark.parametrize(
    "field", ["model", "most_per_hour", "most_spent_per_day", "price_per_million"]
)
def test_a_model_and_its_costs_must_be_said(field: str) -> None:
    without = {name: value for name, value in BEDROCK.items() if name != field}
    with pytest.raises(ValidationError, match=f"{field}\n.*Field required"):
        classifying(bedrock=without)


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"model": "*"}, "pattern"),
        ({"model": "nova-lite"}, "pattern"),
        ({"model": "amazon.nova-*"}, "pattern"),
        ({"model": "arn:aws:bedrock:eu-west-1::foundation-model/amazon.nova-lite-v1:0"}, "pattern"),
        ({"region": "Frankfurt"}, "pattern"),
        ({"ask_below": 1.5}, "less than 1"),
        ({"heads": []}, "at least 1"),
        ({"heads": ["mood"]}, "Input should be"),
        ({"heads": ["kind", "kind"]}, "given twice"),
        ({"timeout": "11s"}, "less than or equal to"),
        ({"timeout": "0s"}, "longer than nothing"),
        ({"most_per_hour": 0}, "greater than or equal to 1"),
        ({"most_spent_per_day": 2.5}, "money is written in quotes"),
        ({"most_spent_per_day": "-1"}, "greater than or equal to 0"),
        ({"price_per_million": {"read": 0.06, "written": "0.24"}}, "money is written in quotes"),
        ({"price_per_million": {"read": "0.0000001", "written": "1"}}, "decimal places"),
        ({"temperature": 1}, "Extra inputs"),
    ],
)
def test_a_mistake_is_named(changes: dict[str, Any], reason: str) -> None:
    assert reason in complaint(**changes)


@pytest.mark.parametrize(
    ("model", "is_profile", "foundation_model"),
    [
        ("amazon.nova-lite-v1:0", False, "amazon.nova-lite-v1:0"),
        ("eu.amazon.nova-lite-v1:0", True, "amazon.nova-lite-v1:0"),
        (
            "global.anthropic.claude-haiku-4-5-20251001-v1:0",
            True,
            "anthropic.claude-haiku-4-5-20251001-v1:0",
        ),
        (
            "us-gov.anthropic.claude-3-haiku-20240307-v1:0",
            True,
            "anthropic.claude-3-haiku-20240307-v1:0",
        ),
        ("anthropic.claude-3-haiku-20240307-v1:0", False, "anthropic.claude-3-haiku-20240307-v1:0"),
    ],
)
def test_an_inference_profile_is_told_by_its_geography(
    model: str, is_profile: bool, foundation_model: str
) -> None:
    bedrock = Bedrock.model_validate(BEDROCK | {"model": model})
    assert bedrock.is_profile is is_profile
    assert bedrock.foundation_model == foundation_model


def test_money_stays_exact_through_the_compiled_policy() -> None:
    policy = a_policy(classifying={"engine": "cascade", "bedrock": BEDROCK})
    again = CarePolicy.model_validate_json(policy.model_dump_json())
    assert again == policy
    assert again.classifying.bedrock is not None
    price = again.classifying.bedrock.price_per_million
    assert price.cost(1_000_000, 1_000_000) == Decimal("0.30")
    assert price.cost(1, 0) == Decimal("0.00000006")


@pytest.mark.parametrize("region", ["eu-west-1", ""])
def test_the_region_reaches_the_function_by_its_environment(region: str) -> None:
    settings = IngestMentionsSettings(
        table_name="t",
        mentions_queue_url="q",
        platform_secret="s",
        mentions_dlq_url="d",
        bedrock_region=region,
    )
    assert settings.to_environment()["HEARBACK_BEDROCK_REGION"] == region
    assert IngestMentionsSettings.from_environment(settings.to_environment()) == settings


@pytest.mark.parametrize("engine", ["bedrock", "cascade"])
def test_the_engine_that_the_policy_wants_is_wired(
    engine: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("AWS_DEFAULT_REGION", "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(name, "testing")
    assert isinstance(with_bedrock(BUNDLED, classifying(engine=engine), SETTINGS), Cascade)
    clients.dynamodb.cache_clear()


def test_nothing_of_bedrock_is_imported_where_it_is_not_asked() -> None:
    script = (
        f"import sys; sys.path.insert(0, {str(ROOT / 'layers/core/python')!r})\n"
        "from hearback.bootstrap.asking_bedrock import with_bedrock\n"
        "from hearback.domain.policy import Classifying\n"
        "with_bedrock(None, Classifying(), None)\n"
        "ours = [m for m in sys.modules if 'classifiers' in m]\n"
        "print(*ours)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=False
    )
    assert (done.stdout.strip(), done.stderr.strip()) == ("", "")

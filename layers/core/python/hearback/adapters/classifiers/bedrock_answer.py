"""A model's answer, read against the label scheme: it fits it wholly, or it is no answer."""

from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from hearback.adapters.classifiers.bedrock_prompt import MOST_REASONS, TOOL
from hearback.domain.classification import (
    Classification,
    Fallback,
    Kind,
    Language,
    Leverage,
    Sentiment,
    Severity,
    Topic,
    Verdict,
)
from hearback.domain.errors import NotClassified

_LONGEST_REASON = 60


def _clipped(confidence: float) -> float:
    return round(min(max(confidence, 0.0), 1.0), 3)


_Confidence = Annotated[float, Field(allow_inf_nan=False), AfterValidator(_clipped)]


class _Labels(BaseModel):
    """The tool's input."""

    model_config = ConfigDict(extra="forbid")

    language: Language
    language_confidence: _Confidence
    kind: Kind
    kind_confidence: _Confidence
    sentiment: Sentiment
    sentiment_confidence: _Confidence
    offensive: bool
    offensive_confidence: _Confidence
    severity: Severity
    severity_confidence: _Confidence
    leverage: Leverage
    leverage_confidence: _Confidence
    topic: Topic
    topic_confidence: _Confidence
    reasons: list[str]


def read_answer(answer: Mapping[str, Any], post: str, engine: str) -> Classification:
    """The labels in an answer of `converse`; of its reasons only what stands in the post.

    Text beside the tool's input is not looked at. Raises `NotClassified`.
    """
    labels = _labels(answer)
    return Classification(
        language=Verdict(labels.language, labels.language_confidence),
        kind=Verdict(labels.kind, labels.kind_confidence),
        sentiment=Verdict(labels.sentiment, labels.sentiment_confidence),
        offensive=Verdict(labels.offensive, labels.offensive_confidence),
        severity=Verdict(labels.severity, labels.severity_confidence),
        leverage=Verdict(labels.leverage, labels.leverage_confidence),
        topic=Verdict(labels.topic, labels.topic_confidence),
        engine=engine,
        reasons=_from_the_post(labels.reasons, post),
    )


def _labels(answer: Mapping[str, Any]) -> _Labels:
    try:
        content = answer["output"]["message"]["content"]
        (call,) = (block["toolUse"] for block in content if "toolUse" in block)
        if call["name"] != TOOL:
            raise NotClassified(Fallback.UNUSABLE)
        return _Labels.model_validate(call["input"])
    except (KeyError, TypeError, ValueError):
        # Without the error: it would show what the model wrote, which may be the customer's words.
        raise NotClassified(Fallback.UNUSABLE) from None


def _from_the_post(reasons: list[str], post: str) -> tuple[str, ...]:
    wanted = (reason.strip() for reason in reasons if len(reason) <= _LONGEST_REASON)
    found = dict.fromkeys(reason for reason in wanted if reason and reason in post)
    return tuple(found)[:MOST_REASONS]

"""A classifier that asks a model of Amazon Bedrock (Converse API), within a budget.

It is not to be used alone: whatever goes wrong is `NotClassified`, and `cascade` knows what then.
"""

from collections.abc import Callable, Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any, Protocol

from botocore.exceptions import BotoCoreError, ClientError
from botocore.parsers import ResponseParserError

from hearback.adapters.classifiers.bedrock_answer import read_answer
from hearback.adapters.classifiers.bedrock_prompt import (
    MOST_TOKENS_WRITTEN,
    VERSION,
    request,
    tokens_at_most,
    visible,
)
from hearback.domain.classification import Classification, Fallback
from hearback.domain.errors import NotClassified
from hearback.domain.policy import Bedrock

_WHY = {
    "ThrottlingException": Fallback.BUSY,
    "ServiceQuotaExceededException": Fallback.BUSY,
    "ModelNotReadyException": Fallback.BUSY,
    "AccessDeniedException": Fallback.REFUSED,
    "ResourceNotFoundException": Fallback.REFUSED,
    "ValidationException": Fallback.REFUSED,
    "ModelErrorException": Fallback.UNUSABLE,
}
"""Any other error answer is a passing fault of the service."""

_NOT_BILLED = {Fallback.BUSY, Fallback.REFUSED}
_BROKEN = (ResponseParserError, AttributeError, TypeError, ValueError, RecursionError)
"""What botocore's parser raises for an answer that is no JSON of the right shape."""


class Conversation(Protocol):
    """As much of the client `bedrock-runtime` as is used."""

    def converse(self, **request: Any) -> Mapping[str, Any]: ...


class Budget(Protocol):
    """What asking may cost, over all functions that ask."""

    def reserve(self, cost: Decimal, now: datetime) -> bool:
        """Take a question and its highest cost from what is left; false if it is too much."""
        ...

    def settle(self, reserved: Decimal, spent: Decimal, reserved_at: datetime) -> None:
        """Put right what was reserved at that time."""
        ...


class BedrockClassifier:
    """The port `Classifier` over one model. Raises `NotClassified`."""

    def __init__(
        self, client: Conversation, rules: Bedrock, budget: Budget, clock: Callable[[], datetime]
    ) -> None:
        self._client = client
        self._rules = rules
        self._budget = budget
        self._clock = clock
        self._engine = f"bedrock:{rules.model}/prompt-{VERSION}"

    def classify(self, text: str, language_hint: str | None = None) -> Classification:
        asked = request(text, language_hint)
        price, now = self._rules.price_per_million, self._clock()
        reserved = price.cost(tokens_at_most(asked), MOST_TOKENS_WRITTEN)
        if not self._budget.reserve(reserved, now):
            raise NotClassified(Fallback.COST_CAP)
        try:
            answer = self._ask(asked)
        except NotClassified as error:
            if error.why in _NOT_BILLED:
                self._budget.settle(reserved, Decimal(0), now)
            raise
        if used := _tokens_used(answer):
            self._budget.settle(reserved, price.cost(*used), now)
        return read_answer(answer, visible(text), self._engine)

    def _ask(self, asked: dict[str, Any]) -> Mapping[str, Any]:
        """One exchange. What may have been answered, and billed, is not `BUSY` or `REFUSED`."""
        try:
            return self._client.converse(modelId=self._rules.model, **asked)
        except ClientError as error:
            why = _WHY.get(error.response["Error"]["Code"], Fallback.UNAVAILABLE)
            raise NotClassified(why) from None
        except BotoCoreError:
            raise NotClassified(Fallback.UNAVAILABLE) from None
        except _BROKEN:
            raise NotClassified(Fallback.UNUSABLE) from None


def _tokens_used(answer: Mapping[str, Any]) -> tuple[int, int] | None:
    usage = answer.get("usage") or {}
    read, written = usage.get("inputTokens"), usage.get("outputTokens")
    if isinstance(read, int) and isinstance(written, int) and min(read, written) >= 0:
        return read, written
    return None

"""Which engine classifies, when a model is asked, and what it may cost."""

from datetime import timedelta
from decimal import Decimal
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, Field, model_validator

from hearback.domain.policy.values import Duration, Head, Money, Share, Strict, no_repeats


class TokenPrice(Strict):
    """Of a million tokens that a model reads and that it writes, in the currency of the cap."""

    read: Money
    written: Money

    def cost(self, read: int, written: int) -> Decimal:
        """Of so many tokens."""
        return (self.read * read + self.written * written) / 1_000_000


_MODEL_ID = r"^[a-z0-9-]+(\.[a-z0-9-]+)?\.[a-z0-9][a-zA-Z0-9._-]*(:[0-9]+)?$"
_GEOGRAPHIES = {"apac", "au", "ca", "eu", "global", "jp", "sa", "uk", "us", "us-gov"}


class Bedrock(Strict):
    """A model of Amazon Bedrock, when it is asked, and what it may cost.

    `model`: a foundation model's id, or an inference profile's, which starts with a geography.
    `region`: the stack's own if empty. The caps hold for all of a stage's functions together; hours
    and days are UTC's.
    """

    model: Annotated[str, Field(pattern=_MODEL_ID)]
    region: Annotated[str, Field(pattern=r"^([a-z]{2}(-[a-z]+)+-[0-9])?$")] = ""
    ask_below: Share = 0.6
    heads: Annotated[tuple[Head, ...], Field(min_length=1), AfterValidator(no_repeats)] = ("kind",)
    timeout: Annotated[Duration, Field(le=timedelta(seconds=10))] = timedelta(seconds=3)
    most_per_hour: Annotated[int, Field(ge=1, le=1_000_000)]
    most_spent_per_day: Money
    price_per_million: TokenPrice

    @property
    def foundation_model(self) -> str:
        """The model's id without the geography of an inference profile."""
        geography, _, rest = self.model.partition(".")
        return rest if geography in _GEOGRAPHIES else self.model

    @property
    def is_profile(self) -> bool:
        return self.foundation_model != self.model


class Classifying(Strict):
    """Under `review_below` a person decides the kind.

    `cascade` asks Bedrock where the bundled engine's confidence in one of its `heads` is under
    `ask_below`; `bedrock` asks it of every mention. Without an answer the bundled one's stands.
    """

    review_below: Annotated[float, Field(ge=0, le=1)] = 0.5
    engine: Literal["bundled", "bedrock", "cascade"] = "bundled"
    bedrock: Bedrock | None = None

    @model_validator(mode="after")
    def _bedrock_is_described_where_it_is_asked(self) -> Self:
        if self.engine != "bundled" and self.bedrock is None:
            raise ValueError(f"engine {self.engine} needs the mapping bedrock")
        if self.engine == "bundled" and self.bedrock is not None:
            raise ValueError("bedrock is given, but engine is bundled: nobody would ask it")
        return self

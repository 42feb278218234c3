import pytest
from pydantic import TypeAdapter, ValidationError

from hearback.adapters.platforms import ADAPTERS, adapter_class
from infra.config import Channel

SWITCH: TypeAdapter[str] = TypeAdapter(Channel)


def test_every_channel_that_has_an_adapter_can_be_switched_on() -> None:
    channels = [channel for channel in ADAPTERS if channel != "feed"]
    assert [SWITCH.validate_python(channel) for channel in channels] == channels
    with pytest.raises(ValidationError):
        SWITCH.validate_python("feed")


def test_every_adapter_is_where_the_registry_says() -> None:
    assert all(callable(adapter_class(channel)) for channel in ADAPTERS)

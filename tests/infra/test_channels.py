from typing import get_args

from hearback.adapters.platforms import ADAPTERS, adapter_class
from infra.config import Channel


def test_every_channel_that_has_an_adapter_can_be_switched_on() -> None:
    assert {*get_args(Channel), "feed"} == set(ADAPTERS)


def test_every_adapter_is_where_the_registry_says() -> None:
    assert all(callable(adapter_class(channel)) for channel in ADAPTERS)

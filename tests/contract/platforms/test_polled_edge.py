"""The edge's half of the polled adapters: nobody may post to them, and they bring little."""

import subprocess
import sys

import pytest

from hearback.adapters.platforms.app_store import AppStore
from hearback.adapters.platforms.bluesky import Bluesky
from hearback.adapters.platforms.feed import FeedPages
from hearback.adapters.platforms.google_play import GooglePlay
from hearback.adapters.platforms.mastodon import Mastodon
from hearback.adapters.platforms.reddit import Reddit
from hearback.adapters.platforms.youtube import YouTube
from hearback.domain.errors import Unverified
from hearback.domain.webhooks import EdgePlatform, WebhookRequest
from tests.contract.platforms.given import NOW, a_post, signed_by
from tests.contract.platforms.test_edge_weight import HEAVY, SOURCES

SCRIPT = """
import sys
from importlib import import_module
getattr(import_module("hearback.adapters.platforms.{module}"), "{name}")()
print(*[name for name in {heavy!r} if name in sys.modules])
"""
POLLED: list[EdgePlatform] = [
    AppStore(),
    Bluesky(),
    FeedPages(),
    GooglePlay(),
    Mastodon(),
    Reddit(),
    YouTube(),
]


@pytest.mark.parametrize("platform", POLLED, ids=lambda each: type(each).__name__)
def test_nothing_that_is_posted_to_a_polled_channel_is_believed(platform: EdgePlatform) -> None:
    request = a_post(b"{}", x_hub_signature_256="sha256=00", authorization="Bearer s")
    with pytest.raises(Unverified):
        platform.verify(request, signed_by("s"), NOW)
    with pytest.raises(Unverified):
        platform.handshake(WebhookRequest(method="GET"), signed_by("s"))


@pytest.mark.parametrize(
    ("module", "name"),
    [
        ("app_store", "AppStore"),
        ("bluesky", "Bluesky"),
        ("google_play", "GooglePlay"),
        ("mastodon", "Mastodon"),
        ("reddit", "Reddit"),
        ("youtube", "YouTube"),
    ],
)
def test_the_edges_half_of_a_polled_adapter_loads_nothing_heavy(module: str, name: str) -> None:
    script = SCRIPT.format(module=module, name=name, heavy=(*HEAVY, "cryptography"))
    ran = subprocess.run(
        [sys.executable, "-c", script],
        capture_output=True,
        text=True,
        check=True,
        env={"PYTHONPATH": str(SOURCES)},
    )
    assert ran.stdout.strip() == ""

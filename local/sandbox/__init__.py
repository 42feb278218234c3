"""A sandbox that plays the platforms: their APIs, their feeds, their public pages."""

from local.sandbox.app import create_sandbox
from local.sandbox.posts import Post, UnknownPost
from local.sandbox.server import RunningServer, run_in_thread
from local.sandbox.state import Sandbox

__all__ = ["Post", "RunningServer", "Sandbox", "UnknownPost", "create_sandbox", "run_in_thread"]

"""The whole stack on this machine: emulator, deployed template, sandbox platforms, mailbox."""

import json
import os
import time
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from local.addresses import Addresses
from local.deploy import deploy
from local.emulator.process import Emulator, EmulatorFailed
from local.mail_copies import MailCopies
from local.mailbox.app import create_mailbox
from local.mailbox.folder import Mailbox
from local.places import DEFAULT_POLICY
from local.problem import Problem
from local.sandbox.app import create_sandbox
from local.sandbox.platforms import PLATFORMS
from local.sandbox.server import run_in_thread
from local.sandbox.state import Sandbox
from local.secrets import channel_secrets, put_secrets
from local.stage import write_stage
from local.synth import Synthesis

ENDPOINTS = "endpoints.json"


def _silent(_: str) -> None:
    """Nobody listens."""


@dataclass(slots=True)
class LocalStack:
    """Up inside `with`, gone after it; `endpoints` says where everything is."""

    home: Path
    addresses: Addresses
    policy_file: Path = DEFAULT_POLICY
    say: Callable[[str], None] = _silent
    sandbox: Sandbox = field(default_factory=Sandbox)
    keeps_state: bool = False
    endpoints: dict[str, Any] = field(default_factory=dict, init=False)
    mailbox: Mailbox = field(init=False)
    emulator: Emulator = field(init=False)
    _open: ExitStack = field(default_factory=ExitStack, init=False)

    @property
    def mailbox_dir(self) -> Path:
        return self.home / "mail"

    def __enter__(self) -> Self:
        self.addresses.check()
        self.home.mkdir(parents=True, exist_ok=True)
        self._forget_the_last_run()
        try:
            self._start()
        except BaseException:
            self._open.close()
            raise
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._open.close()

    def _start(self) -> None:
        began = time.monotonic()
        self._open.callback((self.home / ENDPOINTS).unlink, missing_ok=True)
        stage_file = write_stage(self.home / "stage", self.addresses, self.policy_file)
        synthesis = Synthesis(stage_file, self.home / "cdk.out")
        self._open.callback(synthesis.abandon)
        self.emulator = Emulator(
            port=self.addresses.emulator,
            folder=self.home / "emulator",
            keeps_state=self.keeps_state,
        )
        self.emulator.start()
        self._open.callback(self.emulator.stop)
        self.say("synthesising the stack, starting the emulator")
        self.mailbox = self._serve()
        try:
            self.emulator.wait_until_up()
        except EmulatorFailed as error:
            raise Problem(str(error)) from None
        assembly = synthesis.finish()
        self.say(f"deploying the template ({time.monotonic() - began:.0f} s so far)")
        outputs = deploy(assembly, self.emulator.url)
        webhooks = channel_secrets()
        put_secrets(self.emulator.url, outputs, webhooks, self.addresses.sandbox_url)
        copies = MailCopies(self.emulator.url, outputs, self.mailbox)
        copies.start()
        self._open.callback(copies.stop)
        self._write_endpoints(outputs, webhooks)
        self.say(f"up after {time.monotonic() - began:.0f} s")

    def _serve(self) -> Mailbox:
        mailbox = Mailbox(self.mailbox_dir)
        for app, port in (
            (create_sandbox(self.sandbox), self.addresses.sandbox),
            (create_mailbox(mailbox), self.addresses.mailbox),
        ):
            server = run_in_thread(app, "127.0.0.1", port)
            self._open.callback(server.close)
        return mailbox

    def _write_endpoints(self, outputs: dict[str, str], webhooks: dict[str, Any]) -> None:
        self.endpoints = {
            "api_url": self.addresses.api_url,
            "aws_endpoint_url": self.addresses.emulator_url,
            "table_name": outputs["TableName"],
            "state_machine_arn": outputs["StateMachineArn"],
            "queue_url": outputs["MentionsQueueUrl"],
            "dlq_url": outputs["MentionsDlqUrl"],
            "mailbox_url": self.addresses.mailbox_url,
            "mailbox_dir": str(self.mailbox_dir),
            "sandbox_url": self.addresses.sandbox_url,
            "channels": {
                channel: {
                    "path": _path(channel, secret["signing"][0]),
                    "secret": secret["signing"][0],
                    **({"verify_token": v} if (v := secret.get("verify_token")) else {}),
                }
                for channel, secret in webhooks.items()
            },
            "outputs": outputs,
            "policy_file": str(self.home / "stage" / "care-policy.yaml"),
            "pid": os.getpid(),
        }
        file = self.home / ENDPOINTS
        half = file.with_suffix(".half")
        half.write_text(json.dumps(self.endpoints, indent=2) + "\n", encoding="utf-8")
        half.chmod(0o600)
        half.replace(file)

    def _forget_the_last_run(self) -> None:
        (self.home / ENDPOINTS).unlink(missing_ok=True)
        for mail in self.mailbox_dir.glob("*.eml"):
            mail.unlink()


def _path(channel: str, secret: str) -> str:
    """A webhook's path below the API's address, with what the platform was told to add to it."""
    webhook = PLATFORMS[channel].webhook
    query = webhook.query(secret) if webhook else ""
    return f"/webhooks/{channel}?{query}" if query else f"/webhooks/{channel}"


def read_endpoints(home: Path) -> dict[str, Any]:
    """Where the running stack is. Raises `Problem` if none runs."""
    try:
        endpoints: dict[str, Any] = json.loads((home / ENDPOINTS).read_text(encoding="utf-8"))
    except OSError:
        raise Problem("no stack is running: start one with `make run`") from None
    return endpoints

"""Starting and stopping the emulator's process."""

import os
import shutil
import signal
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

import urllib3

from local.places import ROOT

_SECONDS_TO_START = 30
_SECONDS_TO_STOP = 10


CREDENTIALS = {
    "AWS_ACCESS_KEY_ID": "local",
    "AWS_SECRET_ACCESS_KEY": "local",
    "AWS_DEFAULT_REGION": "us-east-1",
    "AWS_REGION": "us-east-1",
}
"""What every client of the emulator signs with."""


class EmulatorFailed(RuntimeError):
    """It did not come up; the message has the end of its log."""


@dataclass(slots=True)
class Emulator:
    """One emulator on 127.0.0.1, its state and its log in a folder of their own.

    `keeps_state`: what it holds outlives `stop`, as it outlives a machine's restart on AWS;
    executions that ran come back failed.
    """

    port: int
    folder: Path
    keeps_state: bool = False
    _process: "subprocess.Popen[bytes] | None" = field(default=None, init=False)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def log(self) -> Path:
        return self.folder / "emulator.log"

    def start(self) -> None:
        if not self.keeps_state:
            shutil.rmtree(self.folder, ignore_errors=True)
        scratch = self.folder / "tmp"
        scratch.mkdir(parents=True, exist_ok=True)
        environment = {
            **{k: v for k, v in os.environ.items() if not k.startswith(("AWS_", "HEARBACK_"))},
            **CREDENTIALS,
            "GATEWAY_PORT": str(self.port),
            "BIND_HOST": "127.0.0.1",
            "PERSIST_STATE": "1" if self.keeps_state else "0",
            "STATE_DIR": str(self.folder / "state"),
            "TMPDIR": str(scratch),
            "LOG_LEVEL": "INFO",
            "IOT_MTLS_ENABLED": "0",
            "SFTP_ENABLED": "0",
            "PYTHONPATH": str(ROOT),
            "PYTHONUNBUFFERED": "1",
        }
        with self.log.open("wb") as log:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "local.emulator"],
                cwd=ROOT,
                env=environment,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )

    def restart(self) -> None:
        """Raises `EmulatorFailed`."""
        self.stop()
        self.start()
        self.wait_until_up()

    def wait_until_up(self) -> None:
        """Raises `EmulatorFailed`."""
        deadline = time.monotonic() + _SECONDS_TO_START
        while time.monotonic() < deadline:
            if self._process is None or self._process.poll() is not None:
                break
            try:
                urllib3.request("GET", f"{self.url}/_ministack/health", retries=False, timeout=2)
            except urllib3.exceptions.HTTPError:
                time.sleep(0.1)
            else:
                return
        raise EmulatorFailed(f"the emulator did not start:\n{self.tail()}")

    def stop(self) -> None:
        """Ask it to end, then make it; its workers are of the same session and end with it."""
        process, self._process = self._process, None
        if process is None:
            return
        process.terminate()
        try:
            process.wait(_SECONDS_TO_STOP)
        except subprocess.TimeoutExpired:
            pass
        finally:
            _kill_session(process.pid)
            process.wait()
        shutil.rmtree(self.folder / "tmp", ignore_errors=True)

    def tail(self, lines: int = 15) -> str:
        text = self.log.read_text(errors="replace") if self.log.exists() else ""
        return "\n".join(text.splitlines()[-lines:])


def _kill_session(leader: int) -> None:
    try:
        os.killpg(leader, signal.SIGKILL)
    except ProcessLookupError:
        return

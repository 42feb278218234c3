"""Synthesising the stack in a process of its own, as the CDK's command line would."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

from local.places import ROOT
from local.problem import Problem

STACK = "Hearback"


class Synthesis:
    """Runs beside other things; `finish` waits for it."""

    def __init__(self, stage_file: Path, outdir: Path) -> None:
        if shutil.which("node") is None:
            raise Problem("Node.js is missing: install version 20 or newer")
        shutil.rmtree(outdir, ignore_errors=True)
        self.outdir = outdir
        self._process = subprocess.Popen(
            [sys.executable, "app.py"],
            cwd=ROOT,
            env={
                **os.environ,
                "CDK_OUTDIR": str(outdir),
                "CDK_CONTEXT_JSON": json.dumps({"stage": str(stage_file)}),
            },
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )

    def finish(self) -> Path:
        """The cloud assembly's folder. Raises `Problem` with what the synthesis said."""
        said, _ = self._process.communicate()
        if self._process.returncode:
            last = said.strip().splitlines()[-1:] or ["no output"]
            raise Problem("the stack could not be synthesised: " + last[0].removeprefix("error: "))
        return self.outdir

    def abandon(self) -> None:
        self._process.kill()
        self._process.wait()

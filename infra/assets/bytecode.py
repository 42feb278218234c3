"""Compiling ahead, as Lambda can use it.

Deploy tools give every file one date, so that bytecode which is checked by time is compiled anew
at each cold start. Hash-based bytecode that is not checked is used as it is. It must come from
the very Python that Lambda runs: where this machine has another, the one that ships as
WebAssembly in the npm package `pyodide` compiles, in Node.
"""

import compileall
import py_compile
import shutil
import subprocess
from pathlib import Path

from hearback.domain.errors import PolicyInvalid
from infra.assets.target import Target
from infra.assets.whole import fill_whole

PYODIDE = "314.0.7"
_SCRIPT = Path(__file__).with_name("compile_bytecode.mjs")


def compile_all(folder: Path, target: Target, tools: Path) -> None:
    """Write `__pycache__` for every source below `folder`. `tools` keeps the compiler."""
    if target.is_this_python:
        compileall.compile_dir(
            folder,
            quiet=2,
            workers=0,
            stripdir=str(folder),
            invalidation_mode=py_compile.PycInvalidationMode.UNCHECKED_HASH,
        )
        return
    _run(
        [_tool("node"), str(_SCRIPT), str(_pyodide(tools)), str(folder), target.python],
        "compiling bytecode",
    )


def _pyodide(tools: Path) -> Path:
    folder = tools / f"pyodide-{PYODIDE}"
    if not folder.exists():
        fill_whole(folder, _install_pyodide)
    return folder / "node_modules" / "pyodide"


def _install_pyodide(folder: Path) -> None:
    npm = [_tool("npm"), "install", "--silent", "--no-audit", "--no-fund"]
    _run(
        [*npm, "--prefix", str(folder), f"pyodide@{PYODIDE}"],
        f"installing npm's pyodide {PYODIDE}",
    )


def _tool(name: str) -> str:
    path = shutil.which(name)
    if path is None:
        raise PolicyInvalid(f"{name} is missing: install Node.js 20 or newer")
    return path


def _run(command: list[str], doing: str) -> None:
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode:
        raise PolicyInvalid(f"{doing} failed: {done.stderr.strip()[-800:]}")

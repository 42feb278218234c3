"""The assets themselves. Each lies in a folder named for the hash of all that went into it."""

import hashlib
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from hearback.domain.errors import PolicyInvalid
from hearback.domain.policy import CarePolicy
from infra.assets.bytecode import compile_all
from infra.assets.target import Target
from infra.assets.whole import fill_whole

ROOT = Path(__file__).resolve().parents[2]
_SERVICES = {
    "bedrock-runtime",
    "dynamodb",
    "s3",
    "secretsmanager",
    "sesv2",
    "sns",
    "sqs",
    "stepfunctions",
    "sts",
}
_RECIPE = "7"
"""Part of every hash: raise it when the way of building changes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asset:
    folder: Path
    digest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AssetBuilder:
    """Builds for one target; what was built before is taken as it is, without a network."""

    target: Target
    cache: Path = ROOT / ".build"

    def dependencies(self) -> Asset:
        """The locked third-party packages: wheels only, each checked against its hash."""
        lock = ROOT / "layers" / "dependencies" / "requirements.txt"
        return self._asset("dependencies", [lock], lambda to: self._install(lock, to / "python"))

    def core(self) -> Asset:
        source = ROOT / "layers" / "core" / "python"
        return self._asset("core", _sources(source), lambda to: _copy(source, to / "python"))

    def functions(self) -> Asset:
        """All handlers in one: they are tiny, and each names its own."""
        source = ROOT / "functions"
        return self._asset("functions", _sources(source), lambda to: _copy(source, to))

    def policy(self, policy: CarePolicy) -> Asset:
        text = policy.model_dump_json()
        return self._asset("policy", [], lambda to: _write_policy(text, to / "python"), salt=text)

    def _asset(
        self, name: str, inputs: Iterable[Path], fill: Callable[[Path], None], salt: str = ""
    ) -> Asset:
        digest = hashlib.sha256(f"{_RECIPE} {self.target} {name} {salt}".encode())
        for path in inputs:
            digest.update(f"\0{path.relative_to(ROOT)}\0".encode() + path.read_bytes())
        key = digest.hexdigest()[:32]
        folder = self.cache / "assets" / f"{self.target.name}-{name}-{key}"
        if not folder.exists():
            fill_whole(folder, lambda half: self._build(half, fill))
        return Asset(folder=folder, digest=key)

    def _build(self, folder: Path, fill: Callable[[Path], None]) -> None:
        fill(folder)
        compile_all(folder, self.target, self.cache / "tools")

    def _install(self, lock: Path, to: Path) -> None:
        command = [
            *(_uv(), "pip", "install", "--quiet", "--require-hashes", "--no-deps"),
            *("--only-binary", ":all:", "--no-compile-bytecode", "--link-mode", "copy"),
            *("--python", sys.executable, "--python-version", self.target.python),
            *("--target", str(to), "--requirements", str(lock)),
        ]
        if self.target.platform:
            command += ["--python-platform", self.target.platform]
        done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603
        if done.returncode:
            raise PolicyInvalid(
                f"{lock.relative_to(ROOT)}: the packages could not be installed "
                f"(the first build needs the package registry): {done.stderr.strip()[-800:]}"
            )
        _drop_unused_services(to)
        shutil.rmtree(to / "bin", ignore_errors=True)


def _drop_unused_services(packages: Path) -> None:
    """The SDK describes some 400 services in 27 MB; we call a handful."""
    for data in (packages / "botocore" / "data", packages / "boto3" / "data"):
        for service in data.iterdir():
            if service.is_dir() and service.name not in _SERVICES:
                shutil.rmtree(service)


def _uv() -> str:
    beside = Path(sys.executable).with_name("uv")
    found = str(beside) if beside.exists() else shutil.which("uv")
    if not found:
        raise PolicyInvalid("uv is missing: run `make setup`")
    return found


def _sources(folder: Path) -> list[Path]:
    return sorted(p for p in folder.rglob("*") if p.is_file() and "__pycache__" not in p.parts)


def _copy(source: Path, to: Path) -> None:
    shutil.copytree(
        source,
        to,
        dirs_exist_ok=True,
        ignore=shutil.ignore_patterns("__pycache__"),
        copy_function=shutil.copyfile,
    )


def _write_policy(text: str, to: Path) -> None:
    package = to / "hearback_policy"
    package.mkdir(parents=True)
    (package / "__init__.py").write_text('"""The care policy, compiled."""\n', encoding="utf-8")
    (package / "care-policy.json").write_text(text, encoding="utf-8")

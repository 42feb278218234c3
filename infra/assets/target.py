"""For which Python and machine an asset is built."""

import sys
from dataclasses import dataclass
from typing import Literal, Self

LAMBDA_PYTHON = "3.14"
"""The newest that our CDK knows. `infra.constructs.python_function` has the same as `Runtime`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """`platform`: uv's name of it; empty for this very machine."""

    name: Literal["lambda", "host"]
    python: str
    platform: str

    @classmethod
    def of(cls, build: Literal["lambda", "host"]) -> Self:
        here = f"{sys.version_info.major}.{sys.version_info.minor}"
        if build == "host":
            return cls(name="host", python=here, platform="")
        return cls(name="lambda", python=LAMBDA_PYTHON, platform="aarch64-manylinux2014")

    @property
    def is_this_python(self) -> bool:
        return self.python == f"{sys.version_info.major}.{sys.version_info.minor}"

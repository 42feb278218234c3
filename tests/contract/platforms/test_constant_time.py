"""No secret is compared by a comparison that ends at the first difference."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from local.places import ROOT

ADAPTERS = ROOT / "layers/core/python/hearback/adapters"
FILES = sorted([*(ADAPTERS / "platforms").glob("*.py"), *(ADAPTERS / "agents").glob("*.py")])
SECRET = re.compile(r"sign(ed|atures?|ing)?|secrets?|digests?|hmac|mac|tokens?|passwords?|expected")


def words(node: ast.expr) -> Iterator[str]:
    """The names in an expression, and what it looks up, in lower-case parts."""
    for each in ast.walk(node):
        if isinstance(each, ast.Name):
            yield from re.split(r"[_\W]+", each.id.lower())
        elif isinstance(each, ast.Attribute):
            yield from re.split(r"[_\W]+", each.attr.lower())
        elif isinstance(each, ast.Constant) and isinstance(each.value, str):
            yield from re.split(r"[_\W]+", each.value.lower())


def is_known(node: ast.expr) -> bool:
    """A literal, a constant, or a mere length."""
    if isinstance(node, ast.Call):
        return isinstance(node.func, ast.Name) and node.func.id == "len"
    return isinstance(node, ast.Constant) or (isinstance(node, ast.Name) and node.id.isupper())


def leaks(source: str) -> list[str]:
    """Comparisons of something secret with something that is neither a literal nor a constant."""
    found = []
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Compare):
            continue
        sides = [node.left, *node.comparators]
        if any(is_known(side) for side in sides):
            continue
        by_value = any(isinstance(op, ast.Eq | ast.NotEq | ast.In | ast.NotIn) for op in node.ops)
        if by_value and any(SECRET.fullmatch(word) for side in sides for word in words(side)):
            found.append(f"{node.lineno}: {ast.unparse(node)}")
    return found


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_secrets_are_compared_in_constant_time(file: Path) -> None:
    assert leaks(file.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    "source",
    [
        "given == expected",
        "signature != self._sign(body)",
        "request.headers['x-hub-signature-256'] == wanted",
        "token in secrets.signing",
        "headers.get('tiktok-signature', '') not in wanted",
        "any(each == hmac.digest(key, body, 'sha256') for each in given)",
    ],
)
def test_the_check_sees_a_leak(source: str) -> None:
    assert leaks(source)


def test_every_door_compares_with_the_one_function_that_is_safe() -> None:
    source = (ADAPTERS / "platforms" / "signatures.py").read_text(encoding="utf-8")
    assert "hmac.compare_digest" in source

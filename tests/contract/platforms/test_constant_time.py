"""No secret is compared by a comparison that ends at the first difference."""

import ast
from pathlib import Path

import pytest

from local.places import ROOT
from tests.contract.platforms.leaks import leaks

SOURCES = ROOT / "layers/core/python/hearback"
FILES = sorted(
    [
        *(SOURCES / "adapters").rglob("*.py"),
        *(SOURCES / "bootstrap").glob("*.py"),
        SOURCES / "use_cases/receive_webhook.py",
        SOURCES / "domain/webhooks.py",
        *(ROOT / "functions").rglob("*.py"),
    ]
)
NOT_GUESSED = {
    "what we sent or hold, and nobody sends us": {
        "text in detail",
        "line in told",
        "phrase in detail",
        "self._kept[account_id]",
        "self._kept.get(account_id)",
        "kept.ends_at - _MARGIN <= self._clock()",
        "entry[name]",
        "dict[str, _Token]",
        "_ALPHABET[number >> place & 31]",
        "_URI.match(own_id)",
    },
    "a place in a list, which the platform gave us and takes back": {
        "following != self._cursor",
    },
    "a form, by what everybody knows": {
        "_CRC_TOKEN.fullmatch(token)",
        "sorted((name for name, _, _ in parts)) != ['s', 't']",
    },
    "checked with Google's published keys: there is no secret in it": {
        "key_id not in self._keys",
        "self._keys[key_id]",
        "float(claims.get('iat', 0)) - _SKEW <= seconds < float(claims['exp'])",
        "number >= modulus",
        "pow(number, exponent, modulus).to_bytes(length, 'big') == wanted",
    },
}
"""What looks like a leak, and why it is of no use to whoever guesses."""


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_secrets_are_compared_in_constant_time(file: Path) -> None:
    assert set(leaks(file.read_text(encoding="utf-8"))) <= set().union(*NOT_GUESSED.values())


def test_what_is_let_pass_is_there() -> None:
    found = {each for file in FILES for each in leaks(file.read_text(encoding="utf-8"))}
    assert set().union(*NOT_GUESSED.values()) <= found


@pytest.mark.parametrize(
    "source",
    [
        "given == expected",
        "signature != self._sign(body)",
        "request.headers['x-hub-signature-256'] == wanted",
        "token in secrets.signing",
        "headers.get('tiktok-signature', '') not in wanted",
        "any(each == hmac.digest(key, body, 'sha256') for each in given)",
        "given.startswith(expected)",
        "expected.__eq__(given) or given.__eq__(expected)",
        "operator.eq(given, expected)",
        "re.fullmatch(re.escape(expected), given)",
        "{expected: True}.get(signature)",
        "table[token]",
        "given is expected",
        "expected <= given <= expected",
        "hash(given) == hash(expected)",
        "sorted([given, one]) == [expected, expected]",
        "given.index(secret)",
        "def f(body):\n w = hmac.new(k, body).hexdigest()\n return given == w",
        "def f(body):\n w = sign(body)\n v = w\n return [given][0] == v[:9]",
        "def f(s):\n for each in signing_keys(s):\n  if given == each: return 1",
        "def f(s):\n return any(x == given for x in signing_keys(s))",
        "def f(b):\n return (w := sign(b)) and given == w",
        "def same(a, b): return a == b\ndef f(x): return same(x, expected)",
        "def same(a, b): return a == b\ndef f(x): return same(a=x, b=sign(x))",
        "def f(x):\n match x:\n  case _ if x == sign(x): return 1",
        "WANTED = sign(b'')\nWANTED[0] == given[0]",
    ],
)
def test_the_check_sees_a_leak(source: str) -> None:
    assert leaks(source)


@pytest.mark.parametrize(
    "source",
    [
        "hmac.compare_digest(given, expected)",
        "equal(given, expected) is True",
        "len(signature) != 64",
        "signature == ''",
        "method not in _METHODS",
        "any(equal(one, other) for one in signatures for other in expected)",
        "headers.get('x-hub-signature', '')",
    ],
)
def test_the_check_lets_pass_what_tells_nothing(source: str) -> None:
    assert leaks(source) == []


def test_the_one_function_that_compares_is_the_safe_one() -> None:
    file = SOURCES / "adapters/platforms/shared/signatures.py"
    tree = ast.parse(file.read_text(encoding="utf-8"))
    (equal,) = [n for n in tree.body if isinstance(n, ast.FunctionDef) and n.name == "equal"]
    (statement,) = [n for n in equal.body if isinstance(n, ast.Return)]
    assert ast.unparse(statement.value or equal).startswith("hmac.compare_digest(")

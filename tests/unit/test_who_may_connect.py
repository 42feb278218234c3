"""Who may open a connection: whatever leads to a stranger's address goes through the checks."""

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
DEPLOYED = ("layers/core/python", "functions")
CORE = "layers/core/python/hearback"

NETWORK = {
    "aiohttp", "asyncio", "boto3", "botocore", "ftplib", "http.client", "httpx", "imaplib",
    "poplib", "requests", "selectors", "smtplib", "socket", "socketserver", "ssl", "subprocess",
    "telnetlib", "urllib.request", "urllib3", "webbrowser", "xmlrpc",
}  # fmt: skip
ALLOWED = {
    f"{CORE}/adapters/checked_pool.py": {"socket", "urllib3"},
    f"{CORE}/adapters/dialling.py": {"socket"},
    f"{CORE}/adapters/http.py": {"urllib3"},
    f"{CORE}/adapters/safe_fetch.py": {"ssl"},
    f"{CORE}/adapters/timed_http.py": {"http.client", "socket"},
}
"""Beside clients of AWS, whose addresses nobody but AWS and the stage names."""

AWS = {"boto3", "botocore"}
OPENING = {"urlopen", "create_connection", "PoolManager", "ProxyManager", "URLLib3Session"}
OPENERS = {
    (f"{CORE}/adapters/checked_pool.py", "PoolManager"),
    (f"{CORE}/adapters/dialling.py", "create_connection"),
    (f"{CORE}/adapters/edge_aws.py", "URLLib3Session"),
}


def files() -> Iterator[tuple[str, ast.Module]]:
    for folder in DEPLOYED:
        for path in sorted((ROOT / folder).rglob("*.py")):
            yield path.relative_to(ROOT).as_posix(), ast.parse(path.read_text())


def imported(tree: ast.Module) -> Iterator[str]:
    """Modules that are there at run time: what only types need opens nothing."""
    for node in ast.walk(_without_types(tree)):
        if isinstance(node, ast.Import):
            yield from (each.name for each in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{each.name}" for each in node.names)


def _without_types(tree: ast.Module) -> ast.Module:
    kept = [
        node
        for node in tree.body
        if not (isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING")
    ]
    return ast.Module(body=kept, type_ignores=[])


def called(tree: ast.Module) -> Iterator[ast.Call]:
    return (node for node in ast.walk(tree) if isinstance(node, ast.Call))


def name_of(call: ast.Call) -> str:
    return ast.unparse(call.func).rpartition(".")[2]


def opening(tree: ast.Module) -> set[str]:
    return {
        known
        for module in imported(tree)
        for known in NETWORK
        if module == known or module.startswith(f"{known}.")
    }


def test_no_other_file_imports_what_opens_connections() -> None:
    found = {file: opening(tree) - AWS for file, tree in files()}
    assert len(found) > 100
    assert {file: modules for file, modules in found.items() if modules} == ALLOWED


def test_connections_are_opened_in_three_places() -> None:
    found = {
        (file, name_of(call)) for file, tree in files() for call in called(tree)
        if name_of(call) in OPENING
    }  # fmt: skip
    assert found == OPENERS


def test_adapters_are_given_their_way_out_by_bootstrap() -> None:
    """A page that others name is read by `SafeFetch`; platforms are called through `Http`."""
    made = {
        (file, name_of(call)) for file, tree in files() for call in called(tree)
        if name_of(call) in ("Urllib3Http", "SafeFetch")
    }  # fmt: skip
    callers = {file for file, name in made if name == "Urllib3Http"}
    assert callers
    assert all(file.startswith(f"{CORE}/bootstrap/") for file in callers)
    assert {file for file, name in made if name == "SafeFetch"} == {
        f"{CORE}/adapters/platforms/{each}/__init__.py"
        for each in ("app_store", "feed", "google_business")
    } | {f"{CORE}/bootstrap/poll_source.py"}


def test_the_feed_parser_is_given_bytes_and_never_an_address() -> None:
    calls = [
        ast.unparse(call.args[0]) for _, tree in files() for call in called(tree)
        if ast.unparse(call.func) == "feedparser.parse"
    ]  # fmt: skip
    assert calls == ["io.BytesIO(page)"]

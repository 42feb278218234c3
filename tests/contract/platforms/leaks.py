"""Finds comparisons that end at the first difference, where one of the two is a secret.

What is secret is told by its name, and spreads within a file: to what is assigned from it, looped
over, or handed to a function of the file. A safe comparison's answer, or a length, is none.
"""

import ast
import re
from collections.abc import Iterator

_SECRET = re.compile(
    r"sign(?:ed|atures?|ing)?|secrets?|(?:hex)?digests?|hmac|mac|tokens?|passwords?|expected|proof"
)
_SAFE = frozenset({"compare_digest", "equal", "len", "isinstance", "any", "all", "bool", "sum"})
_LEAKING = frozenset(
    {"startswith", "endswith", "find", "rfind", "index", "rindex", "count", "__eq__", "__ne__"}
    | {"__contains__", "eq", "ne", "contains", "match", "fullmatch", "search", "get", "pop"}
)
"""Functions that compare, or look for one text in another or in a table."""

_Scope = ast.Module | ast.FunctionDef | ast.Lambda


def leaks(source: str) -> list[str]:
    """Each expression that tells how far a guess was right."""
    tree = ast.parse(source)
    spread = _Spread(tree)
    return [
        ast.unparse(node)
        for scope, node in spread.nodes
        if isinstance(node, ast.expr) and _compares(node, spread, scope)
    ]


class _Spread:
    """Which names hold a secret, by the function that they are in."""

    def __init__(self, tree: ast.Module) -> None:
        self.nodes = list(_scoped(tree, tree))
        self._held: set[tuple[_Scope, str]] = set()
        self._functions = {n.name: n for _, n in self.nodes if isinstance(n, ast.FunctionDef)}
        before = -1
        while before != len(self._held):
            before = len(self._held)
            for scope, node in self.nodes:
                self._held |= set(self._given(scope, node))

    def is_secret(self, node: ast.AST, scope: _Scope) -> bool:
        if isinstance(node, ast.Compare) or (isinstance(node, ast.Call) and _called(node) in _SAFE):
            return False
        if isinstance(node, ast.Name):
            return (scope, node.id) in self._held or (not node.id.isupper() and _says(node.id))
        if isinstance(node, ast.Attribute) and _says(node.attr):
            return True
        if isinstance(node, ast.Constant):
            return isinstance(node.value, str) and _says(node.value)
        return any(self.is_secret(each, scope) for each in ast.iter_child_nodes(node))

    def _given(self, scope: _Scope, node: ast.AST) -> Iterator[tuple[_Scope, str]]:
        """Names that come to hold a secret here."""
        for target, value in _assigned(node):
            is_made = not isinstance(scope, ast.Module) or any(
                isinstance(each, ast.Call) for each in ast.walk(value)
            )
            if is_made and self.is_secret(value, scope):
                yield from ((scope, n.id) for n in ast.walk(target) if isinstance(n, ast.Name))
        if isinstance(node, ast.Call) and (function := self._functions.get(_called(node))):
            names = [argument.arg for argument in function.args.args]
            names = names[1:] if names[:1] == ["self"] else names
            given = [*zip(names, node.args, strict=False)]
            given += [(each.arg, each.value) for each in node.keywords if each.arg]
            yield from ((function, name) for name, v in given if self.is_secret(v, scope))


def _compares(node: ast.expr, spread: _Spread, scope: _Scope) -> bool:
    if isinstance(node, ast.Compare):
        sides = [node.left, *node.comparators]
        return not any(map(_is_known, sides)) and any(spread.is_secret(s, scope) for s in sides)
    if isinstance(node, ast.Subscript):
        return not _is_known(node.slice) and spread.is_secret(node.slice, scope)
    if not isinstance(node, ast.Call) or _called(node) not in _LEAKING:
        return False
    return any(not _is_known(each) and spread.is_secret(each, scope) for each in node.args)


def _is_known(node: ast.expr) -> bool:
    """A literal, a constant, or a mere length."""
    if isinstance(node, ast.Call):
        return _called(node) == "len"
    if isinstance(node, ast.Tuple | ast.Slice):
        return all(
            _is_known(each) for each in ast.iter_child_nodes(node) if isinstance(each, ast.expr)
        )
    return isinstance(node, ast.Constant) or (isinstance(node, ast.Name) and node.id.isupper())


def _scoped(node: ast.AST, scope: _Scope) -> Iterator[tuple[_Scope, ast.AST]]:
    for each in ast.iter_child_nodes(node):
        inner = each if isinstance(each, ast.FunctionDef) else scope
        yield scope, each
        yield from _scoped(each, inner)


def _assigned(node: ast.AST) -> Iterator[tuple[ast.AST, ast.AST]]:
    match node:
        case ast.Assign(targets=targets, value=value):
            yield from ((target, value) for target in targets)
        case ast.AnnAssign(target=target, value=ast.AST() as value):
            yield target, value
        case ast.NamedExpr(target=target, value=value) | ast.AugAssign(target=target, value=value):
            yield target, value
        case ast.For(target=target, iter=value) | ast.comprehension(target=target, iter=value):
            yield target, value


def _called(node: ast.Call) -> str:
    function = node.func
    if isinstance(function, ast.Attribute):
        return function.attr
    return function.id if isinstance(function, ast.Name) else ""


def _says(name: str) -> bool:
    return any(map(_SECRET.fullmatch, re.split(r"[_\W]+", name.lower())))

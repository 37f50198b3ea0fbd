"""Mutants of the Python code, judged by the tests of the folder it lies in, those that run the changed line first."""

from __future__ import annotations

import ast
import copy
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from mutation.mutant import Mutant, Verdict
from mutation.reached import First, tests_at, watch
from mutation.shadow import QUICK, noticed
from support.query_engines import ROOT

FOLDERS = ("auditing", "linking", "loading", "queries", "validation")
_OPERATORS: dict[type[ast.AST], type[ast.AST]] = {
    ast.Eq: ast.NotEq, ast.NotEq: ast.Eq, ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt,
    ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is, ast.And: ast.Or, ast.Or: ast.And,
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Add, ast.BitOr: ast.BitAnd, ast.BitAnd: ast.BitOr,
}  # fmt: skip


@dataclass(frozen=True)
class Change:
    """One expression or statement with what stands in its place."""

    kind: str
    node: ast.expr | ast.stmt
    text: str

    def of(self, source: str) -> str:
        """The changed module."""
        lines = source.encode().splitlines(keepends=True)
        starts = [0]
        for line in lines:
            starts.append(starts[-1] + len(line))
        node, whole = self.node, source.encode()
        assert node.end_lineno is not None and node.end_col_offset is not None
        start = starts[node.lineno - 1] + node.col_offset
        end = starts[node.end_lineno - 1] + node.end_col_offset
        return (whole[:start] + self.text.encode() + whole[end:]).decode()

    def told(self) -> str:
        """The change in words."""
        old = " ".join(ast.unparse(self.node).split())
        return f"line {self.node.lineno}: {self.kind}: {old[:100]} → {' '.join(self.text.split())[:100]}"


def changes_of(source: str) -> list[Change]:
    """Every change of a module."""
    return [change for node in _code(ast.parse(source)) for change in _of(node)]


@cache
def _changes(file: str) -> list[Change]:
    return changes_of((ROOT / file).read_text(encoding="utf-8"))


def _code(node: ast.AST) -> Iterator[ast.AST]:
    """The nodes that run: no annotations, docstrings, imports, texts with gaps, or blocks for type checkers.

    Nor ``strict`` of ``zip``, which guards against what no input reaches.
    """
    yield node
    for name, value in ast.iter_fields(node):
        if name in ("annotation", "returns", "type_params", "decorator_list"):
            continue
        for child in value if isinstance(value, list) else [value]:
            if isinstance(child, ast.Expr) and isinstance(child.value, ast.Constant):
                continue
            if isinstance(child, ast.Import | ast.ImportFrom | ast.JoinedStr) or _for_checkers(child):
                continue
            if isinstance(child, ast.keyword) and child.arg == "strict":
                continue
            if isinstance(child, ast.AST):
                yield from _code(child)


def _for_checkers(node: object) -> bool:
    return isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING"


def _of(node: ast.AST) -> Iterator[Change]:
    if isinstance(node, ast.Compare) and len(node.ops) == 1:
        yield from _with(node, "ops", [[_OPERATORS[type(node.ops[0])]()]])
    elif isinstance(node, ast.BoolOp | ast.BinOp) and type(node.op) in _OPERATORS:
        yield from _with(node, "op", [_OPERATORS[type(node.op)]()])
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        yield Change("drop not", node, f"({ast.unparse(node.operand)})")
    elif isinstance(node, ast.Constant):
        yield from _constant(node)
    elif isinstance(node, ast.IfExp):
        body, test, other = map(ast.unparse, (node.body, node.test, node.orelse))
        yield Change("turn condition", node, f"({body} if not ({test}) else {other})")
    elif isinstance(node, ast.If | ast.While):
        yield Change("turn condition", node.test, f"not ({ast.unparse(node.test)})")
    elif isinstance(node, ast.comprehension):
        for condition in node.ifs:
            yield Change("drop condition", condition, "True")
    elif isinstance(node, ast.Expr | ast.AugAssign | ast.Raise | ast.Continue | ast.Break):
        yield Change("drop statement", node, "pass")
    elif isinstance(node, ast.Return) and node.value is not None and not isinstance(node.value, ast.Constant):
        yield Change("return nothing", node, "return None")


def _with(node: ast.expr, name: str, values: list[object]) -> Iterator[Change]:
    for value in values:
        changed = copy.copy(node)
        setattr(changed, name, value)
        yield Change("other operator", node, f"({ast.unparse(changed)})")


def _constant(node: ast.Constant) -> Iterator[Change]:
    if isinstance(node.value, bool):
        yield Change("other constant", node, str(not node.value))
    elif isinstance(node.value, int):
        yield Change("other constant", node, str(node.value + 1))
    elif isinstance(node.value, str):
        yield Change("other constant", node, repr(node.value + "x"))


def mutants() -> list[Mutant]:
    """Each change of the Python of these folders."""
    found = []
    for folder in FOLDERS:
        for path in sorted((ROOT / "src" / "paradiplomacy" / folder).rglob("*.py")):
            file = path.relative_to(ROOT).as_posix()
            found += [Mutant(file, n, change.kind, change.told()) for n, change in enumerate(_changes(file))]
    return found


def judge(mutant: Mutant) -> Verdict:
    """Whether a test of the folder fails, or one of the command that shows its work."""
    change, source = _changes(mutant.file)[mutant.number], (ROOT / mutant.file).read_text(encoding="utf-8")
    text = change.of(source)
    try:
        compile(text, mutant.file, "exec")
    except (SyntaxError, ValueError):
        return "stillborn"
    folder = mutant.file.split("/")[2]
    reached = tests_at(mutant.file, range(change.node.lineno, (change.node.end_lineno or change.node.lineno) + 1))
    first = [First(reached)] if reached else []
    return "killed" if noticed(mutant.file, text, options(folder), first) else "survived"


def prepare(folder: str) -> None:
    """Find out which tests run which lines of a folder."""
    watch(folder, options(folder))


#: Tests elsewhere that look at the work of a folder.
_BESIDE = {
    "auditing": ["tests/test_guides.py"],
    "linking": [],
    "loading": ["tests/stores/test_load.py", "tests/stores/test_load_interrupted.py"],
    "queries": ["tests/test_graph.py", "tests/commands/test_query.py", "tests/test_readme.py"],
    "validation": ["tests/test_graph.py"],
}


def options(folder: str) -> list[str]:
    """The words of pytest that choose the tests of a folder of the package: its doctests, its tests, what uses it."""
    # Loading is tested on real stores; the one that comes with the development tools starts at once.
    chosen = ("-m", "not slow", "-k", "not virtuoso") if folder == "loading" else QUICK
    return [*chosen, f"src/paradiplomacy/{folder}", f"tests/{folder}", *_BESIDE[folder]]

"""The modules of the package import only downwards: each folder and file of the top level has its floor."""

from __future__ import annotations

import ast
from pathlib import Path

import paradiplomacy

PACKAGE = Path(paradiplomacy.__file__).parent
# From the ground up; a module imports from its own floor and those before it.
FLOORS = [
    *("version", "errors", "rdf", "release", "names", "tables", "sparql", "queries", "graph"),
    *(
        "validation",
        "auditing",
        "loading",
        "linking",
        "adding",
        "bulk",
        "publishing",
        "site",
        "releasing",
        "server",
        "agents",
        "commands",
        "__main__",
    ),
]
# The face of the package hands on names of the floors above, and imports them only when they are asked for.
FACE = "__init__"


def _modules() -> dict[str, Path]:
    names = {path: ".".join(path.relative_to(PACKAGE).with_suffix("").parts) for path in PACKAGE.rglob("*.py")}
    return {name.removesuffix(".__init__"): path for path, name in names.items()}


def imports(source: str, modules: frozenset[str]) -> set[str]:
    """The modules of this package that ``source`` imports, anywhere in it; those that name none are left out."""
    found = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.ImportFrom) and node.module:
            named = [f"{node.module}.{alias.name}" for alias in node.names]
            found |= {name if name.removeprefix("paradiplomacy.") in modules else node.module for name in named}
        elif isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
    return {name.removeprefix("paradiplomacy.") for name in found if name.split(".")[0] == "paradiplomacy"}


def _imports() -> dict[str, set[str]]:
    modules = _modules()
    found = {name: imports(path.read_text("utf-8"), frozenset(modules)) for name, path in modules.items()}
    del found[FACE]
    return {name: {FACE if other == "paradiplomacy" else other for other in others} for name, others in found.items()}


def upward(arrows: dict[str, set[str]]) -> list[str]:
    """The imports that go up, each as "module → module"."""
    return [
        f"{name} → {other}"
        for name, others in arrows.items()
        for other in others
        if other == FACE or FLOORS.index(other.split(".")[0]) > FLOORS.index(name.split(".")[0])
    ]


def circle(arrows: dict[str, set[str]]) -> list[str]:
    """The modules that import each other in a circle; empty when none do."""
    left = dict(arrows)
    while free := [name for name, others in left.items() if not others & (left.keys() - {name})]:
        for name in free:
            del left[name]
    return sorted(left)


def test_every_module_has_a_floor() -> None:
    floors = {name.split(".")[0] for name in _imports()}
    assert floors == set(FLOORS)


def test_no_import_goes_up() -> None:
    assert sum(map(len, _imports().values())) > 200
    assert upward(_imports()) == []


def test_no_modules_import_each_other_in_a_circle() -> None:
    assert circle(_imports()) == []


def test_a_wrong_import_is_seen() -> None:
    source = "def f():\n    from paradiplomacy.sparql import text\n"
    assert imports(source, frozenset({"sparql.text"})) == {"sparql.text"}
    assert upward({"rdf.read": {"sparql.text"}}) == ["rdf.read → sparql.text"]
    assert upward({"server.app": {FACE}}) == ["server.app → __init__"]
    assert circle({"a": {"b"}, "b": {"c"}, "c": {"b"}, "d": set()}) == ["a", "b", "c"]

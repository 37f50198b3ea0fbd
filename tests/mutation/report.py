"""The page of the scores, ``docs/quality.md``: what it says of mutants, and how many nodes each rule looked at."""

from __future__ import annotations

import re
from collections.abc import Iterable

import pyoxigraph as ox
from mutation.mutant import Mutant
from mutation.sparql import Change, changes
from support.query_engines import ROOT, release
from support.shape_cases import shapes

from paradiplomacy.rdf.namespaces import SHAPES
from paradiplomacy.validation.checks import load_checks

PAGE = ROOT / "docs" / "quality.md"


def section(title: str, text: str) -> str:
    """The section under that heading of the second level, without the heading; "" where there is none."""
    found = re.search(rf"^## {re.escape(title)}\n(.*?)(?=^## |\Z)", text, re.MULTILINE | re.DOTALL)
    return found[1] if found else ""


def with_section(title: str, body: str, text: str) -> str:
    """The page with that body of the section, which is there already."""
    old = f"## {title}\n{section(title, text)}"
    assert old in text
    return text.replace(old, f"## {title}\n\n{body.strip()}\n\n").rstrip() + "\n"


def listed(mutants: Iterable[Mutant]) -> str:
    """The lines of the page for survivors."""
    return "\n".join(f"- `{mutant.file}`: {mutant.change}" for mutant in mutants)


def looked_at() -> dict[str, int]:
    """How many nodes of the release each shape with a target looks at, and how many each check query weighs.

    Those of a check are the focus nodes that it would report if none of its conditions kept any away.
    """
    store, found = release().store, {}
    for shape in shapes().targeted():
        found[str(shape).strip("<>").removeprefix(SHAPES)] = len(shapes().focus_nodes(store, shape))
    for check in load_checks():
        text = check.query.text
        for change in sorted(changes(text), key=lambda change: -change.start):
            if change.kind == "drop FILTER" and not any(_within(change, other) for other in changes(text)):
                text = change.of(text)
        rows = store.query(text)
        assert isinstance(rows, ox.QuerySolutions)
        found[f"check {check.name}"] = len({row[0] for row in rows})
    return found


def _within(change: Change, other: Change) -> bool:
    """Whether a condition stands inside another."""
    return other.kind == "drop FILTER" and other.start < change.start and change.end <= other.end


def looked_at_lines() -> str:
    """The same as a table of the page."""
    rows = [f"| {name} | {number} |" for name, number in looked_at().items()]
    return "\n".join(["| Shape or check | Nodes |", "| --- | ---: |", *rows])

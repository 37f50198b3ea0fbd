"""No regular expression of the package relies on what ``re`` gets wrong in a supported Python."""

from __future__ import annotations

import ast
import contextlib
import io
import re
import warnings
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parent.parent / "src" / "paradiplomacy"


def texts(tree: ast.AST) -> Iterator[str]:
    """The strings of a module; what an f-string fills in is taken for a letter."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value
        elif isinstance(node, ast.JoinedStr):
            yield "".join(str(part.value) if isinstance(part, ast.Constant) else "x" for part in node.values)


def broken_in_3_11_2(text: str) -> bool:
    """Whether a text, read as a regular expression, has a possessive quantifier or an atomic group.

    Before Python 3.11.5 a possessive quantifier around something that backtracks matches wrongly
    (https://github.com/python/cpython/issues/106052).
    """
    told = io.StringIO()
    with contextlib.redirect_stdout(told), warnings.catch_warnings(), contextlib.suppress(re.error, OverflowError):
        warnings.simplefilter("ignore")
        re.compile(text, re.DEBUG)
    return "POSSESSIVE_REPEAT" in told.getvalue() or "ATOMIC_GROUP" in told.getvalue()


@pytest.mark.parametrize("text", [r"(?:[^a]++|b)*", "a*+", "a?+b", "a{2}+", "(?>a)"])
def test_what_is_forbidden(text: str) -> None:
    assert broken_in_3_11_2(text)


@pytest.mark.parametrize("text", [r"[*+]+", r"\++", r"a+?", "(?:a|b)*", "(?:"])
def test_what_is_not(text: str) -> None:
    assert not broken_in_3_11_2(text)


def test_no_pattern_has_a_possessive_quantifier_or_an_atomic_group() -> None:
    modules = list(PACKAGE.rglob("*.py"))
    assert modules
    found = [
        f"{path.relative_to(PACKAGE)}: {text}"
        for path in modules
        for text in texts(ast.parse(path.read_text(encoding="utf-8")))
        if broken_in_3_11_2(text)
    ]
    assert found == []

"""An open knowledge graph of paradiplomacy, with the queries and checks that go with it.

>>> import paradiplomacy as para
>>> graph = para.load()                                             # doctest: +SKIP
>>> graph.query("compare-sectors").to_pandas()                      # doctest: +SKIP
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from paradiplomacy.version import __version__

if TYPE_CHECKING:
    from pathlib import Path

    from paradiplomacy.errors import DataError, ParadiplomacyError, UnreadableInput, UsageError
    from paradiplomacy.graph import Graph, load
    from paradiplomacy.sparql.answer import Answer
    from paradiplomacy.validation.findings import Report

__all__ = [
    "Answer",
    "DataError",
    "Graph",
    "ParadiplomacyError",
    "UnreadableInput",
    "UsageError",
    "__version__",
    "load",
    "validate",
]

_HOMES = {
    "Answer": "sparql.answer",
    "DataError": "errors",
    "Graph": "graph",
    "ParadiplomacyError": "errors",
    "UnreadableInput": "errors",
    "UsageError": "errors",
    "load": "graph",
}


def validate(*files: str | Path, engine: str = "shacl") -> Report:
    """The findings in ``files``, judged beside the published graph, or in the published graph itself.

    The report prints as the command does; it holds one finding after another, and ``status()`` is 0 when all is well.
    """
    from paradiplomacy.validation import validate as module

    return module.validate(files or None, engine=engine)


def __getattr__(name: str) -> object:
    if name in _HOMES:
        import importlib

        return getattr(importlib.import_module(f"paradiplomacy.{_HOMES[name]}"), name)
    raise AttributeError(f"module 'paradiplomacy' has no attribute {name!r}")


def __dir__() -> list[str]:
    return __all__

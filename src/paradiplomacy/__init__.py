"""An open knowledge graph of paradiplomacy, with the queries and checks that go with it.

>>> import paradiplomacy as para
>>> graph = para.load()                                             # doctest: +SKIP
>>> graph.query("compare-sectors").to_pandas()                      # doctest: +SKIP
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from paradiplomacy.version import __version__

if TYPE_CHECKING:
    from paradiplomacy.errors import DataError, ParadiplomacyError, UnreadableInput, UsageError
    from paradiplomacy.graph import Graph, load
    from paradiplomacy.sparql.answer import Answer

__all__ = [
    "Answer",
    "DataError",
    "Graph",
    "ParadiplomacyError",
    "UnreadableInput",
    "UsageError",
    "__version__",
    "load",
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


def __getattr__(name: str) -> object:
    if name in _HOMES:
        import importlib

        return getattr(importlib.import_module(f"paradiplomacy.{_HOMES[name]}"), name)
    raise AttributeError(f"module 'paradiplomacy' has no attribute {name!r}")


def __dir__() -> list[str]:
    return __all__

"""Where the ontology, the data and the stored queries lie, in a clone and in an installed package.

The work is done on plain strings: a cold start of the command has no need of pathlib, which is slow to import.
"""

# ruff: noqa: PTH100, PTH112, PTH113, PTH118, PTH120, PTH206
from __future__ import annotations

import os
from typing import TYPE_CHECKING

from paradiplomacy.errors import UnreadableInput
from paradiplomacy.rdf.namespaces import ID, ONTOLOGY, SCHEMES

if TYPE_CHECKING:
    from pathlib import Path

_PACKAGE = os.path.dirname(os.path.abspath(__file__))


def home(package: Path | None = None) -> Path:
    """The folder that holds ``ontology/``, ``data/`` and ``queries/``.

    It is the root of the clone when the package runs from one (``ontology/`` and ``data/`` beside
    ``src/``), else the copy that the build puts into the package. ``package`` is the folder of this
    package, given only by tests. Raises UnreadableInput when neither place holds the graph.
    """
    from pathlib import Path

    return Path(home_name(str(package) if package else _PACKAGE))


def graph_files(root: Path | None = None) -> list[Path]:
    """The files of the release: the ontology, the schemes and every Turtle file of ``data/``, in a fixed order."""
    return [path for paths in named_graphs(root).values() for path in paths]


def named_graphs(root: Path | None = None) -> dict[str, list[Path]]:
    """IRI of each named graph → its files: the ontology, the schemes, then one graph per folder of ``data/``.

    A file that lies directly in ``data/`` makes a graph of its own name (``dataset.ttl`` → ``id:graph-dataset``).
    Raises UnreadableInput when a file of the ontology or all the data is missing.
    """
    from pathlib import Path

    return {iri: [Path(name) for name in names] for iri, names in _graphs(_top(root)).items()}


def shapes_file(root: Path | None = None) -> Path:
    """The SHACL shapes; not part of the release's default graph."""
    from pathlib import Path

    return Path(_present(_top(root), "ontology", "shapes.ttl"))


def alignments_file(root: Path | None = None) -> Path:
    """The mappings of our terms to other vocabularies; not part of the release's default graph."""
    from pathlib import Path

    return Path(_present(_top(root), "ontology", "alignments.ttl"))


def query_files(root: Path | None = None) -> list[Path]:
    """The stored queries, ``queries/*.rq``, by name."""
    from pathlib import Path

    return sorted(Path(_top(root), "queries").glob("*.rq"))


def check_files(root: Path | None = None) -> list[Path]:
    """The queries that must return no row, ``queries/checks/*.rq``, by name."""
    from pathlib import Path

    return sorted(Path(_top(root), "queries", "checks").glob("*.rq"))


def home_name(package: str = _PACKAGE) -> str:
    """As ``home``, as a string."""
    clone = os.path.dirname(os.path.dirname(package))
    for folder in (clone, f"{package}{os.sep}_content"):
        if _is_folder(folder, "ontology") and _is_folder(folder, "data"):
            return folder
    raise UnreadableInput(
        "The package came without its ontology/ and data/ folders; install it again from a clone of the project."
    )


def graph_file_names() -> list[str]:
    """As ``graph_files``, as strings."""
    return [name for names in _graphs(home_name()).values() for name in names]


def _top(root: Path | None) -> str:
    return str(root) if root else home_name()


def _graphs(top: str) -> dict[str, list[str]]:
    graphs = {
        ONTOLOGY: [_present(top, "ontology", "paradiplomacy.ttl")],
        SCHEMES: [_present(top, "ontology", "schemes.ttl")],
    }
    data = f"{top}{os.sep}data"
    names = [
        f"{folder}{os.sep}{name}"[len(data) + 1 :]
        for folder, _, files in os.walk(data)
        for name in files
        if name.endswith(".ttl")
    ]
    if not names:
        raise UnreadableInput(f"{data} holds no Turtle file; restore it from the project.")
    for parts in sorted(name.split(os.sep) for name in names):
        graph = f"{ID}graph-{parts[0].removesuffix('.ttl')}"
        graphs.setdefault(graph, []).append(os.sep.join([data, *parts]))
    return graphs


def _is_folder(*parts: str) -> bool:
    return os.path.isdir(os.sep.join(parts))


def _present(*parts: str) -> str:
    name = os.sep.join(parts)
    if not os.path.isfile(name):
        raise UnreadableInput(f"{name} is missing; restore it from the project.")
    return name


def own_files() -> list[Path]:
    """Every Turtle file of the project's `ontology/` and `data/`."""
    top = home()
    return sorted([*(top / "ontology").rglob("*.ttl"), *(top / "data").rglob("*.ttl")])

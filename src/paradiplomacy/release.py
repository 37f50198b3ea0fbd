"""Where the ontology, the data and the stored queries lie, in a clone and in an installed package."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from paradiplomacy.errors import UnreadableInput
from paradiplomacy.rdf.namespaces import ID, ONTOLOGY, SCHEMES
from paradiplomacy.rdf.packed import name_inside

_PACKAGE = Path(__file__).resolve().parent


def home(package: Path = _PACKAGE) -> Path:
    """The folder that holds ``ontology/``, ``data/`` and ``queries/``.

    It is the root of the clone when the package runs from one (``ontology/`` and ``data/`` beside
    ``src/``), else the copy that the build puts into the package. ``package`` is the folder of this
    package, given only by tests. Raises UnreadableInput when neither place holds the graph.
    """
    for folder in (package.parent.parent, package / "_content"):
        if (folder / "ontology").is_dir() and (folder / "data").is_dir():
            return folder
    raise UnreadableInput(
        "The package came without its ontology/ and data/ folders; install it again from a clone of the project."
    )


def graph_files(root: Path | None = None) -> list[Path]:
    """The files of the release: the ontology, the schemes and every Turtle file of ``data/``, in a fixed order."""
    return [path for paths in named_graphs(root).values() for path in paths]


def named_graphs(root: Path | None = None) -> dict[str, list[Path]]:
    """IRI of each named graph → its files: the ontology, the schemes, then one graph per folder of ``data/``.

    A file that lies directly in ``data/`` makes a graph of its own name (``dataset.ttl`` → ``id:graph-dataset``).
    Raises UnreadableInput when a file of the ontology or all the data is missing.
    """
    top = root or home()
    graphs = {
        ONTOLOGY: [_present(top / "ontology" / "paradiplomacy.ttl")],
        SCHEMES: [_present(top / "ontology" / "schemes.ttl")],
    }
    data = top / "data"
    files = sorted(data.rglob("*.ttl"))
    if not files:
        raise UnreadableInput(f"{data} holds no Turtle file; restore it from the project.")
    for path in files:
        name = path.relative_to(data).parts[0].removesuffix(".ttl")
        graphs.setdefault(f"{ID}graph-{name}", []).append(path)
    return graphs


def own_graphs(files: Iterable[str | Path]) -> dict[str, list[Path]]:
    """IRI of a named graph → the files of it, for files of a user: a file of ours keeps its graph, others make one.

    >>> list(own_graphs(["mine.ttl.gz"]))
    ['https://w3id.org/paradiplomacy/id/graph-mine']
    """
    ours = {path.resolve(): name for name, paths in named_graphs().items() for path in paths}
    graphs: dict[str, list[Path]] = {}
    for path in map(Path, files):
        graphs.setdefault(ours.get(path.resolve(), f"{ID}graph-{name_inside(path).stem}"), []).append(path)
    return graphs


def shapes_file(root: Path | None = None) -> Path:
    """The SHACL shapes; not part of the release's default graph."""
    return _present((root or home()) / "ontology" / "shapes.ttl")


def alignments_file(root: Path | None = None) -> Path:
    """The mappings of our terms to other vocabularies; not part of the release's default graph."""
    return _present((root or home()) / "ontology" / "alignments.ttl")


def query_files(root: Path | None = None) -> list[Path]:
    """The stored queries, ``queries/*.rq``, by name."""
    return sorted((root or home()).glob("queries/*.rq"))


def check_files(root: Path | None = None) -> list[Path]:
    """The queries that must return no row, ``queries/checks/*.rq``, by name."""
    return sorted((root or home()).glob("queries/checks/*.rq"))


def own_files() -> list[Path]:
    """Every Turtle file of the project's ``ontology/`` and ``data/``."""
    top = home()
    return sorted([*top.glob("ontology/**/*.ttl"), *top.glob("data/**/*.ttl")])


def _present(path: Path) -> Path:
    if not path.is_file():
        raise UnreadableInput(f"{path} is missing; restore it from the project.")
    return path

"""Make the release: a validated graph in four forms, the answer of every stored query, and their description."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from paradiplomacy.errors import DataError
from paradiplomacy.graph import Graph
from paradiplomacy.linking import sssom
from paradiplomacy.publishing import void
from paradiplomacy.publishing.swap import replacing
from paradiplomacy.rdf import write as serialise
from paradiplomacy.rdf.namespaces import ID
from paradiplomacy.rdf.read import load_store, read_bytes, read_text
from paradiplomacy.rdf.write import write_whole
from paradiplomacy.release import (
    alignments_file,
    check_files,
    graph_files,
    home,
    named_graphs,
    query_files,
    shapes_file,
)
from paradiplomacy.sparql.answer import Answer
from paradiplomacy.sparql.http_client import Say


def publish(
    target: Path, root: Path | None = None, say: Say = lambda line: None, width: int = 100, shards: int = 0
) -> str:
    """Write the release into the folder ``target`` and return the sector comparison, as text of that ``width``.

    ``root`` is the folder with ``ontology/``, ``data/`` and ``queries/``, the project's own unless given; ``say``
    takes a line of progress; with ``shards`` the N-Quads are also written in so many files. Raises DataError when the
    graph has a violation, a query has no row or the links are not those of their table, and what the parts raise on
    unreadable input; ``target`` is then as it was.
    """
    top = root or home()
    with replacing(target) as folder:
        graph = Graph(load_store(graph_files(top)), top / "queries")
        _copy(folder, top)
        _check_links(top)
        _validate(top, say)
        answers = _answers(top, graph, say)
        comparison = _comparison(answers, width)
        say("writing ...")
        _write_answers(folder, top, answers)
        _write_graph(folder, top, shards)
    say(f"{target} written.")
    return comparison


def _check_links(top: Path) -> None:
    """The committed links must be those of the reviewed table."""
    made = top / "data" / "links" / "wikidata.ttl"
    if sssom.generate(top) != read_text(made):
        raise DataError(f"{made} is not what wikidata.sssom.tsv gives; run python -m paradiplomacy.linking.sssom.")


def _validate(top: Path, say: Say) -> None:
    from paradiplomacy.validation.checks import load_checks
    from paradiplomacy.validation.input import read_input
    from paradiplomacy.validation.shapes import load_shapes
    from paradiplomacy.validation.validate import examine

    say("validating ...")
    with read_input(root=top) as given:
        report = examine(given, load_shapes(shapes_file(top)), load_checks(check_files(top)))
    for line in (*report.lines(), report.summary()):
        say(line)
    if report.status() != 0:
        raise DataError("The graph does not pass its own checks (see above), so nothing was published.")


def _answers(top: Path, graph: Graph, say: Say) -> dict[str, Answer]:
    from paradiplomacy.queries.stored import read

    queries = [read(path) for path in query_files(top)]
    if not queries:
        raise DataError(f"{top / 'queries'} holds no stored query; restore them from the project.")
    answers = {}
    for query in queries:
        answers[query.name] = graph.query(query)
        if not len(answers[query.name]):
            raise DataError(f"{query.path}: no row answers this query; correct the query or the data.")
    say(f"{len(answers)} stored queries answered.")
    return answers


def _comparison(answers: Mapping[str, Answer], width: int) -> str:
    from paradiplomacy.publishing.comparison import compare

    for name in ("compare-sectors", "sector-evidence"):
        if name not in answers:
            raise DataError(f"The stored query {name} is missing; restore it from the project.")
    return compare(answers["compare-sectors"], answers["sector-evidence"], width)


def _write_graph(folder: Path, top: Path, shards: int) -> None:
    graphs = {name: list(load_store(paths)) for name, paths in named_graphs(top).items()}
    whole = [quad for quads in graphs.values() for quad in quads]
    description = graphs.get(f"{ID}graph-dataset")
    if description is None:
        raise DataError(f"{top / 'data' / 'dataset.ttl'} is missing; restore it from the project.")
    write_whole(folder / "paradiplomacy.nt", serialise.ntriples(whole))
    quads = serialise.nquads(graphs)
    write_whole(folder / "paradiplomacy.nq", quads)
    for number, part in enumerate(serialise.shards(quads, shards) if shards else [], 1):
        write_whole(folder / "shards" / f"paradiplomacy-{number:04}-of-{shards:04}.nq", part)
    write_whole(folder / "paradiplomacy.jsonld", serialise.jsonld(whole))
    write_whole(folder / "paradiplomacy.ttl", serialise.turtle(whole))
    write_whole(folder / "void.ttl", serialise.turtle(void.describe(graphs, description)))


def _write_answers(folder: Path, top: Path, answers: Mapping[str, Answer]) -> None:
    from paradiplomacy.publishing import examples
    from paradiplomacy.queries.stored import read

    for name, answer in answers.items():
        write_whole(folder / "results" / f"{name}.csv", answer.to_csv())
    queries = [read(path) for path in query_files(top)]
    write_whole(folder / "sparql-examples.ttl", serialise.turtle(examples.describe(queries)))


def _copy(folder: Path, top: Path) -> None:
    """Files that belong to a release as they are: the vocabulary by itself, shapes, alignments, table of links."""
    ontology = top / "ontology"
    for path in (
        ontology / "paradiplomacy.ttl",
        ontology / "schemes.ttl",
        shapes_file(top),
        alignments_file(top),
        top / "data" / "links" / "wikidata.sssom.tsv",
    ):
        copy = folder / path.parent.name / path.name
        copy.parent.mkdir(exist_ok=True)
        copy.write_bytes(read_bytes(path))

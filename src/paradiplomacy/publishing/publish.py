"""Make the release: a validated graph in five forms, the answer of every stored query, and their description."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

import pyoxigraph as ox

from paradiplomacy.errors import DataError
from paradiplomacy.graph import Graph
from paradiplomacy.linking import sssom
from paradiplomacy.publishing import digest, examples, quality, void
from paradiplomacy.publishing.comparison import compare
from paradiplomacy.publishing.swap import replacing
from paradiplomacy.queries.stored import StoredQuery, stored_queries
from paradiplomacy.rdf import write as serialise
from paradiplomacy.rdf.read import load_store, read_text
from paradiplomacy.rdf.write import write_whole
from paradiplomacy.release import alignments_file, check_files, home, named_graphs, own_graphs, shapes_file
from paradiplomacy.sparql.answer import Answer
from paradiplomacy.sparql.http_client import Say
from paradiplomacy.validation.quality import assess

_SAID = {
    "en": {"check": "validating ...", "asked": "stored queries answered.", "write": "writing ...", "done": "written"},
    "id": {"check": "memeriksa ...", "asked": "kueri tersimpan dijawab.", "write": "menulis ...", "done": "ditulis"},
}
Graphs = Mapping[str, Iterable[ox.Quad]]
#: What is added to a release: it is given the folder, the triples of each named graph, and the answers to the queries.
More = Callable[[Path, Mapping[str, list[ox.Quad]], Mapping[str, Answer]], None]


def publish(
    target: Path,
    root: Path | None = None,
    say: Say = lambda line: None,
    width: int = 100,
    shards: int = 0,
    lang: str = "en",
    data: Sequence[str | Path] = (),
    more: More = lambda folder, graphs, answers: None,
) -> str:
    """Write the release into the folder ``target`` and return the sector comparison, as text of that ``width``.

    ``root`` is the folder with ``ontology/``, ``data/`` and ``queries/``, the project's own unless given; ``data`` are
    files of the user, each a named graph more; ``say`` takes a line of progress; with ``shards`` the N-Quads are also
    written in so many files; ``lang`` is the language of the comparison and of the progress, "en" or "id"; ``more`` is
    given the folder, once the release is in it, the graphs and the answers, and may add files. Raises DataError when
    the graph has a violation, a query has no row or the links are not those of their table, and what the parts raise
    on unreadable input; ``target`` is then as it was.
    """
    top = root or home()
    with replacing(target) as folder:
        paths = {**named_graphs(top), **own_graphs(data)}
        graphs = {name: list(load_store(files)) for name, files in paths.items()}
        _copy(folder, top)
        _check_links(top)
        said = _SAID[lang]
        say(said["check"])
        validate(top, data, say, lang)
        store = ox.Store()
        store.extend(quad for quads in graphs.values() for quad in quads)
        graph, queries = Graph(store, top / "queries"), stored_queries(top / "queries")
        answers = _answers(top, graph, queries)
        say(f"{len(answers)} {said['asked']}")
        comparison = _comparison(graph, answers, width, lang)
        say(said["write"])
        for name, answer in answers.items():
            write_whole(folder / "results" / f"{name}.csv", answer.to_csv())
        write_whole(folder / "sparql-examples.ttl", serialise.turtle(examples.describe(queries)))
        _write_graph(folder, top, graphs, shards)
        write_whole(folder / quality.FILE, quality.describe(assess(top), digest.version_of(store)))
        more(folder, graphs, answers)
        written = sorted(path.name for path in folder.iterdir())
    say(f"{target} {said['done']}: {', '.join(written)}.")
    return comparison


def _check_links(top: Path) -> None:
    """The committed links must be those of the reviewed table."""
    made = top / "data" / "links" / "wikidata.ttl"
    if sssom.generate(top) != read_text(made):
        raise DataError(f"{made} is not what wikidata.sssom.tsv gives; run python -m paradiplomacy.linking.sssom.")


def validate(top: Path, data: Sequence[str | Path], say: Say, lang: str) -> None:
    """Raise DataError when the release in ``top``, or ``data`` beside it, has a violation, after saying each."""
    from paradiplomacy.validation.checks import load_checks
    from paradiplomacy.validation.input import read_input
    from paradiplomacy.validation.shapes import load_shapes
    from paradiplomacy.validation.validate import examine

    shapes, checks = load_shapes(shapes_file(top)), load_checks(check_files(top))
    for files in (None, data) if data else (None,):
        with read_input(files, root=top) as given:
            report = examine(given, shapes, checks)
        for line in (*report.lines(lang), report.summary(lang)):
            say(line)
        if report.status() != 0:
            raise DataError("The graph does not pass its own checks (see above), so nothing was published.")


def _answers(top: Path, graph: Graph, queries: Iterable[StoredQuery]) -> dict[str, Answer]:
    answers = {query.name: graph.query(query) for query in queries}
    if not answers:
        raise DataError(f"{top / 'queries'} holds no stored query; restore them from the project.")
    for name, answer in answers.items():
        if not len(answer):
            path = top / "queries" / f"{name}.rq"
            raise DataError(f"{path}: no row answers this query; correct the query or the data.")
    return answers


def _comparison(graph: Graph, answers: Mapping[str, Answer], width: int, lang: str) -> str:
    needed = ("compare-sectors", "sector-evidence")
    for name in needed:
        if name not in answers:
            raise DataError(f"The stored query {name} is missing; restore it from the project.")
    sectors, evidence = (answers[name] if lang == "en" else graph.query(name, lang=lang) for name in needed)
    return compare(sectors, evidence, width, lang)


def _write_graph(folder: Path, top: Path, graphs: Graphs, shards: int) -> None:
    whole = [quad for quads in graphs.values() for quad in quads]
    if void.DESCRIPTION not in graphs:
        raise DataError(f"{top / 'data' / 'dataset.ttl'} is missing; restore it from the project.")
    quads = serialise.nquads(graphs)
    # What reads these three forms is a program, which can unpack them.
    packed = {"nq": quads, "nt": serialise.ntriples(whole), "jsonld": serialise.jsonld(whole)}
    for end, text in packed.items():
        write_whole(folder / f"paradiplomacy.{end}.gz", serialise.packed(text.encode()))
    for number, part in enumerate(serialise.shards(quads, shards) if shards else [], 1):
        write_whole(folder / "shards" / f"paradiplomacy-{number:04}-of-{shards:04}.nq", part)
    # These two are what ontology tools open, and one file is one ontology to them.
    one = [quad for quad in whole if not digest.is_second_header(quad)]
    write_whole(folder / "paradiplomacy.ttl", serialise.turtle(one))
    triples = sorted({ox.Triple(quad.subject, quad.predicate, quad.object) for quad in one}, key=str)
    write_whole(folder / "paradiplomacy.rdf", serialise.serialised(triples, ox.RdfFormat.RDF_XML))
    parts = digest.descriptions(digest.with_parts_beside(graphs, top))
    write_whole(folder / digest.FILE, digest.to_csv(digest.digests(parts), digest.version_of(whole)))
    write_whole(folder / "void.ttl", serialise.turtle(void.describe(graphs, void.description_of(graphs))))


def _copy(folder: Path, top: Path) -> None:
    """Files that belong to a release as they are: the vocabulary by itself, shapes, alignments, table of links."""
    ontology = top / "ontology"
    for path in (
        ontology / "paradiplomacy.ttl",
        ontology / "schemes.ttl",
        ontology / "catalog-v001.xml",
        shapes_file(top),
        alignments_file(top),
        top / "data" / "links" / "wikidata.sssom.tsv",
    ):
        copy = folder / path.parent.name / path.name
        copy.parent.mkdir(exist_ok=True)
        copy.write_bytes(read_text(path).encode())

"""The reviewed table of links to Wikidata, and the Turtle made from it.

The table (``data/links/wikidata.sssom.tsv``) is an SSSOM mapping set: the one place where Wikidata ids are kept.
``python -m paradiplomacy.linking.sssom`` writes ``data/links/wikidata.ttl`` from it.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pyoxigraph as ox

from paradiplomacy.errors import DataError, ParadiplomacyError, quoted, suggestion
from paradiplomacy.linking.wikidata.vocabulary import is_item_id
from paradiplomacy.rdf.namespaces import ID, OWL, RDF, RDFS, SKOS, WIKIDATA, XSD
from paradiplomacy.rdf.read import load_store, read_text
from paradiplomacy.rdf.turtle.canonical import canonical
from paradiplomacy.rdf.turtle.longturtle import serialise
from paradiplomacy.release import graph_files, home

if TYPE_CHECKING:
    from datetime import date

    from paradiplomacy.linking.entities import Entity
    from paradiplomacy.linking.suggest import ItemCandidate, Suggestion

SSSOM = "https://w3id.org/sssom/"
SEMAPV = "https://w3id.org/semapv/vocab/"

CURIES = {"id": ID, "semapv": SEMAPV, "skos": SKOS, "wikidata": WIKIDATA}
LICENCE = "https://creativecommons.org/publicdomain/zero/1.0/"
SET_KEYS = ("mapping_set_id", "mapping_set_title", "mapping_set_description", "license", "mapping_date")
COLUMNS = (
    "subject_id",
    "subject_label",
    "predicate_id",
    "object_id",
    "object_label",
    "mapping_justification",
    "confidence",
    "comment",
)
# The values that SSSOM 1.0 allows in mapping_justification.
JUSTIFICATIONS = tuple(
    "semapv:" + name
    for name in (
        "CompositeMatching",
        "LexicalMatching",
        "LexicalSimilarityThresholdMatching",
        "LogicalReasoning",
        "ManualMappingCuration",
        "MappingChaining",
        "MappingReview",
        "SemanticSimilarityThresholdMatching",
        "UnspecifiedMatching",
    )
)
# The columns of our table, for things of the graph; a name in a user's file is a literal and has no id.
_LITERAL_COLUMNS = ("subject_label", "subject_type", *COLUMNS[2:])
_DESCRIPTION = (
    "Candidates found by paradiplomacy link suggest, best first. No person has looked at a row yet, and none is "
    "accepted. The confidence is computed from what agrees, as the comment says."
)


class Link(NamedTuple):
    """One row of the table: a thing of ours, its Wikidata item, and why they are taken for the same."""

    subject: str
    subject_label: str
    item: str
    item_label: str
    justification: str
    confidence: str
    comment: str


def read_links(path: Path, labels: Mapping[str, set[str]], refused: Mapping[str, str]) -> list[Link]:
    """The rows of the SSSOM table ``path``, in the order of their subjects.

    ``labels`` gives the labels of every thing that may be linked, by its IRI; ``refused`` gives the reason why
    a Wikidata id (such as ``Q42069``) must not be used. Raises DataError, naming row and column, for the first
    row that is not sound, and UnreadableInput when the file cannot be read.
    """
    lines = list(enumerate(read_text(path).splitlines(), 1))
    header = [(number, line) for number, line in lines if line.startswith("#")]
    table = [(number, line) for number, line in lines if not line.startswith("#")]
    _check_header(path, header)
    if not table:
        raise DataError(f"{path} has no line of column names; the first line without # must be {' '.join(COLUMNS)}.")
    _check_columns(path, *table[0])
    links: list[Link] = []
    seen: dict[str, int] = {}
    for number, line in table[1:]:
        link = _row(f"{path}, row {number}", line, labels, refused)
        for column, value in (("subject_id", link.subject), ("object_id", link.item)):
            if value in seen:
                raise DataError(
                    f"{path}, row {number}, column {column}: {_curie(value)} stands in row {seen[value]} already; "
                    "a thing has one item and an item one thing, so take one of the rows out."
                )
            seen[value] = number
        links.append(link)
    if not links:
        raise DataError(f"{path} links nothing; restore its rows from the project.")
    return sorted(links)


def refused_items(path: Path) -> dict[str, str]:
    """Wikidata ids that must not be linked → the reason, from a table with the columns object_id and reason."""
    rows = [line.split("\t") for line in read_text(path).splitlines()]
    for number, row in enumerate(rows, 1):
        if len(row) != 2 or not (number == 1 or re.fullmatch(r"wikidata:Q[1-9]\d*", row[0])):
            raise DataError(f"{path}, row {number}: a row is wikidata:Q…, a tab, and the reason.")
    return {row[0].removeprefix("wikidata:"): row[1] for row in rows[1:]}


def to_turtle(links: list[Link]) -> str:
    """The links as canonical Turtle: one skos:exactMatch each, and a node with its justification and confidence."""
    comment = (
        "# Made from wikidata.sssom.tsv by `python -m paradiplomacy.linking.sssom`; change that table, not this file.\n"
        "# SSSOM writes a mapping as an owl:Axiom with properties of its own; here each has an IRI, not a blank node.\n"
    )
    quads = (quad for link in links for quad in _quads(link))
    text = serialise(quads, {"sssom": SSSOM, "semapv": SEMAPV, "wd": WIKIDATA})
    return canonical(comment + text, Path("wikidata.ttl"))


def generate(root: Path | None = None) -> str:
    """The text that ``data/links/wikidata.ttl`` must have; ``root`` is the folder that holds ``data/``."""
    top = root or home()
    folder = top / "data" / "links"
    # The links themselves do not make a thing known.
    labels = known_labels(load_store(path for path in graph_files(top) if path.parent != folder))
    return to_turtle(read_links(folder / "wikidata.sssom.tsv", labels, refused_items(folder / "refused.tsv")))


def known_labels(store: ox.Store) -> dict[str, set[str]]:
    """The labels of every thing of ``store`` by its IRI."""
    labels: dict[str, set[str]] = {}
    for quad in store:
        if quad.subject.value.startswith(ID):
            known = labels.setdefault(quad.subject.value, set())
            if quad.predicate.value in (RDFS + "label", SKOS + "prefLabel", SKOS + "altLabel"):
                known.add(quad.object.value)
    return labels


def to_sssom(found: Sequence[Suggestion], most: int, today: date) -> str:
    """At most ``most`` candidates of each of ``found`` as SSSOM; those that something speaks against are left out.

    A row of a thing of the graph has the columns of ``data/links/wikidata.tsv``, so that it can be moved there
    once a person has accepted it.
    """
    literal = any(not each.thing.id.startswith(ID) for each in found)
    lines = [
        f"#mapping_set_id: {ID}linkset-wikidata-suggestions",
        '#mapping_set_title: "Suggested Wikidata items"',
        f'#mapping_set_description: "{_DESCRIPTION}"',
        f"#license: {LICENCE}",
        f"#mapping_date: {today.isoformat()}",
        "#curie_map:",
        *(f"#  {prefix}: {iri}" for prefix, iri in CURIES.items() if prefix != "id" or not literal),
        "\t".join(_LITERAL_COLUMNS if literal else COLUMNS),
    ]
    for each in found:
        likely = [candidate for candidate in each.candidates if not candidate.is_against]
        for candidate in likely[:most]:
            lines.append("\t".join(_suggested_row(each.thing, candidate, each.note, literal)))
    return "\n".join(lines) + "\n"


def _suggested_row(thing: Entity, candidate: ItemCandidate, note: str, literal: bool) -> list[str]:
    name = _cell(thing.label)
    words = "; ".join(part for part in (candidate.reason, note) if part)
    comment = _cell(f"{thing.id}: {words}" if literal else words)
    subject = [name, "rdfs literal"] if literal else [f"id:{thing.id.removeprefix(ID)}", name]
    kind = "LexicalMatching" if candidate.only_name else "CompositeMatching"
    return [
        *subject,
        "skos:exactMatch",
        f"wikidata:{candidate.item}",
        _cell(candidate.label),
        f"semapv:{kind}",
        f"{candidate.confidence:.2f}",
        comment,
    ]


def _cell(text: str) -> str:
    return " ".join(text.split())


def _check_header(path: Path, header: list[tuple[int, str]]) -> None:
    """Accept the part of YAML that the header needs: ``key: value`` lines, and the prefixes under curie_map."""
    values: dict[str, str] = {}
    curies: dict[str, str] = {}
    for number, line in header:
        key, colon, value = line[1:].strip().partition(":")
        value = value.strip()
        if value.startswith('"'):
            try:
                value = str(json.loads(value))
            except json.JSONDecodeError:
                raise DataError(f"{path}, row {number}: the quotation marks around the value do not match.") from None
        nested = line[1:2].isspace()
        known = CURIES if nested else (*SET_KEYS, "curie_map")
        if not colon or key not in known:
            what = "prefix" if nested else "key"
            raise DataError(
                f"{path}, row {number}: {quoted(key)} is not a {what} of the header; {suggestion(key, known)}"
            )
        (curies if nested else values)[key] = value
    for key in SET_KEYS:
        if not values.get(key):
            raise DataError(f"{path}: the header lacks a line #{key}: …")
    if values["license"] != LICENCE:
        raise DataError(f"{path}: the license of the links must be {LICENCE}, because Wikidata takes nothing else.")
    for prefix, namespace in CURIES.items():
        if curies.get(prefix) != namespace:
            raise DataError(f"{path}: the curie_map must have the line #  {prefix}: {namespace}")


def _check_columns(path: Path, number: int, line: str) -> None:
    columns = tuple(line.split("\t"))
    for column in columns:
        if column not in COLUMNS:
            hint = suggestion(column, COLUMNS)
            raise DataError(f"{path}, row {number}: {quoted(column)} is not a column of this table; {hint}")
    if columns != COLUMNS:
        raise DataError(f"{path}, row {number}: the columns must be {', '.join(COLUMNS)}, in this order.")


def _row(where: str, line: str, labels: Mapping[str, set[str]], refused: Mapping[str, str]) -> Link:
    cells = line.split("\t")
    if len(cells) != len(COLUMNS):
        raise DataError(
            f"{where}: {len(cells)} cells instead of {len(COLUMNS)}; the cells are separated by single tabs."
        )
    row = dict(zip(COLUMNS, cells, strict=True))

    def wrong(column: str, reason: str) -> DataError:
        return DataError(f"{where}, column {column}: {reason}")

    for column, cell in row.items():
        if not cell or cell != cell.strip():
            raise wrong(column, "the cell is empty, or has a space at an end; write its value alone.")
    subject = ID + row["subject_id"].removeprefix("id:")
    if not row["subject_id"].startswith("id:") or subject not in labels:
        known = ["id:" + iri.removeprefix(ID) for iri in labels]
        raise wrong(
            "subject_id",
            f"{quoted(row['subject_id'])} is not a thing of the graph; {suggestion(row['subject_id'], known)}",
        )
    if row["subject_label"] not in labels[subject]:
        hint = suggestion(row["subject_label"], labels[subject])
        raise wrong("subject_label", f"{quoted(row['subject_label'])} is not a label of {row['subject_id']}; {hint}")
    if row["predicate_id"] != "skos:exactMatch":
        raise wrong("predicate_id", f"{quoted(row['predicate_id'])} is not used here; write skos:exactMatch.")
    item = _item(row["object_id"], wrong)
    if item in refused:
        raise wrong("object_id", f"{item} is refused ({refused[item]}); find the right item, or leave the row out.")
    if row["mapping_justification"] not in JUSTIFICATIONS:
        hint = suggestion(row["mapping_justification"], JUSTIFICATIONS)
        raise wrong("mapping_justification", f"{quoted(row['mapping_justification'])} is not allowed by SSSOM; {hint}")
    if not re.fullmatch(r"0(\.\d+)?|1(\.0+)?", row["confidence"]):
        raise wrong("confidence", f"{quoted(row['confidence'])} is not a number from 0 to 1, such as 0.95.")
    return Link(
        subject,
        row["subject_label"],
        WIKIDATA + item,
        row["object_label"],
        row["mapping_justification"].replace("semapv:", SEMAPV),
        row["confidence"],
        row["comment"],
    )


def _item(cell: str, wrong: Callable[[str, str], DataError]) -> str:
    address = re.fullmatch(r"https?://(?:www\.)?wikidata\.org/(?:wiki|entity)/(\w+)", cell)
    if address:
        raise wrong("object_id", f"{cell} is an address; write wikidata:{address[1]}.")
    item = cell.removeprefix("wikidata:")
    if item == cell or not is_item_id(item):
        raise wrong("object_id", f"{quoted(cell)} is not the id of an item; write it as in wikidata:Q11462.")
    return item


def _curie(iri: str) -> str:
    for prefix, namespace in CURIES.items():
        if iri.startswith(namespace):
            return f"{prefix}:{iri.removeprefix(namespace)}"
    return iri


def _quads(link: Link) -> Iterator[ox.Quad]:
    subject, match, item = ox.NamedNode(link.subject), ox.NamedNode(SKOS + "exactMatch"), ox.NamedNode(link.item)
    yield ox.Quad(subject, match, item)
    node = ox.NamedNode(f"{ID}link-{link.subject.removeprefix(ID)}")
    number = link.item.removeprefix(WIKIDATA)
    values = (
        (RDF + "type", ox.NamedNode(OWL + "Axiom")),
        (RDFS + "label", ox.Literal(f"{link.subject_label} is {number} in Wikidata", language="en")),
        (RDFS + "label", ox.Literal(f"{link.subject_label} adalah {number} di Wikidata", language="id")),
        (RDFS + "comment", ox.Literal(link.comment, language="en")),
        (OWL + "annotatedSource", subject),
        (OWL + "annotatedProperty", match),
        (OWL + "annotatedTarget", item),
        (SSSOM + "mapping_justification", ox.NamedNode(link.justification)),
        (SSSOM + "confidence", ox.Literal(link.confidence, datatype=ox.NamedNode(XSD + "double"))),
        (SSSOM + "object_label", ox.Literal(link.item_label)),
    )
    for name, value in values:
        yield ox.Quad(node, ox.NamedNode(name), value)


def main() -> int:
    """Write ``data/links/wikidata.ttl`` from the table; gives the exit status."""
    target = home() / "data" / "links" / "wikidata.ttl"
    try:
        text = generate()
        target.write_text(text, encoding="utf-8", newline="\n")
    except ParadiplomacyError as error:
        print(f"sssom: {error}", file=sys.stderr)
        return error.exit_status
    except OSError as error:
        print(f"sssom: {target} cannot be written ({error.strerror}).", file=sys.stderr)
        return 2
    print(f"{target} written.", file=sys.stderr)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())

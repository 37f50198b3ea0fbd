"""The reviewed table of links to Wikidata, and the Turtle made from it.

The table (``data/links/wikidata.sssom.tsv``) is an SSSOM mapping set: the one place where Wikidata ids are kept.
``python -m paradiplomacy.linking.sssom`` writes ``data/links/wikidata.ttl`` from it.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

import pyoxigraph as ox

from paradiplomacy.errors import DataError, ParadiplomacyError, quoted, suggestion
from paradiplomacy.linking.rows import read_table, split_header
from paradiplomacy.linking.suggest import Suggestion
from paradiplomacy.linking.wikidata.vocabulary import is_item_id, item_id
from paradiplomacy.rdf.namespaces import ID, OWL, RDF, RDFS, SKOS, WIKIDATA, XSD
from paradiplomacy.rdf.read import load_store
from paradiplomacy.rdf.write import turtle, write_whole
from paradiplomacy.release import graph_files, home

SSSOM = "https://w3id.org/sssom/"
SEMAPV = "https://w3id.org/semapv/vocab/"

CURIES = {"id": ID, "semapv": SEMAPV, "skos": SKOS, "wikidata": WIKIDATA}
LICENCE = "https://creativecommons.org/publicdomain/zero/1.0/"
COLUMNS = (
    *("subject_id", "subject_label", "predicate_id", "object_id", "object_label"),
    *("mapping_justification", "confidence", "comment"),
)
_NEEDED = ("subject_id", "predicate_id", "object_id", "mapping_justification")
# The values that SSSOM 1.0 allows in mapping_justification.
_KINDS_OF_MATCHING = (
    "CompositeMatching LexicalMatching LexicalSimilarityThresholdMatching LogicalReasoning ManualMappingCuration "
    "MappingChaining MappingReview SemanticSimilarityThresholdMatching UnspecifiedMatching"
)
JUSTIFICATIONS = tuple(f"semapv:{name}" for name in _KINDS_OF_MATCHING.split())
_DESCRIPTION = (
    "Candidates found by paradiplomacy link suggest, best first. No person has looked at a row yet, and none is "
    "accepted. The confidence is computed from what agrees, as the comment says."
)


class Link(NamedTuple):
    """One row of the table, with IRIs for the prefixed names: a thing of ours, its item, why they are the same."""

    subject: str
    subject_label: str
    item: str
    item_label: str
    justification: str
    confidence: str
    comment: str
    row: int


def read_links(path: Path, labels: Mapping[str, set[str]], refused: Mapping[str, str]) -> list[Link]:
    """The rows of the SSSOM table ``path``, in the order of their subjects.

    ``labels`` gives the labels of every thing that may be linked, by its IRI; ``refused`` gives the reason why
    a Wikidata id (such as ``Q42069``) must not be used. Raises DataError, naming row and column, for the first
    row that is not sound, and UnreadableInput when the file cannot be read.
    """
    head, text = split_header(path)
    curies = _prefixes(head)
    if "subject_id" not in (names := text.partition("\n")[0].split()) and "subject_label" in names:
        raise DataError(
            f"{path} has no column subject_id: its rows are names of a table, which link suggest has compared with "
            "Wikidata already; to check one against a thing of the graph, add that column, with ids such as id:medan."
        )
    links: list[Link] = []
    seen: dict[str, int] = {}
    for number, cells in read_table(path, _NEEDED):
        row = dict.fromkeys(COLUMNS, "") | cells
        iris = {column: _expanded(row[column], curies) for column in _NEEDED}
        for column, reason in _problems(row, iris, labels, refused):
            raise DataError(f"{path}, row {number}, column {column}: {reason}")
        for column in ("subject_id", "object_id"):
            first = seen.setdefault(iris[column], number)
            if first != number:
                raise DataError(
                    f"{path}, row {number}, column {column}: {row[column]} stands in row {first} already; "
                    "a thing has one item and an item one thing, so take one of the rows out."
                )
        subject, _, item, justification = iris.values()
        labelled = row["subject_label"], row["object_label"], row["confidence"], row["comment"]
        links.append(Link(subject, labelled[0], item, labelled[1], justification, labelled[2], labelled[3], number))
    return sorted(links)


def refused_items(path: Path) -> dict[str, str]:
    """Wikidata ids that must not be linked → the reason, from a table with the columns object_id and reason."""
    refused = {}
    for number, row in read_table(path, ("object_id", "reason")):
        item = row["object_id"].removeprefix("wikidata:")
        if item == row["object_id"] or not is_item_id(item):
            raise DataError(f"{path}, row {number}: a row is wikidata:Q…, a tab, and the reason.")
        refused[item] = row["reason"]
    return refused


def to_turtle(links: list[Link]) -> str:
    """The links as canonical Turtle: one skos:exactMatch each, and a node with its justification and confidence."""
    from paradiplomacy.rdf.turtle.canonical import canonical

    comment = (
        "# Made from wikidata.sssom.tsv by `python -m paradiplomacy.linking.sssom`; change that table, not this file.\n"
        "# SSSOM writes a mapping as an owl:Axiom with properties of its own; here each has an IRI, not a blank node.\n"
    )
    quads = (quad for link in links for quad in _quads(link))
    text = turtle(quads, {"sssom": SSSOM, "semapv": SEMAPV, "wd": WIKIDATA})
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

    A row of a thing of the graph has the columns of ``data/links/wikidata.sssom.tsv``, so that it can be moved there
    once a person has accepted it.
    """
    literal = any(not each.thing.id.startswith(ID) for each in found)
    columns = ("subject_label", "subject_type", *COLUMNS[2:]) if literal else COLUMNS
    lines = [
        f"#mapping_set_id: {ID}linkset-wikidata-suggestions",
        '#mapping_set_title: "Suggested Wikidata items"',
        f'#mapping_set_description: "{_DESCRIPTION}"',
        f"#license: {LICENCE}",
        f"#mapping_date: {today.isoformat()}",
        "#curie_map:",
        *(f"#  {prefix}: {iri}" for prefix, iri in CURIES.items() if prefix != "id" or not literal),
        "\t".join(columns),
    ]
    for thing, candidates, note in found:
        for candidate in [each for each in candidates if not each.is_against][:most]:
            words = "; ".join(part for part in (candidate.reason, note) if part)
            row = {
                "subject_id": thing.id.replace(ID, "id:", 1),
                "subject_label": thing.label,
                "subject_type": "rdfs literal",
                "predicate_id": "skos:exactMatch",
                "object_id": f"wikidata:{candidate.item}",
                "object_label": candidate.label,
                "mapping_justification": f"semapv:{'Lexical' if candidate.only_name else 'Composite'}Matching",
                "confidence": f"{candidate.confidence:.2f}",
                "comment": f"{thing.id}: {words}" if literal else words,
            }
            lines.append("\t".join(" ".join(row[column].split()) for column in columns))
    return "\n".join(lines) + "\n"


def _prefixes(head: Sequence[str]) -> dict[str, str]:
    """The prefixes that SSSOM declares itself and those of the header, which is YAML: lines ``prefix: namespace``."""
    pairs = ((part.strip() for part in line[1:].partition(":")) for line in head)
    return {"semapv": SEMAPV, "skos": SKOS} | {key: value.strip("\"'") for key, _, value in pairs}


def _expanded(text: str, curies: Mapping[str, str]) -> str:
    """The IRI that a cell names by a prefix; the cell itself without a known one."""
    prefix, _, local = text.partition(":")
    return curies[prefix] + local if prefix in curies else text


def _problems(
    row: Mapping[str, str], iris: Mapping[str, str], labels: Mapping[str, set[str]], refused: Mapping[str, str]
) -> Iterator[tuple[str, str]]:
    """What is wrong with a row: the column, and the end of a sentence about it."""
    for column in COLUMNS:
        if row[column] != row[column].strip() or (column in _NEEDED and not row[column]):
            yield column, "the cell is empty, or has a space at an end; write its value alone."
    if row.get("predicate_modifier"):
        yield "predicate_modifier", "a row that denies the match is no link; leave it out."
    subject, written, label = iris["subject_id"], row["subject_id"], row["subject_label"]
    if subject not in labels:
        known = (f"id:{iri.removeprefix(ID)}" for iri in labels)
        yield "subject_id", f"{quoted(written)} is not a thing of the graph; {suggestion(written, known)}"
    elif label and label not in labels[subject]:
        hint = suggestion(label, labels[subject])
        yield "subject_label", f"{quoted(label)} is not a label of {written}; {hint}"
    if iris["predicate_id"] != SKOS + "exactMatch":
        yield "predicate_id", f"{quoted(row['predicate_id'])} is not used here; write skos:exactMatch."
    if address := re.fullmatch(r"https?://(?:www\.)?wikidata\.org/(?:wiki|entity)/(\w+)", row["object_id"]):
        yield "object_id", f"{address[0]} is an address; write wikidata:{address[1]}."
    item = item_id(iris["object_id"])
    if item is None:
        yield "object_id", f"{quoted(row['object_id'])} is not the id of an item; write it as in wikidata:Q11462."
    elif item in refused:
        yield "object_id", f"{item} is refused ({refused[item]}); find the right item, or leave the row out."
    justification = iris["mapping_justification"].replace(SEMAPV, "semapv:", 1)
    if justification not in JUSTIFICATIONS:
        hint = suggestion(justification, JUSTIFICATIONS)
        yield "mapping_justification", f"{quoted(justification)} is not allowed by SSSOM; {hint}"
    if row["confidence"] and not re.fullmatch(r"0(\.\d+)?|1(\.0+)?", row["confidence"]):
        yield "confidence", f"{quoted(row['confidence'])} is not a number from 0 to 1, such as 0.95."


def _quads(link: Link) -> Iterator[ox.Quad]:
    subject, match, item = ox.NamedNode(link.subject), ox.NamedNode(SKOS + "exactMatch"), ox.NamedNode(link.item)
    yield ox.Quad(subject, match, item)
    node = ox.NamedNode(f"{ID}link-{link.subject.removeprefix(ID)}")
    number = link.item.removeprefix(WIKIDATA)
    for name, value in (
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
    ):
        yield ox.Quad(node, ox.NamedNode(name), value)


def main() -> int:
    """Write ``data/links/wikidata.ttl`` from the table; gives the exit status."""
    target = home() / "data" / "links" / "wikidata.ttl"
    try:
        write_whole(target, generate())
    except (ParadiplomacyError, OSError) as error:
        print(f"sssom: {error}", file=sys.stderr)
        return getattr(error, "exit_status", 2)
    print(f"{target} written.", file=sys.stderr)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())

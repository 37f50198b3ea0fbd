"""The mapping ``twinning``: a link of Wikidata's P190, as it was crawled in 2016, to the statements of our graph.

The crawl is called "sister-cities", so a tie is a para:SisterCityAgreement; it gives no year and no document, and no
country of a party, so none is stated.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

import pyoxigraph as ox

from paradiplomacy.adding.known import slug
from paradiplomacy.bulk.links import HIGHER, LOWER, Tie
from paradiplomacy.rdf.namespaces import ID, OA, PARA, RDF, RDFS

SOURCE = "twinning-2016"
GRAPH = f"<{ID}graph-{SOURCE}>"
_WIKIDATA = "http://www.wikidata.org/entity/"
_MATCH = "<http://www.w3.org/2004/02/skos/core#exactMatch>"
_TYPE, _LABEL = f"<{RDF}type>", f"<{RDFS}label>"
_ESCAPES = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"})
_ABOUT_IT = f"""
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX foaf: <http://xmlns.com/foaf/0.1/>
PREFIX id: <{ID}>
PREFIX para: <{PARA}>
PREFIX rdfs: <{RDFS}>
PREFIX void: <http://rdfs.org/ns/void#>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
id:{SOURCE} a para:Source ;
    rdfs:label "World twinning links, 2016"@en , "Tautan kota kembar sedunia, 2016"@id ;
    dcterms:title "Twinning links of Wikidata, crawled in 2016"@en ;
    dcterms:issued "2016-09-12"^^xsd:date ;
    dcterms:license <https://creativecommons.org/publicdomain/zero/1.0/> ;
    foaf:page <https://github.com/L3viathan/sister-cities> ;
    para:sourceKind id:source-kind-dataset .
id:dataset void:subset id:graph-{SOURCE} ; dcterms:source id:{SOURCE} .
id:graph-{SOURCE} a void:Dataset .
"""


class Known(NamedTuple):
    """What the graph has: number of the item → id of the party; two such ids, sorted → id of their agreement."""

    parties: dict[int, str]
    agreements: dict[tuple[str, str], str]


def known(store: ox.Store) -> Known:
    """The parties of ``store`` with a link to Wikidata, and the agreements between two parties."""

    def rows(query: str) -> Iterable[list[str]]:
        found = store.query(f"PREFIX para: <{PARA}> {query}")
        assert isinstance(found, ox.QuerySolutions)
        return ([node.value.removeprefix(ID) for node in row if isinstance(node, ox.NamedNode)] for row in found)

    parties = rows(f"SELECT ?party ?item {{ ?party a para:SubnationalActor ; {_MATCH} ?item }} ORDER BY ?party")
    pairs = rows(
        "SELECT ?one ?other ?tie { ?tie a para:SisterCityAgreement ; para:party ?one , ?other "
        "FILTER(STR(?one) < STR(?other)) } ORDER BY DESC(?tie)"
    )
    return Known(
        {int(item.removeprefix(_WIKIDATA + "Q")): party for party, item in parties if item.startswith(_WIKIDATA)},
        {(one, other): tie for one, other, tie in pairs},
    )


def about_source() -> list[str]:
    """The lines on the source and its named graph."""
    return [
        f"{quad.subject} {quad.predicate} {quad.object} {GRAPH} .\n"
        for quad in ox.parse(_ABOUT_IT, ox.RdfFormat.TURTLE)
    ]


def statements(tie: Tie, have: Known) -> list[str]:
    """The lines of N-Quads on one tie and its parties; those on a party are the same in each of its ties."""
    lines: list[str] = []
    row = f"{SOURCE}-p-q{tie.low}-q{tie.high}" if tie.sides & LOWER else f"{SOURCE}-p-q{tie.high}-q{tie.low}"
    low = _party(tie.low, tie.low_name, have, row, lines)
    high = _party(tie.high, tie.high_name, have, row, lines)
    names = (tie.low_name or f"Q{tie.low}", tie.high_name or f"Q{tie.high}")
    first, second = map(_escaped, names)
    thing = f"<{ID}{SOURCE}-q{tie.low}-q{tie.high}>"
    pair = have.agreements.get((min(low, high), max(low, high)))

    def say(subject: str, predicate: str, value: str) -> None:
        lines.append(f"{subject} {predicate} {value} {GRAPH} .\n")

    if pair:
        say(thing, _TYPE, _para("Account"))
        say(thing, _para("accountOf"), _id(pair))
        say(thing, _LABEL, f'"{first}-{second} sister-city cooperation, as Wikidata had it in 2016"@en')
        say(thing, _LABEL, f'"Kerja sama kota kembar {first}-{second}, menurut Wikidata tahun 2016"@id')
    else:
        say(thing, _TYPE, _para("Agreement"))
        say(thing, _TYPE, _para("SisterCityAgreement"))
        say(thing, _LABEL, f'"{first}-{second} sister-city cooperation"@en')
        say(thing, _LABEL, f'"Kerja sama kota kembar {first}-{second}"@id')
    say(thing, _para("party"), _id(low))
    say(thing, _para("party"), _id(high))
    say(thing, _para("assertionKind"), _id("assertion-stated"))
    say(thing, _para("silentOn"), _para("instrument"))
    say(thing, _para("silentOn"), _para("sinceYear"))
    for side, one, other, lists, listed, by in (
        (LOWER, tie.low, tie.high, first, second, low),
        (HIGHER, tie.high, tie.low, second, first, high),
    ):
        if tie.sides & side:
            passage = f"{SOURCE}-p-q{one}-q{other}"
            say(thing, _para("listedBy"), _id(by))
            say(thing, _para("evidence"), _id(passage))
            lines += _passage(
                passage,
                f'"Q{one}\\tQ{other}"@zxx',
                f"The entry of {lists} lists {listed} as a twinned body.",
                f"Entri {lists} mencantumkan {listed} sebagai kembarannya.",
            )
    return lines


def _party(item: int, name: str | None, have: Known, row: str, lines: list[str]) -> str:
    """The id of the party; what is said of one that is new goes to ``lines``.

    The row of its name supports it, else the ``row`` of the link that names its item.
    """
    if item in have.parties:
        return have.parties[item]
    made = f"{slug(name)}-q{item}".lstrip("-") if name else f"q{item}"
    label = _escaped(name or f"Q{item}")
    passage = f"{SOURCE}-p-q{item}" if name else row
    lines += [
        f"{_id(made)} {predicate} {value} {GRAPH} .\n"
        for predicate, value in (
            (_TYPE, _para("SubnationalActor")),
            (_LABEL, f'"{label}"@en'),
            (_LABEL, f'"{label}"@id'),
            (_MATCH, f"<{_WIKIDATA}Q{item}>"),
            (_para("evidence"), _id(passage)),
            (_para("silentOn"), _para("inState")),
        )
    ]
    if name:
        # A quote is short; of a long name the first words stand for the row.
        words = " ".join(name.split()[:14])[:180].rstrip()
        quote = f'"Q{item}\\t{_escaped(words)}"@und'
        lines += _passage(passage, quote, f"Item Q{item} is named {label}.", f"Butir Q{item} bernama {label}.")
    return made


def _passage(name: str, quote: str, english: str, indonesian: str) -> list[str]:
    """The lines on a passage, of which ``quote`` is a whole literal."""
    passage, words = _id(name), _id(f"{name}-quote")
    return [
        f"{subject} {predicate} {value} {GRAPH} .\n"
        for subject, predicate, value in (
            (passage, _TYPE, _para("Passage")),
            (passage, _TYPE, f"<{OA}SpecificResource>"),
            (passage, f"<{OA}hasSource>", _id(SOURCE)),
            (passage, f"<{OA}hasSelector>", words),
            (passage, _para("paraphrase"), f'"{english}"@en'),
            (passage, _para("paraphrase"), f'"{indonesian}"@id'),
            (words, _TYPE, f"<{OA}TextQuoteSelector>"),
            (words, f"<{OA}exact>", quote),
        )
    ]


def _escaped(text: str) -> str:
    return text.translate(_ESCAPES)


def _id(name: str) -> str:
    return f"<{ID}{name}>"


def _para(name: str) -> str:
    return f"<{PARA}{name}>"

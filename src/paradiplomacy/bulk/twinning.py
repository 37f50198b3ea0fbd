"""The mapping ``twinning``: a link of Wikidata's P190, as it was crawled in 2016, to the statements of our graph.

The crawl is called "sister-cities", so a tie is a para:SisterCityAgreement; it gives no year and no document, and no
country of a party, so none is stated.

A *block* is what is said of one subject: lines of N-Triples, sorted and parted by carriage returns, with a line feed at
the end. Sorted blocks are sorted lines, at a fifth of the comparisons, and a file of them is N-Triples all the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from itertools import groupby
from typing import NamedTuple

import pyoxigraph as ox

from paradiplomacy.adding.known import slug
from paradiplomacy.bulk.links import HIGHER, LOWER, Party, Tie
from paradiplomacy.rdf.namespaces import ID, OA, PARA, RDF, RDFS

SOURCE = "twinning-2016"
GRAPH = f"{ID}graph-{SOURCE}"
_WIKIDATA = "http://www.wikidata.org/entity/"
_MATCH = "<http://www.w3.org/2004/02/skos/core#exactMatch>"
_TYPE, _LABEL = f" <{RDF}type> ", f" <{RDFS}label> "
_ESCAPED = re.compile(r'[\\"\n\r\t]')
_ESCAPES = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"})
_PARTY, _LISTED_BY, _EVIDENCE, _ACCOUNT_OF = (
    f" <{PARA}{name}> <{ID}" for name in ("party", "listedBy", "evidence", "accountOf")
)
_SILENT_ON_STATE = f" <{PARA}silentOn> <{PARA}inState>"
_STATED = f" <{PARA}assertionKind> <{ID}assertion-stated>"
_SILENT_ON_START = [f" <{PARA}silentOn> <{PARA}{name}>" for name in ("instrument", "sinceYear")]
_AGREEMENT = [f"{_TYPE}<{PARA}{name}>" for name in ("Agreement", "SisterCityAgreement")]
_ACCOUNT = f"{_TYPE}<{PARA}Account>"
_BODY = f"{_TYPE}<{PARA}SubnationalActor>"
_PASSAGE = [f"{_TYPE}<{OA}SpecificResource>", f"{_TYPE}<{PARA}Passage>"]
_SELECTOR, _FROM = f" <{OA}hasSelector> ", f" <{OA}hasSource> <{ID}{SOURCE}>"
_PARAPHRASE = f" <{PARA}paraphrase> "
_QUOTE, _EXACT = f"{_TYPE}<{OA}TextQuoteSelector>", f" <{OA}exact> "
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

    def agreement(self, tie: Tie) -> str | None:
        """The id of the agreement of the graph that a tie is about, if it has one."""
        one, other = sorted((self.parties.get(tie.low, ""), self.parties.get(tie.high, "")))
        return self.agreements.get((one, other))


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
    """The blocks on the source and its named graph."""
    told = sorted(
        (str(quad.subject), f" {quad.predicate} {quad.object}") for quad in ox.parse(_ABOUT_IT, ox.RdfFormat.TURTLE)
    )
    return [_block(subject, [each for _, each in some]) for subject, some in groupby(told, lambda pair: pair[0])]


def tie_blocks(tie: Tie, have: Known) -> list[str]:
    """The blocks on a tie, and on those of its parties that have no name; each link then supports them."""
    low, high, sides, low_name, high_name = tie
    made: list[str] = []
    first, second = _escaped(low_name or f"Q{low}"), _escaped(high_name or f"Q{high}")
    rows = []
    if sides & LOWER:
        rows.append(f"q{low}-q{high}")
        made += _row(low, high, first, second)
    if sides & HIGHER:
        rows.append(f"q{high}-q{low}")
        made += _row(high, low, second, first)
    one, other = (
        have.parties.get(item) or _party_id(item, name) for item, name in ((low, low_name), (high, high_name))
    )
    for item, name, party in ((low, low_name, one), (high, high_name, other)):
        if not name and item not in have.parties:
            made.append(_party(item, party, party.upper(), rows[0]))
    listed = [party for party, side in ((one, LOWER), (other, HIGHER)) if sides & side]
    pair = have.agreement(tie)
    english, indonesian = f"{first}-{second} sister-city cooperation", f"Kerja sama kota kembar {first}-{second}"
    if pair:
        english, indonesian = f"{english}, as Wikidata had it in 2016", f"{indonesian}, menurut Wikidata tahun 2016"
    made.append(
        _block(
            f"<{ID}{SOURCE}-q{low}-q{high}>",
            # In the order of the lines.
            [
                *([_ACCOUNT] if pair else _AGREEMENT),
                *sorted((f'{_LABEL}"{english}"@en', f'{_LABEL}"{indonesian}"@id')),
                *([f"{_ACCOUNT_OF}{pair}>"] if pair else []),
                _STATED,
                *[f"{_EVIDENCE}{SOURCE}-p-{row}>" for row in sorted(rows)],
                *[f"{_LISTED_BY}{party}>" for party in sorted(listed)],
                *[f"{_PARTY}{party}>" for party in sorted((one, other))],
                *_SILENT_ON_START,
            ],
        )
    )
    return made


def party_blocks(party: Party, have: Known) -> list[str]:
    """The blocks on a party with a name, and on the row that gives it; none if the graph has the party."""
    item, name = party
    if item in have.parties:
        return []
    label = _escaped(name)
    # A quote is short; of a long name the first words stand for the row.
    words = _escaped(" ".join(name.split()[:14])[:180].rstrip())
    quote = f'"Q{item}\\t{words}"@und'
    return [
        _party(item, _party_id(item, name), label, f"q{item}"),
        *_passage(f"q{item}", quote, f"Item Q{item} is named {label}.", f"Butir Q{item} bernama {label}."),
    ]


def _row(one: int, other: int, lists: str, listed: str) -> tuple[str, str]:
    return _passage(
        f"q{one}-q{other}",
        f'"Q{one}\\tQ{other}"@zxx',
        f"The entry of {lists} lists {listed} as a twinned body.",
        f"Entri {lists} mencantumkan {listed} sebagai kembarannya.",
    )


def _party(item: int, party: str, label: str, row: str) -> str:
    return _block(
        f"<{ID}{party}>",
        (
            _BODY,
            f'{_LABEL}"{label}"@en',
            f'{_LABEL}"{label}"@id',
            f" {_MATCH} <{_WIKIDATA}Q{item}>",
            f"{_EVIDENCE}{SOURCE}-p-{row}>",
            _SILENT_ON_STATE,
        ),
    )


@lru_cache(1 << 16)
def _party_id(item: int, name: str | None) -> str:
    return f"{slug(name)}-q{item}".lstrip("-") if name else f"q{item}"


def _passage(row: str, quote: str, english: str, indonesian: str) -> tuple[str, str]:
    """The blocks on a passage and on its words, of which ``quote`` is a whole literal."""
    passage = f"<{ID}{SOURCE}-p-{row}>"
    words = f"{passage[:-1]}-quote>"
    return (
        _block(
            passage,
            (
                *_PASSAGE,
                f"{_SELECTOR}{words}",
                _FROM,
                # The Indonesian one is first in the order of the lines.
                f'{_PARAPHRASE}"{indonesian}"@id',
                f'{_PARAPHRASE}"{english}"@en',
            ),
        ),
        _block(words, (_QUOTE, f"{_EXACT}{quote}")),
    )


def _block(subject: str, told: Iterable[str]) -> str:
    return subject + f" .\r{subject}".join(told) + " .\n"


def _escaped(text: str) -> str:
    return text.translate(_ESCAPES) if _ESCAPED.search(text) else text

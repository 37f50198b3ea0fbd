"""Write the expected answers of the stored queries anew: `python tests/support/write_expected.py [NAME...]`.

Run it after a change of the data or of a query, and read the difference before it is committed: the tests believe these
files. `queries/expected/` holds the English answers on the release, as users see them; `tests/cases/answers/` the
Indonesian and Korean ones, those on the invented graph, those with parameters, and what the checks report.
"""

from __future__ import annotations

import csv
import io
import sys
import zlib
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

import pyoxigraph as ox
from support.check_cases import ALONE, REPORTED, of_check, store_of
from support.invented_graph import invented
from support.narrowed import FURTHER, NARROWED
from support.network_graph import ON_NETWORKS, network
from support.query_engines import ANSWERS, EXPECTED, Table, find, in_oxigraph, names, release
from support.shape_cases import check_cases, good_store

from paradiplomacy.queries import oecd
from paradiplomacy.queries.parameters import bind
from paradiplomacy.queries.stored import StoredQuery
from paradiplomacy.rdf.namespaces import ID, PARA, prefixed
from paradiplomacy.validation.checks import load_checks

#: Where the answers are asked, and of which graph; those of ``narrowed`` take one parameter each, and then all.
GRAPHS = {"release": release, "invented": invented, "network": network, "narrowed": release}
LANGUAGES = ("id", "ko")
#: What stands for a question with no parameter bound.
UNBOUND = "-"


def compact(cell: str) -> str:
    """The cell with our namespaces as prefixes; a long text as its beginning and a checksum."""
    cell = cell.replace(ID, "id:").replace(PARA, "para:")
    return cell if len(cell) <= 80 else f"{cell[:40]}… {zlib.crc32(cell.encode()):08x}"


def tagged(key: str, table: Table) -> Table:
    """The rows of an answer as they are kept, each after the language or the parameter with which it was asked."""
    return [[key, *map(compact, row)] for row in table[1:]]


def asked(name: str, graph: str) -> dict[str, dict[str, str]]:
    """The values of the parameters of each kept answer, by what it is called."""
    languages = {language: {"lang": language} for language in LANGUAGES}
    if graph == "release":
        return languages
    if graph == "invented":
        return {UNBOUND: {}, **languages, **FURTHER.get(name, {})}
    if graph == "network":
        named = {"party": {"party": "ann"}} if "party" in NARROWED.get(name, {}) else {}
        return {UNBOUND: {}, "id": languages["id"], **named} if name in ON_NETWORKS else {}
    values = NARROWED.get(name, {})
    return {
        **{key: {key: value} for key, value in values.items()},
        **({"all": values} if len(values) > 1 else {}),
        **FURTHER.get(name, {}),
    }


def answer(query: StoredQuery, graph: str, key: str) -> Table:
    """Header and rows of one answer, in the form in which it is kept."""
    store = GRAPHS[graph]().store
    text = query.text if key == UNBOUND else bind(query, asked(query.name, graph)[key], store)
    table = in_oxigraph(text, store)
    return [["asked", *table[0]], *tagged(key, table)]


def answers(name: str, graph: str) -> Table:
    """The kept answers of a query on a graph, one after the other, under one header."""
    tables = [answer(find(name), graph, key) for key in asked(name, graph)]
    return [*tables[0][:1], *(row for table in tables for row in table[1:])]


def reported(name: str, text: str) -> Table:
    """What the check of that name, or ``text`` in its place, reports of its cases, by the number of the case."""
    [case] = [case for case in check_cases() if case.path.stem == name]
    stores = [good_store(), case.patched(), *(store_of(turtle) for turtle in of_check(name, REPORTED + ALONE))]
    tables = [in_oxigraph(text, store) for store in stores]
    rows = [row for number, table in enumerate(tables) for row in tagged(str(number), table)]
    return [["case", *tables[0][0]], *sorted(rows)]


#: What no stored query asks, so that no answer would show that it is another.
UNASKED = (
    "bibo:pages", "dcat:keyword", "dcterms:description", "dcterms:isPartOf", "dcterms:language", "dcterms:publisher",
    "foaf:page", "oa:prefix", "oa:suffix", "para:section", "para:sourceName", "skos:definition", "skos:note",
)  # fmt: skip


def unasked(store: ox.Store) -> Table:
    """Thing, property and value of what the release says beside the answers of its queries, but for the quotes."""
    rows = []
    for quad in store:
        name = prefixed(quad.predicate.value)
        if name in UNASKED and str(quad.subject).startswith(f"<{ID}"):
            value = quad.object
            words = compact(value.value) if isinstance(value, ox.NamedNode | ox.Literal) else ""
            language = value.language or "" if isinstance(value, ox.Literal) else ""
            rows.append([str(quad.subject)[1:-1].removeprefix(ID), name, words, language])
    return sorted(rows)


def main(only: list[str]) -> None:
    """Write the answers of the named queries, of all when none is named."""
    for name in only:
        if name not in names():
            raise SystemExit(f"{name} is not a stored query.")
    for name in only or names():
        table = release().query(name)
        (EXPECTED / f"{name}.csv").write_text(table.to_csv(), encoding="utf-8", newline="")
        for graph in GRAPHS:
            if asked(name, graph):
                _keep(graph, name, answers(name, graph))
        print(f"{name}: {len(table)} rows")
    if not only:
        _keep("release", "unasked", unasked(release().store))
        checks = {check.name: check.query.text for check in load_checks()}
        for name, check in checks.items():
            _keep("checks", name, reported(name, check))
        for query in oecd.queries():
            (EXPECTED.parent / f"{query.name.replace('/', '/expected/')}.csv").write_text(
                release().query(query).to_csv(), encoding="utf-8", newline=""
            )
        for path in [*EXPECTED.glob("*.csv"), *ANSWERS.glob("*/*.csv")]:
            if path.stem not in [*names(), *checks, "unasked"]:
                path.unlink()
                print(f"{path}: removed, it is not the answer of a stored query")


def _keep(folder: str, name: str, table: Table) -> None:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(table)
    (ANSWERS / folder).mkdir(parents=True, exist_ok=True)
    (ANSWERS / folder / f"{name}.csv").write_text(text.getvalue(), encoding="utf-8", newline="")


if __name__ == "__main__":
    main(sys.argv[1:])

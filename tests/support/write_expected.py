"""Write the expected answers of the stored queries anew: `python tests/support/write_expected.py [NAME...]`.

Run it after a change of the data or of a query, and read the difference before it is committed: the tests believe these
files. `queries/expected/` holds the English answers on the release, as users see them; `tests/cases/answers/` the
Indonesian and Korean ones, and those on the invented graph.
"""

from __future__ import annotations

import csv
import io
import sys
import zlib
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from support.invented_graph import invented
from support.query_engines import ANSWERS, EXPECTED, Table, bound, in_oxigraph, names, release

from paradiplomacy.queries import oecd
from paradiplomacy.rdf.namespaces import ID, PARA

GRAPHS = {"release": release, "invented": invented}
LANGUAGES = ("id", "ko")


def compact(cell: str) -> str:
    """The cell with our namespaces as prefixes; a long text as its beginning and a checksum."""
    cell = cell.replace(ID, "id:").replace(PARA, "para:")
    return cell if len(cell) <= 80 else f"{cell[:40]}… {zlib.crc32(cell.encode()):08x}"


def tagged(language: str, table: Table) -> Table:
    """The rows of an answer as they are kept, each after its language."""
    return [[language, *map(compact, row)] for row in table[1:]]


def answers(name: str, graph: str) -> Table:
    """The kept answers of a query on a graph, one language after the other, under one header."""
    tables = {lang: in_oxigraph(bound(name, lang=lang), GRAPHS[graph]().store) for lang in LANGUAGES}
    header = ["lang", *tables[LANGUAGES[0]][0]]
    return [header, *(row for lang, table in tables.items() for row in tagged(lang, table))]


def main(only: list[str]) -> None:
    """Write the answers of the named queries, of all when none is named."""
    for name in only:
        if name not in names():
            raise SystemExit(f"{name} is not a stored query.")
    for name in only or names():
        answer = release().query(name)
        (EXPECTED / f"{name}.csv").write_text(answer.to_csv(), encoding="utf-8", newline="")
        for graph in GRAPHS:
            text = io.StringIO()
            csv.writer(text, lineterminator="\n").writerows(answers(name, graph))
            (ANSWERS / graph).mkdir(parents=True, exist_ok=True)
            (ANSWERS / graph / f"{name}.csv").write_text(text.getvalue(), encoding="utf-8", newline="")
        print(f"{name}: {len(answer)} rows")
    if not only:
        for query in oecd.queries():
            (EXPECTED.parent / f"{query.name.replace('/', '/expected/')}.csv").write_text(
                release().query(query).to_csv(), encoding="utf-8", newline=""
            )
        for path in [*EXPECTED.glob("*.csv"), *ANSWERS.glob("*/*.csv")]:
            if path.stem not in names():
                path.unlink()
                print(f"{path}: removed, it is not the answer of a stored query")


if __name__ == "__main__":
    main(sys.argv[1:])

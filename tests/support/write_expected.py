"""Write the expected answers of the stored queries anew: `python tests/support/write_expected.py [NAME...]`.

Run it after a change of the data or of a query, and read the difference before it is committed: the files in
`queries/expected/` are what the tests believe.
"""

from __future__ import annotations

import sys
from pathlib import Path

import paradiplomacy
from paradiplomacy.queries.stored import stored_queries

EXPECTED = Path(__file__).parents[2] / "queries" / "expected"


def main(names: list[str]) -> None:
    graph = paradiplomacy.load()
    queries = stored_queries()
    known = {query.name for query in queries}
    for name in names:
        if name not in known:
            raise SystemExit(f"{name} is not a stored query.")
    EXPECTED.mkdir(exist_ok=True)
    for query in queries:
        if not names or query.name in names:
            answer = graph.query(query)
            (EXPECTED / f"{query.name}.csv").write_text(answer.to_csv(), encoding="utf-8", newline="")
            print(f"{query.name}: {len(answer)} rows")
    if not names:
        for path in EXPECTED.glob("*.csv"):
            if path.stem not in known:
                path.unlink()
                print(f"{path.stem}: removed, there is no such query")


if __name__ == "__main__":
    main(sys.argv[1:])

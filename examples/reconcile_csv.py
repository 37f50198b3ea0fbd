"""Match the cities of a CSV file to things of the graph, and write the file again with their IRIs.

.venv/bin/paradiplomacy serve
.venv/bin/python examples/reconcile_csv.py examples/cities.csv http://127.0.0.1:8000/ > matched.csv

The file has a column ``city`` and may have a column ``state``. Only what is surely meant gets an IRI; for the
rest, the candidates go to stderr. Needs nothing but Python's own library.
"""

import csv
import json
import sys
import urllib.parse
import urllib.request
from pathlib import Path
from typing import Any


def reconcile(service: str, rows: list[dict[str, str]]) -> dict[str, Any]:
    """The answer of the service to one batch with a query for each row."""
    queries: dict[str, Any] = {}
    for number, row in enumerate(rows):
        queries[f"q{number}"] = {"query": row["city"], "type": "City"}
        if row.get("state"):
            queries[f"q{number}"]["properties"] = [{"pid": "inState", "v": row["state"]}]
    body = urllib.parse.urlencode({"queries": json.dumps(queries)}).encode()
    with urllib.request.urlopen(service, body) as answer:
        found: dict[str, Any] = json.load(answer)
    return found


def main(path: str, server: str) -> None:
    """Write the rows of the file with a column ``iri`` more to stdout."""
    with Path(path).open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    service = f"{server.rstrip('/')}/reconcile"
    with urllib.request.urlopen(service) as answer:
        space = json.load(answer)["identifierSpace"]
    found = reconcile(service, rows)
    writer = csv.DictWriter(sys.stdout, [*rows[0], "iri"], lineterminator="\n")
    writer.writeheader()
    for number, row in enumerate(rows):
        candidates = found[f"q{number}"]["result"]
        sure = [candidate for candidate in candidates if candidate["match"]]
        writer.writerow({**row, "iri": urllib.parse.urljoin(space, sure[0]["id"]) if sure else ""})
        if not sure:
            names = ", ".join(f"{candidate['name']} ({candidate['id']})" for candidate in candidates) or "nothing"
            print(f"{row['city']}: not matched; near it: {names}", file=sys.stderr)


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit("usage: reconcile_csv.py FILE.csv URL, such as cities.csv http://127.0.0.1:8000/")
    main(sys.argv[1], sys.argv[2])

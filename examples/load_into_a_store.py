"""Load the published graph into a triple store with SPARQL Update, and ask that store a stored query.

.venv/bin/oxigraph serve --location graph --bind 127.0.0.1:7878
.venv/bin/python examples/load_into_a_store.py http://127.0.0.1:7878/
"""

import sys

from paradiplomacy.commands.main import main as paradiplomacy


def main(store: str) -> int:
    """Load, replacing what the default graph of the store holds, then print the delegations; gives the exit status."""
    status = paradiplomacy(["load", store, "--replace"])
    return status or paradiplomacy(
        ["query", "delegations", "--endpoint", f"{store.rstrip('/')}/query", "--format", "csv"]
    )


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: load_into_a_store.py URL, such as http://127.0.0.1:7878/")
    sys.exit(main(sys.argv[1]))

"""How the server starts its processes: with this Python and this package, whatever lies in the current folder."""

from __future__ import annotations

import sys
from pathlib import Path

# ``python -m`` would look for every module in the current folder first, and find a user's json.py there.
_START = "import sys; sys.path.append(sys.argv.pop(1)); from {} import main; sys.exit(main(sys.argv[1:]))"


def command(module: str, *words: object) -> list[str]:
    """The command that calls ``main`` of ``module`` in a new process with ``words`` as its arguments."""
    folder = Path(__file__).resolve().parents[2]
    return [sys.executable, "-P", "-c", _START.format(module), str(folder), *map(str, words)]

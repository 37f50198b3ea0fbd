"""Measure how the time of ``format`` grows with a file: python benchmarks/growth.py

Each kind of file is formatted in sizes n, 2n and 4n. The time may not grow much faster than the size; the exit status
is 1 when it does.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable
from pathlib import Path

from run import Goal, at_most, told

from paradiplomacy.rdf.turtle.canonical import canonical

P = "PREFIX e: <http://e/>\n"
KINDS: dict[str, Callable[[int], str]] = {
    "a list": lambda n: f"{P}e:a e:p ( {'1 ' * n}) .",
    "nested nodes": lambda n: f"{P}e:a e:p {'[ e:p ' * n}1{' ]' * n} .",
    "prefixes": lambda n: "".join(f"PREFIX p{k}: <http://e/{k}/>\np{k}:a p{k}:b 1 .\n" for k in range(n)),
    "alike blank nodes": lambda n: P + "[] a e:Point ; e:lat 1.0 .\n" * n,
    "users of one node": lambda n: P + "".join(f"[] e:at _:x ; e:has [ e:v {k} ] .\n" for k in range(n)),
    "comments": lambda n: P + "".join(f"# note\n[] e:p {k} .\n" for k in range(n)),
}


def main() -> int:
    """Run the benchmark and print it; gives the exit status."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--size", type=int, default=4_000, metavar="N", help="the smallest size (default: 4000)")
    given = parser.parse_args()
    goals: list[Goal] = []
    for kind, make in KINDS.items():
        seconds = []
        for factor in (1, 2, 4):
            text = make(factor * given.size)
            start = time.process_time()
            canonical(text, Path("x.ttl"))
            seconds.append(time.process_time() - start)
        print(f"{kind:20} " + "  ".join(f"{each:6.2f} s" for each in seconds))
        goals.append(at_most(f"{kind}: time for four times the size", seconds[2] / seconds[0], 6))
    return told(goals)


if __name__ == "__main__":
    raise SystemExit(main())

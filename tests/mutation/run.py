"""Change one thing at a time and see whether the tests notice: `python3 dev.py mutate [FAMILY...]`.

    FAMILY            which mutants: all families when none is named
    --sample N        no more than N mutants of each family, those that the seed draws
    --seed TEXT       what draws them
    --write           write the scores and the survivors into docs/quality.md, when all families are tried

Prints the score of each family and its survivors; exit 1 where a score is below its goal or a reason is out of date.
What a mutant's verdict rests on is hashed, and a verdict that was reached with the same content is not reached again.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import json
import re
import sys
import time
from concurrent.futures import TimeoutError as Late
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from mutation.families import FAMILIES
from mutation.mutant import CACHE, Family, Mutant, Verdict, content
from mutation.report import PAGE, listed, looked_at_lines, with_section

EQUIVALENT = Path(__file__).with_name("equivalent.csv")


@dataclass(frozen=True)
class Excuse:
    """Why changes of files, both told by a pattern in which ``*`` stands for anything, cannot be noticed."""

    file: str
    change: str
    reason: str

    def of(self, mutant: Mutant) -> bool:
        """Whether it is about the mutant.

        >>> Excuse("queries/*.rq", "* DISTINCT*", "").of(Mutant("queries/hubs.rq", 0, "", "line 2: drop DISTINCT"))
        True
        """
        # A change is full of signs that a pattern of a shell would take for its own.
        pairs = ((self.file, mutant.file), (self.change, mutant.change))
        return all(re.fullmatch(".*".join(map(re.escape, one.split("*"))), other, re.DOTALL) for one, other in pairs)


@dataclass(frozen=True)
class Score:
    """What became of the mutants of a family."""

    family: Family
    killed: int
    survivors: tuple[Mutant, ...]
    equivalent: tuple[Mutant, ...]
    stale: tuple[Excuse, ...]
    seconds: float

    @property
    def percent(self) -> float:
        """The share of the mutants that count which was noticed."""
        return 100 * self.killed / max(1, self.killed + len(self.survivors))

    def sentence(self) -> str:
        """The score in one line."""
        tried = self.killed + len(self.survivors)
        return (
            f"{self.family.name}: {self.percent:.1f} % of {tried} mutants noticed (goal {self.family.goal} %), "
            f"{len(self.survivors)} survived, {len(self.equivalent)} equivalent, {self.seconds:.0f} s"
        )


def score(family: Family, sample: int = 0, seed: str = "0") -> Score:
    """Judge the mutants of a family, or a sample of them."""
    began = time.monotonic()
    mutants = family.mutants()
    assert mutants, f"{family.name} has no mutant"
    # A smaller sample is one of the larger, whose survivors are listed; a new mutant takes the place of one at most.
    drawn = sorted(
        mutants, key=lambda mutant: hashlib.sha256(f"{seed} {mutant.number} {_key(mutant)}".encode()).digest()
    )
    mutants = sorted(drawn[: min(filter(None, (family.sample, sample)), default=None)])
    verdicts = judged(family, mutants)
    survivors = [mutant for mutant in mutants if verdicts[mutant] == "survived"]
    excuses = equivalents(family.name)
    excused = {mutant: next((each for each in excuses if each.of(mutant)), None) for mutant in survivors}
    return Score(
        family,
        sum(verdict == "killed" for verdict in verdicts.values()),
        tuple(mutant for mutant in survivors if excused[mutant] is None),
        tuple(mutant for mutant in survivors if excused[mutant] is not None),
        () if sample else tuple(each for each in excuses if each not in excused.values()),
        time.monotonic() - began,
    )


def judged(family: Family, mutants: list[Mutant]) -> dict[Mutant, Verdict]:
    """The verdict of each mutant, two at a time; those reached before with the same content are taken over."""
    from pebble import ProcessPool

    CACHE.mkdir(exist_ok=True)
    cache_file = CACHE / f"{family.name}.json"
    known: dict[str, Verdict] = json.loads(cache_file.read_text()) if cache_file.exists() else {}
    keys = {mutant: _digest(family, mutant) for mutant in mutants}
    new = [mutant for mutant in mutants if keys[mutant] not in known]
    # Not forked: the stores that list the mutants have threads. What all verdicts need is made before the first.
    context = get_context("spawn")
    if new:
        with ProcessPool(context=context) as pool:
            list(pool.map(family.prepare, family.parts, chunksize=1).result())
    with ProcessPool(context=context, initializer=family.judge, initargs=new[:1]) as pool:
        results = pool.map(family.judge, new, timeout=family.longest, chunksize=1).result()
        for number, mutant in enumerate(new, 1):
            try:
                known[keys[mutant]] = next(results)
            except Late:
                known[keys[mutant]] = "killed"
            if number % 200 == 0 or number == len(new):
                cache_file.write_text(json.dumps(known, indent=0, sort_keys=True))
                print(f"  {family.name}: {number} of {len(new)}", file=sys.stderr, flush=True)
    return {mutant: known[keys[mutant]] for mutant in mutants}


def equivalents(family: str) -> list[Excuse]:
    """What cannot be noticed of a family."""
    with EQUIVALENT.open(encoding="utf-8", newline="") as file:
        return [Excuse(*rest) for name, *rest in csv.reader(file) if name == family]


def _key(mutant: Mutant) -> tuple[str, str]:
    return mutant.file, mutant.change


def _digest(family: Family, mutant: Mutant) -> str:
    parts = (content(tuple(family.rests_on)), content((mutant.file,)), mutant.change, str(mutant.number))
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:24]


def page(scores: list[Score]) -> str:
    """What docs/quality.md says of the scores."""
    head = ["Mutants of", "Tried", "Noticed", "Score", "Goal", "Survived", "Equivalent"]
    rows = [head, ["---", *["---:"] * 6]]
    for one in scores:
        tried = one.killed + len(one.survivors)
        numbers = [
            tried,
            one.killed,
            f"{one.percent:.1f} %",
            f"{one.family.goal} %",
            len(one.survivors),
            len(one.equivalent),
        ]
        rows.append([one.family.name, *map(str, numbers)])
    table = "\n".join(f"| {' | '.join(row)} |" for row in rows)
    lists = [f"### Survivors: {one.family.name}\n\n{listed(one.survivors)}" for one in scores if one.survivors]
    reasons = [
        f"- `{each.file}`: `{each.change}`: {each.reason}" for one in scores for each in equivalents(one.family.name)
    ]
    excused = ["### Equivalent: no test can tell them apart\n\n" + "\n".join(reasons)] if reasons else []
    return "\n\n".join([INTRODUCTION.strip(), table, *lists, *excused, f"### Nodes looked at\n\n{looked_at_lines()}"])


INTRODUCTION = """
Each mutant is one change of one file, and the tests should notice it: a constraint deleted or loosened, a pattern of
a query dropped, an operator turned, a triple replaced. `python3 dev.py mutate` makes them, judges each by what the
tests compare, and writes this section with `--write`; `.ci/run` tries a sample. What no engine accepts, and what the
shapes refuse of changed data, is no mutant. Of the vocabulary and of Python a sample is tried, the same each time; of
the data, three triples of each property in each file that is coded by hand (the other sources are made again from
their tables).
"""


def main(arguments: list[str]) -> int:
    """Print the scores of the families that are named; gives the exit status."""
    parser = argparse.ArgumentParser(prog="dev.py mutate", description=(__doc__ or "").partition(":")[0])
    parser.add_argument("family", nargs="*", choices=[[], *FAMILIES], metavar="FAMILY")
    parser.add_argument("--sample", type=int, default=0, metavar="N")
    parser.add_argument("--seed", default="0")
    parser.add_argument("--write", action="store_true")
    asked = parser.parse_args(arguments)
    if asked.write and (asked.family or asked.sample):
        parser.error("--write needs all families, whole")
    scores = []
    for name in asked.family or FAMILIES:
        scores.append(score(FAMILIES[name], asked.sample, asked.seed))
        for mutant in scores[-1].survivors:
            print(f"  survived: {mutant.file}, {mutant.change}")
        for excuse in scores[-1].stale:
            print(f"  excuses nothing: {excuse.file}, {excuse.change}; delete the line in {EQUIVALENT.name}")
        print(scores[-1].sentence(), flush=True)
    if asked.write:
        text = PAGE.read_text(encoding="utf-8")
        PAGE.write_text(with_section("Mutation scores", page(scores), text), encoding="utf-8")
    return int(any(one.percent < one.family.goal or one.stale for one in scores))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

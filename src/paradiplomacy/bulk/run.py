"""Map links to sorted N-Quads, validate them in shards of whole agreements, and fill a store on disk."""

from __future__ import annotations

import contextlib
import itertools
import os
import sqlite3
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from paradiplomacy.bulk.links import HIGHER, LOWER, Party, Tie, count_parties, parties, read_links, ties
from paradiplomacy.bulk.merge import merge
from paradiplomacy.bulk.shards import SHOWN, Start, mapped
from paradiplomacy.bulk.store import Fill, filling
from paradiplomacy.bulk.twinning import GRAPH, Known, about_source, known
from paradiplomacy.errors import DataError, UnreadableInput, UsageError, file_name
from paradiplomacy.rdf.read import load_store
from paradiplomacy.rdf.write import ntriples
from paradiplomacy.release import graph_files


@dataclass
class Counts:
    """What was made of the links."""

    links: int = 0
    parties: int = 0
    nameless: int = 0
    agreements: int = 0
    accounts: int = 0
    one_way: int = 0
    duplicates: int = 0
    to_themselves: int = 0
    triples: int = 0


def bulk(
    files: Sequence[Path],
    output: Path,
    store: Path | None = None,
    processes: int = 0,
    graphs: bool = False,
    shapes: Path | None = None,
) -> Counts:
    """Map ``files`` into ``output``, sorted N-Quads, and into a new ``store`` with the release if given.

    Both are whole or stay as they were. Raises DataError when a row or the graph made of the rows is wrong, and
    UnreadableInput when a disk is full or may not be written to.
    The store has all triples in its default graph, which queries see; with ``graphs`` in their named graphs, too.
    ``shapes`` judge in place of ours.
    """
    if store and store.exists() and (not store.is_dir() or any(store.iterdir())):
        raise UsageError(f"{file_name(store)} is there already; name a new folder for the store.")
    with contextlib.ExitStack() as stack:
        # Beside the results, so that each takes its place at once.
        folder = _beside(output, stack)
        made = _beside(store, stack) / "store" if store else None
        try:
            with filling(made, graphs) as fill:
                counts = _map(files, folder, shapes, processes or os.cpu_count() or 1, fill)
        except (OSError, sqlite3.OperationalError) as error:
            # The engines of store and table tell a long story, of which the reason is the end.
            reason = getattr(error, "strerror", None) or str(error).rpartition(": ")[2]
            raise UnreadableInput(f"{output.name}: {reason.rstrip('.')}; nothing was written.") from error
        (folder / "whole.nq").replace(output)
        if made and store:
            made.rename(store)
    return counts


def _beside(path: Path, stack: contextlib.ExitStack) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    return Path(stack.enter_context(tempfile.TemporaryDirectory(prefix=".bulk-", dir=path.parent)))


def _map(files: Sequence[Path], folder: Path, shapes: Path | None, processes: int, fill: Fill) -> Counts:
    with contextlib.closing(sqlite3.connect(folder / "links.sqlite")) as database:
        # The database is thrown away after a crash, so it needs no journal.
        database.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -32000;")
        read = read_links(files, database)
        counts = Counts(links=read.links, duplicates=read.duplicates, to_themselves=read.to_themselves)
        counts.parties, counts.nameless = count_parties(database)
        release = load_store(graph_files())
        start = Start(known(release), folder / "release.nt", folder, shapes)
        start.release.write_text(ntriples(release), encoding="utf-8", newline="")
        runs, findings, more = [folder / "source.nt"], list[str](), 0
        runs[0].write_text("".join(about_source()), encoding="utf-8", newline="")
        fill(runs[0])
        rows: Iterator[Tie | Party] = itertools.chain(parties(database), _counted(ties(database), start.have, counts))
        for done in mapped(rows, processes, start):
            runs.append(done.run)
            findings += done.findings[: SHOWN - len(findings)]
            more += done.number
            if not more:
                fill(done.run)
    if more:
        more -= len(findings)
        raise DataError("\n".join([*findings, *([f"and {more} more findings."] if more else [])]))
    counts.triples = merge(runs, folder / "whole.nq", GRAPH)
    return counts


def _counted(rows: Iterable[Tie], have: Known, counts: Counts) -> Iterator[Tie]:
    for tie in rows:
        known_one = have.agreement(tie) is not None
        counts.accounts += known_one
        counts.agreements += not known_one
        counts.one_way += tie.sides != LOWER | HIGHER
        yield tie

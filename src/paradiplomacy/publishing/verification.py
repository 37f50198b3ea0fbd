"""Whether a copy is what a release says: the same, changed (which records), of another version, or not ours at all."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from paradiplomacy.publishing.digest import (
    BESIDE,
    Descriptions,
    Digest,
    described,
    descriptions,
    digest_of,
    digests,
    from_csv,
    release_graphs,
    version_of,
)
from paradiplomacy.rdf.facts import lexical
from paradiplomacy.rdf.namespaces import ONTOLOGY, OWL, ROOT, short
from paradiplomacy.rdf.packed import name_inside
from paradiplomacy.rdf.read import stream_quads
from paradiplomacy.rdf.write import ntriples


@dataclass(frozen=True)
class Release:
    """What a copy is compared with: a version, its digests by record, and where it is at hand what it says."""

    version: str
    digests: Mapping[str, Mapping[str, str]]
    said: Descriptions = field(default_factory=dict)

    @classmethod
    def of(cls, lines: Iterable[Digest], version: str, said: Descriptions | None = None) -> Release:
        """The release with these lines of its list of digests."""
        known: dict[str, dict[str, str]] = {}
        for record, graph, sha256 in lines:
            known.setdefault(record, {})[graph] = sha256
        return cls(version, known, said or {})

    @property
    def graph(self) -> list[str]:
        """The records of its graph, without those that only the files beside it describe."""
        return [record for record, told in self.digests.items() if not told.keys() <= {*BESIDE}]


def installed(top: Path) -> Release:
    """The release in the folder ``top``, that of the clone or of the installed package."""
    return _release({name: list(quads) for name, quads in release_graphs(top).items()})


def given(path: Path) -> Release:
    """The release of a list of digests, a file that ends in .csv, or of its graph, best as N-Quads."""
    if name_inside(path).suffix == ".csv":
        return Release.of(*from_csv(path))
    graphs: dict[str, list[ox.Quad]] = {}
    for quad in stream_quads(path):
        name = quad.graph_name.value if isinstance(quad.graph_name, ox.NamedNode) else ""
        graphs.setdefault(name, []).append(quad)
    return _release(graphs)


def _release(graphs: Mapping[str, list[ox.Quad]]) -> Release:
    said = descriptions(graphs)
    return Release.of(digests(said), version_of(quad for quads in graphs.values() for quad in quads), said)


@dataclass(frozen=True)
class Difference:
    """A record that is not that of the release, ``less`` and ``more`` the statements by which it differs.

    ``kind`` is "added", "removed" or "changed"; a record "" stands for blank nodes on which no record hangs.
    Where only digests are known, a change has no statements.
    """

    kind: str
    record: str
    less: list[str] = field(default_factory=list)
    more: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Verdict:
    """What a copy is. ``state`` is "same", "changed", "newer", "older", or "not ours"; ``version`` what it states.

    ``same`` are its records that are those of the ``release``, which lists ``of``, and ``whole`` says that none of its
    graph is missing; of the ``mentioned`` it has nothing but statements of the release that lead to one of ``same``.
    """

    state: str
    version: str
    release: str
    of: int
    whole: bool
    same: list[str]
    mentioned: list[str]
    differences: list[Difference]

    @property
    def status(self) -> int:
        """The exit status: 0 for the same, else 1."""
        return int(self.state != "same")

    def as_json(self) -> dict[str, Any]:
        """The verdict for programs; of the records that are the same only their number, for there may be many."""
        return {**asdict(self), "same": len(self.same)}

    def lines(self, verbose: bool = False) -> Iterator[str]:
        """The verdict for readers, then each difference; with ``verbose`` its statements, too."""
        yield self._sentence()
        for it in self.differences if self.state != "not ours" else ():
            name = short(it.record) if it.record else "nodes without a name"
            counts = [f"{len(told)} {word}" for told, word in ((it.less, "less"), (it.more, "more")) if told]
            told = f": {_number(len(it.less) + len(it.more), 'statement')} ({', '.join(counts)})" if counts else ""
            yield f"  {it.kind} {name}{told}"
            if verbose:
                yield from (f"    - {line}" for line in it.less)
                yield from (f"    + {line}" for line in it.more)

    def _sentence(self) -> str:
        release, of = f"release {self.release}", f"{self.of:,}"
        if self.state == "not ours":
            return f"not ours: {release} has none of what it describes."
        if self.state == "same":
            if self.whole:
                return f"the same as {release}, all {len(self.same):,} records."
            more = f", and single statements of {len(self.mentioned)} more" if self.mentioned else ""
            return f"the same as in {release}: {len(self.same):,} of its {of} records{more}."
        differ = f"{_number(len(self.differences), 'record')} not as in {release}, {len(self.same):,} the same"
        if self.state == "changed":
            return f"changed: {differ}."
        return (
            f"{self.state}: it is of version {self.version}; {differ}. Compare it with the digests of its own release."
        )


def verify(copy: Iterable[ox.Quad], release: Release, whole: bool = False) -> Verdict:
    """Compare the triples of a copy with the release; the names of its graphs and blank nodes do not matter.

    A copy may be a part. With ``whole``, and where it has more than half of the records of the graph, a record that
    it lacks is removed. Raises UnreadableInput for terms that RDF 1.1 does not have.
    """
    found = described(copy)
    same = [record for record, own in found.items() if digest_of(own) in release.digests.get(record, {}).values()]
    known, mentioned = set(same), []
    differences = []
    for record in sorted(found.keys() - known):
        own = found[record]
        difference = _difference(record, own, release)
        if difference is None:
            same.append(record)
        elif difference.less and not difference.more and all(lexical(it.object) in known for it in own):
            mentioned.append(record)
        else:
            differences.append(difference)
    graph = release.graph
    if whole or 2 * len(known & {*graph}) > len(graph):
        lost = sorted({*graph} - found.keys())
        differences += [Difference("removed", record, less=_lines(release, record)) for record in lost]
    version = _stated(found)
    if not any(record.startswith(ROOT) for record in found.keys() & release.digests.keys()):
        state = "not ours"
    else:
        state = _changed(version, release.version) if differences else "same"
    complete = {*graph} <= {*same}
    return Verdict(
        state, version, release.version, len(release.digests), complete, sorted(same), mentioned, differences
    )


def _difference(record: str, own: list[ox.Quad], release: Release) -> Difference | None:
    """How a record whose digest is not known differs; None where it is what some graphs of the release say together."""
    mine = _statements(own)
    if record not in release.digests:
        return Difference("added", record, more=mine)
    parts = [{*_statements(quads)} for quads in release.said.get(record, {}).values()]
    if not parts:
        return Difference("changed", record)
    if {*mine} == {line for part in parts if part <= {*mine} for line in part}:
        return None
    ours = set().union(*parts)
    return Difference("changed", record, sorted(ours - {*mine}), sorted({*mine} - ours))


def _lines(release: Release, record: str) -> list[str]:
    return sorted({line for quads in release.said.get(record, {}).values() for line in _statements(quads)})


def _statements(quads: Iterable[ox.Quad]) -> list[str]:
    # Not splitlines(): a literal may hold other line ends than the one that parts two statements.
    return ntriples(quads).removesuffix("\n").split("\n")


def _stated(found: Mapping[str, list[ox.Quad]]) -> str:
    """The version that a copy states, of the dataset or else of the vocabulary."""
    quads = [quad for told in found.values() for quad in told]
    ontology = (lexical(it.object) for it in found.get(ONTOLOGY, []) if it.predicate.value == OWL + "versionInfo")
    return version_of(quads) or next(ontology, "")


def _changed(version: str, release: str) -> str:
    """What to call a copy that differs and states the version."""
    if not version or version == release:
        return "changed"
    return "newer" if _numbers(version) > _numbers(release) else "older"


def _numbers(version: str) -> list[int]:
    return [int(number) for number in re.findall(r"[0-9]{1,9}", version)]


def _number(number: int, what: str) -> str:
    return f"{number:,} {what}{'s' * (number != 1)}"

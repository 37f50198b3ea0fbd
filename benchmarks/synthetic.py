"""Write an invented graph of any size that looks like ours: python benchmarks/synthetic.py 100000 > graph.nt

The same size and seed give the same bytes. The graph conforms to the shapes and check queries, when the ontology and
the schemes are loaded beside it, except for the faults that are asked for: each makes one finding.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from paradiplomacy.rdf.namespaces import ID, OA, PARA, RDF, RDFS, SHAPES, XSD

Triple = tuple[str, str, str]
Bundle = list[Triple]

PASSAGES_PER_SOURCE = 400
_SECTORS = ("education", "culture", "economy")


def lines(triples: int, seed: int = 1, faults: int = 0) -> Iterator[str]:
    """About so many triples as lines of N-Triples; the faults lie evenly among them."""
    for bundle in _bundles(triples, seed, faults):
        for subject, predicate, value in bundle:
            yield f"{subject} {predicate} {value} .\n"


def expected(faults: int) -> list[str]:
    """The shapes that report the faults, one name for each of them."""
    return [f"{SHAPES}{FAULTS[number % len(FAULTS)][0]}" for number in range(faults)]


def iri(name: str) -> str:
    """A thing of the graph.

    >>> iri("x1")
    '<https://w3id.org/paradiplomacy/id/x1>'
    """
    return f"<{ID}{name}>"


def para(name: str) -> str:
    """A term of the vocabulary."""
    return f"<{PARA}{name}>"


def oa(name: str) -> str:
    """A term of Web Annotation."""
    return f"<{OA}{name}>"


def typed(value: object, datatype: str) -> str:
    """A literal with a datatype of XML Schema."""
    return f'"{value}"^^<{XSD}{datatype}>'


TYPE, LABEL = f"<{RDF}type>", f"<{RDFS}label>"


@dataclass
class _Writer:
    """Makes the triples of one agreement and all that belongs to it."""

    number: int
    random: random.Random
    triples: Bundle = field(default_factory=list)

    def add(self, subject: str, **values: object) -> None:
        """Add properties of the vocabulary; a list gives several values."""
        for name, given in values.items():
            for value in given if isinstance(given, list) else [given]:
                self.triples.append((subject, para(name), str(value)))

    def thing(self, kind: str, classes: list[str], label: str) -> str:
        """A node with its classes, its labels and a passage as its evidence."""
        node = iri(f"s{self.number}-{kind}")
        self.triples += [(node, TYPE, para(name)) for name in classes]
        self.triples += [(node, LABEL, f'"{label} {self.number}"@en'), (node, LABEL, f'"{label} ke-{self.number}"@id')]
        self.add(node, evidence=self.passage(kind))
        return node

    def record(self, kind: str, classes: list[str], label: str, assertion: str = "stated", **values: object) -> str:
        """A record: a thing with the kind of its assertion."""
        node = self.thing(kind, classes, label)
        self.add(node, assertionKind=iri(f"assertion-{assertion}"), **values)
        return node

    def passage(self, kind: str) -> str:
        """A passage with its two selectors."""
        node = iri(f"s{self.number}-p-{kind}")
        quote, position = (f"{node[:-1]}-{part}>" for part in ("quote", "position"))
        start = self.random.randrange(10**6)
        self.triples += [
            (node, TYPE, para("Passage")),
            (node, TYPE, oa("SpecificResource")),
            (node, oa("hasSource"), iri(f"s-source-{self.number * 20 // PASSAGES_PER_SOURCE}")),
            (node, oa("hasSelector"), quote),
            (node, oa("hasSelector"), position),
            (quote, TYPE, oa("TextQuoteSelector")),
            (quote, oa("exact"), f'"kata {kind} nomor {start}"@id'),
            (position, TYPE, oa("TextPositionSelector")),
            (position, oa("start"), typed(start, "integer")),
            (position, oa("end"), typed(start + len(f"kata {kind} nomor {start}"), "integer")),
        ]
        told = [f'"The text tells of {kind} number {start}."@en', f'"Teks memuat {kind} nomor {start}."@id']
        self.add(node, paraphrase=told)
        self.add(node, section=f'"Pasangan {self.number} / Kerja sama"@id')
        return node


def _bundles(triples: int, seed: int, faults: int) -> Iterator[Bundle]:
    """Bundles until there are enough triples; those with a fault are chosen so that all of them fit."""
    chance = random.Random(seed)
    size = len(_bundle(1, random.Random(seed)))
    count = max(1, round(triples / size))
    if faults > count:
        raise ValueError(f"{triples} triples make {count} agreements, too few for {faults} faults")
    broken = {round(place * count / faults): place for place in range(faults)} if faults else {}
    for number in range(count):
        bundle = _bundle(number, chance)
        if number in broken:
            _, fault = FAULTS[broken[number] % len(FAULTS)]
            bundle = fault(bundle)
        yield bundle


def _bundle(number: int, chance: random.Random) -> Bundle:
    """One agreement between two new cities, with its instruments, activities and other records."""
    make = _Writer(number, chance)
    if number * 20 % PASSAGES_PER_SOURCE == 0:
        source = iri(f"s-source-{number * 20 // PASSAGES_PER_SOURCE}")
        make.triples += [
            (source, TYPE, para("Source")),
            (source, "<http://purl.org/dc/terms/title>", f'"Kerja sama kota, jilid {number}"@id'),
            (source, "<http://purl.org/dc/terms/issued>", typed(2000 + number % 25, "gYear")),
        ]
        make.add(source, sourceKind=iri("source-kind-article"))
    year = 1960 + chance.randrange(50)
    sector = iri(f"sector-{chance.choice(_SECTORS)}")
    ours = make.thing("home", ["SubnationalActor", "City"], "Kota")
    make.add(ours, inState=iri("indonesia"), sourceName=f'"Kota {number}"@id')
    theirs = make.thing("partner", ["SubnationalActor", "City"], "Mitra")
    make.add(theirs, inState=iri("south-korea"))
    make.triples.append((theirs, LABEL, f'"자매 {number}"@ko'))

    letter = make.record("letter", ["Instrument", "LetterOfIntent"], "surat")
    date = f"{year:04}-{1 + chance.randrange(12):02}-{1 + chance.randrange(28):02}"
    make.add(letter, signedOn=typed(date, "date"), place=ours, signatory=[ours, theirs])
    memo = make.record("memo", ["Instrument", "MemorandumOfUnderstanding"], "nota")
    make.add(memo, year=typed(year, "gYear"), silentOn=[para("place"), para("signatory")])
    agreement = make.record("pact", ["Agreement", "SisterCityAgreement"], "kerja sama")
    make.add(agreement, party=[ours, theirs], instrument=[letter, memo], sinceYear=typed(year, "gYear"))

    under = {"underAgreement": agreement, "sector": sector}
    programme = make.record("programme", ["Activity", "Programme"], "pertukaran", **under)
    make.add(programme, sinceYear=typed(year + 1, "gYear"), organizer=ours, participant=theirs, month=_month(chance))
    make.add(programme, recurrence=typed("P1Y", "duration"))
    lessons = make.record("lessons", ["Activity", "Programme"], "pelajaran", **under)
    make.add(lessons, partOf=programme, place=theirs, silentOn=[para("organizer"), para("sinceYear")])
    event = make.record("event", ["Activity", "Event"], "pekan budaya", **under)
    make.add(event, startDate=typed(f"{year + 2}-05-03", "date"), endDate=typed(f"{year + 2}-05-08", "date"))
    make.add(event, participantCount=typed(2 + chance.randrange(9), "integer"), participant=[ours, theirs])
    fair = make.record("fair", ["Activity", "Event"], "pameran", assertion="hedged", **under)
    make.add(fair, year=typed(year + 3, "gYear"), silentOn=para("organizer"), ordinal=typed(2, "integer"))
    visit = make.record("visit", ["Delegation"], "kunjungan", **under)
    make.add(visit, sender=ours, receiver=theirs, partOf=programme, recurrence=typed("P1Y", "duration"))
    make.add(visit, stay=typed("P7D", "duration"))
    group = make.thing("pupils", ["MemberGroup"], "siswa")
    make.add(group, memberRole=iri("role-pupil"), exactSize=typed(5 + chance.randrange(70), "integer"))
    make.add(visit, memberGroup=group)
    street = make.record("street", ["Commemoration"], "jalan", **under)
    make.add(street, establishedBy=ours, honours=theirs, place=ours, year=typed(year + 4, "gYear"))
    make.add(street, lengthInKilometres=typed(f"{chance.randrange(1, 99)}.5", "decimal"))
    trait = make.record("trait", ["SharedTrait"], "kesamaan", underAgreement=agreement)
    make.add(trait, sharedBy=[ours, theirs])
    rank = make.record("rank", ["Characteristic"], "peringkat", characteristicOf=ours)
    make.add(rank, characteristicKind=iri("trait-rank"))
    aim = make.record("aim", ["Objective"], "tujuan", assertion="expected", **under)
    make.add(aim, ofActivity=programme, beneficiary=ours)
    result = make.record("result", ["Outcome"], "hasil", **under)
    make.add(result, ofActivity=event, beneficiary=theirs)
    claim = make.record("claim", ["Claim"], "pernyataan", **under)
    make.add(claim, about=theirs, claimKind=iri("claim-context"))
    return make.triples


def _month(chance: random.Random) -> str:
    return typed(f"--{1 + chance.randrange(12):02}", "gMonth")


def _without(kind: str, *names: str) -> Callable[[Bundle], Bundle]:
    """A fault: the node of that kind lacks the properties."""
    gone = {para(name) for name in names}
    return lambda bundle: [t for t in bundle if not (_is(t, kind) and t[1] in gone)]


def _changed(kind: str, name: str, value: str) -> Callable[[Bundle], Bundle]:
    """A fault: the property has another value."""
    return lambda bundle: [(t[0], t[1], value) if _is(t, kind) and t[1] == name else t for t in bundle]


def _added(kind: str, name: str, value: str) -> Callable[[Bundle], Bundle]:
    """A fault: the node has one value more."""

    def fault(bundle: Bundle) -> Bundle:
        node = next(t[0] for t in bundle if _is(t, kind))
        return [*bundle, (node, name, value)]

    return fault


def _narrowed(bundle: Bundle) -> Bundle:
    """A fault: a city is not called by its wider class as well."""
    return [t for t in bundle if not (_is(t, "home") and t[2] == para("SubnationalActor"))]


def _is(triple: Triple, kind: str) -> bool:
    """Whether the triple speaks of the node of that kind."""
    _, _, rest = triple[0].removesuffix(">").rpartition("/s")
    return rest.partition("-")[2] == kind


FAULTS: list[tuple[str, Callable[[Bundle], Bundle]]] = [
    ("signedOn", _changed("letter", para("signedOn"), typed("24 September 1997", "date"))),
    ("sender", _without("visit", "sender")),
    ("Activity", _added("fair", para("organiser"), iri("indonesia"))),
    ("year", _changed("memo", para("year"), typed("97", "gYear"))),
    (
        "SubnationalActor-type",
        lambda bundle: [t for t in bundle if not (_is(t, "home") and t[2] == para("SubnationalActor"))],
    ),
    ("organizer", _changed("programme", para("organizer"), iri("nobody"))),
    ("ordinal", _added("event", para("ordinal"), typed(0, "integer"))),
    ("ActivityTime", _without("fair", "year")),
    ("section", _changed("p-fair", para("section"), '"Bagian"')),
    ("check-end-before-start", _changed("event", para("endDate"), typed("1900-01-01", "date"))),
]


def write(to: Iterable[str]) -> None:
    """Print the lines."""
    sys.stdout.writelines(to)


def main() -> None:
    """Write the graph to standard output."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("triples", type=int)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--faults", type=int, default=0, help="how many things are wrong (default: none)")
    given = parser.parse_args()
    write(lines(given.triples, given.seed, given.faults))


if __name__ == "__main__":
    main()

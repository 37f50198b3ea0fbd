"""Spoil a graph at random, the same for the same seed: to compare two validators where nobody thought of a case."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Iterator, Sequence

import pyoxigraph as ox

from paradiplomacy.rdf.namespaces import ID, PARA, RDF, RDFS, SKOS, XSD

TYPE = ox.NamedNode(f"{RDF}type")
SUBCLASS = ox.NamedNode(f"{RDFS}subClassOf")
CLASSES = [ox.NamedNode(PARA + name) for name in ("City", "Party", "Event", "Record", "Sector", "Nonsense", "Source")]
CLASSES.append(ox.NamedNode(f"{SKOS}Concept"))

# Literals that readers of RDF disagree on, or that come near to being right.
ODD = [
    *((text, "date") for text in ("24 September 1997", "1997-02-29", "1996-02-29", "1997-02-30", "1997-04-31")),
    *((text, "date") for text in ("1997-01-01Z", "1997-01-01+14:00", "0000-01-01", "12000-01-01", "-0044-03-15")),
    *((text, "date") for text in ("1997-1-1", "1997-W04", "19970101", "1997-01-01T10:00:00", "", "1997-01-01\n")),
    *((text, "gYear") for text in ("1997", "97", "01997", "1997Z", "-0044", "1997\n", "١٩٩٧", "12000")),
    *((text, "gYearMonth") for text in ("1997-04", "1997-13", "1997-04Z", "1997-4")),
    *((text, "gMonth") for text in ("--07", "--13", "--07Z", "--7", "--07--", "07")),
    *((text, "duration") for text in ("P7D", "P1W", "P1Y", "P12M", "PT1H", "-P1D", "P", "P1Y\n", "P400000D", "P٧D")),
    *((text, "integer") for text in ("1", "0", "-1", "007", "+5", " 5 ", "1_000", "1.0", "five", "٥", "9" * 25, "5\n")),
    *((text, "decimal") for text in ("1.5", "0.0", "-0.5", "1e3", "NaN", ".5", "90.0001", "-180", "1." + "3" * 30)),
    *((text, "double") for text in ("1.0E0", "INF", "NaN", "0", "-90.5")),
    *((text, "boolean") for text in ("true", "1", "TRUE", "maybe")),
    *((text, "string") for text in ("", " ", "x", "1997", "x\n", "\x1fx", "x\u0085", "a\u2028b", "\u3000", "x" * 300)),
    *((text, "anyURI") for text in ("https://example.org/", "not an address")),
    *((text, "dateTime") for text in ("1997-01-01T10:00:00", "1997-01-01")),
]
LANGUAGES = ("en", "id", "ko", "EN", "en-GB", "id-x-lama", "ko-KR", "de")
TEXTS = (
    "x",
    "x²",
    "",
    " x",
    "x ",
    "two\nlines",
    "x\n",
    "\u00a0x",
    "\x1cx",
    "x\u2003",
    "kata " * 16,
    "k" * 201,
    "k" * 61,
)


def mutated(quads: list[ox.Quad], seed: int, times: int) -> ox.Store:
    """The graph after so many random changes; statements about the vocabulary are changed least."""
    chance = random.Random(seed)
    store = ox.Store()
    store.extend(quads)
    # The order in which a store gives its quads is not fixed.
    known = sorted((quad for quad in quads if _is_data(quad)), key=str)
    for _ in range(times):
        chance.choice(CHANGES)(store, chance.choice(known), known, chance)
    return store


def spoilt_copies(quads: Sequence[ox.Quad], seeds: Iterable[int], share: int = 10, times: int = 6) -> Iterator[ox.Quad]:
    """For each seed a copy of one in ``share`` of the things, under names of its own, after so many random changes.

    What a copy refers to outside itself is the thing that the graph has. So many spoilt graphs lie in one beside the
    good graph, and none of them reaches another.
    """
    things = sorted({quad.subject for quad in quads}, key=str)
    for seed in seeds:
        part = set(random.Random(seed).sample(things, len(things) // share))
        store = mutated([quad for quad in quads if quad.subject in part], seed, times)
        named = part | {quad.subject for quad in store}
        for quad in store:
            yield _quad(_copied(quad.subject, seed, named), quad.predicate, _copied(quad.object, seed, named))


def _copied(term: object, seed: int, named: set[object]) -> object:
    if isinstance(term, ox.BlankNode):
        return ox.BlankNode(f"c{seed}-{term.value}")
    if not isinstance(term, ox.NamedNode) or term not in named:
        return term
    folder, slash, local = term.value.rpartition("/")
    return ox.NamedNode(f"{folder}{slash}c{seed}-{local}")


def _is_data(quad: ox.Quad) -> bool:
    return isinstance(quad.subject, ox.NamedNode) and not quad.subject.value.startswith(PARA)


def _quad(subject: object, predicate: ox.NamedNode, value: object) -> ox.Quad:
    assert isinstance(subject, ox.NamedNode | ox.BlankNode)
    assert isinstance(value, ox.NamedNode | ox.BlankNode | ox.Literal)
    return ox.Quad(subject, predicate, value)


def odd_value(known: list[ox.Quad], chance: random.Random) -> object:
    """A value that is seldom right where it comes to stand."""
    kind = chance.randrange(6)
    if kind == 0:
        return ox.BlankNode(f"b{chance.randrange(5)}")
    if kind == 1:
        return ox.NamedNode(chance.choice((f"{ID}nobody", f"{ID}Bad_Id", "urn:x:y", f"{PARA}nothing")))
    if kind == 2:
        return chance.choice(known).object
    if kind == 3:
        return ox.Literal(chance.choice(TEXTS), language=chance.choice(LANGUAGES))
    text, datatype = chance.choice(ODD)
    return ox.Literal(text, datatype=ox.NamedNode(XSD + datatype))


def _remove(store: ox.Store, quad: ox.Quad, known: list[ox.Quad], chance: random.Random) -> None:
    store.remove(quad)


def _remove_property(store: ox.Store, quad: ox.Quad, known: list[ox.Quad], chance: random.Random) -> None:
    for other in list(store.quads_for_pattern(quad.subject, quad.predicate, None, None)):
        store.remove(other)


def _replace(store: ox.Store, quad: ox.Quad, known: list[ox.Quad], chance: random.Random) -> None:
    store.remove(quad)
    store.add(_quad(quad.subject, quad.predicate, odd_value(known, chance)))


def _add(store: ox.Store, quad: ox.Quad, known: list[ox.Quad], chance: random.Random) -> None:
    store.add(_quad(quad.subject, quad.predicate, odd_value(known, chance)))


def _swap_literal(store: ox.Store, quad: ox.Quad, known: list[ox.Quad], chance: random.Random) -> None:
    """Another form of a literal of the same datatype."""
    if not isinstance(quad.object, ox.Literal):
        return
    name = quad.object.datatype.value.removeprefix(XSD)
    forms = [text for text, datatype in ODD if datatype == name]
    language = quad.object.language
    if not forms and not language:
        return
    store.remove(quad)
    value = (
        ox.Literal(chance.choice(TEXTS), language=chance.choice((language, *LANGUAGES)))
        if language
        else ox.Literal(chance.choice(forms), datatype=quad.object.datatype)
    )
    store.add(_quad(quad.subject, quad.predicate, value))


def _other_predicate(store: ox.Store, quad: ox.Quad, known: list[ox.Quad], chance: random.Random) -> None:
    store.remove(quad)
    store.add(_quad(quad.subject, chance.choice(known).predicate, quad.object))


def _borrow(store: ox.Store, quad: ox.Quad, known: list[ox.Quad], chance: random.Random) -> None:
    """A whole statement of another node."""
    other = chance.choice(known)
    store.add(_quad(quad.subject, other.predicate, other.object))


def _retype(store: ox.Store, quad: ox.Quad, known: list[ox.Quad], chance: random.Random) -> None:
    if chance.random() < 0.5:
        for other in list(store.quads_for_pattern(quad.subject, TYPE, None, None)):
            store.remove(other)
    store.add(_quad(quad.subject, TYPE, chance.choice(CLASSES)))


def _to_blank(store: ox.Store, quad: ox.Quad, known: list[ox.Quad], chance: random.Random) -> None:
    """The node becomes a blank one, as subject only."""
    blank = ox.BlankNode(f"n{chance.randrange(3)}")
    for other in list(store.quads_for_pattern(quad.subject, None, None, None)):
        store.remove(other)
        store.add(_quad(blank, other.predicate, other.object))


def _new_subclass(store: ox.Store, quad: ox.Quad, known: list[ox.Quad], chance: random.Random) -> None:
    """A class of the user's own, below one of ours, and a node of it."""
    new = ox.NamedNode(f"https://example.org/class{chance.randrange(3)}")
    store.add(_quad(new, SUBCLASS, chance.choice(CLASSES)))
    store.add(_quad(quad.subject, TYPE, new))


Change = Callable[[ox.Store, ox.Quad, list[ox.Quad], random.Random], None]
CHANGES: list[Change] = [_remove, _remove_property, _replace, _replace, _add, _add, _swap_literal, _swap_literal]
CHANGES += [_other_predicate, _borrow, _retype, _to_blank, _new_subclass]

"""What a record says as sentences: the patterns of ``sentences.csv``, filled with the facts of the record.

A pattern belongs to a class (``*``: to any record). ``{property}`` stands for the values of a property of the
vocabulary, or of a prefixed one; a part in brackets is left out where one of its properties has no value, and so is
the sentence where one outside the brackets has none.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pyoxigraph as ox

from paradiplomacy.rdf.facts import Value
from paradiplomacy.rdf.namespaces import PARA, PREFIXES
from paradiplomacy.rdf.read import read_text

_FILE = Path(__file__).with_name("sentences.csv")
_PIECE = re.compile(r"\[([^\]]*)\]")
_NAME = re.compile(r"\{([\w:]+)\}")
_AND = {"en": " and ", "id": " dan "}

#: A sentence: its words, and the values that stand among them.
Sentence = list["str | Value"]
Values = Callable[[ox.NamedNode], "list[Value]"]


@cache
def patterns() -> list[dict[str, str]]:
    """The rows of the table: ``class``, and the pattern in each language."""
    return list(csv.DictReader(read_text(_FILE).splitlines()))


def sentences(classes: frozenset[str], values: Values, lang: str) -> list[Sentence]:
    """The sentences of a record with the short names of its ``classes``; ``values`` gives those of a property."""
    found = []
    told: set[str] = set()
    for row in patterns():
        own = row["class"] in classes
        if not own and row["class"] != "*":
            continue
        pieces = _pieces(row[lang])
        names = {name for piece in pieces for name in piece[1::2]}
        # What a sentence of the class has told already is not told again in one that fits any record.
        if own or told.isdisjoint(names):
            sentence = _filled(pieces, values, lang)
            if sentence and sentence not in found:
                found.append(sentence)
                told |= names
    return found


@cache
def _pieces(pattern: str) -> list[list[str]]:
    """The parts of a pattern, each second one in brackets; in each, words and names of properties by turns."""
    return [_NAME.split(piece) for piece in _PIECE.split(pattern)]


def _filled(pieces: list[list[str]], values: Values, lang: str) -> Sentence | None:
    made: Sentence = []
    for place, piece in enumerate(pieces):
        filled = _piece(piece, values, lang)
        if filled is None and place % 2 == 0:
            return None
        made += filled or []
    return made


def _piece(piece: list[str], values: Values, lang: str) -> Sentence | None:
    """The words and values of a part of a pattern; None where a property in it has no value."""
    made: Sentence = []
    for place, part in enumerate(piece):
        if place % 2 == 0:
            made += [part] if part else []
            continue
        found = values(property_named(part))
        if not found:
            return None
        for at, value in enumerate(found):
            made += [_AND[lang] if at == len(found) - 1 else ", "] if at else []
            made.append(value)
    return made


@cache
def property_named(name: str) -> ox.NamedNode:
    """The property that a pattern calls ``name``: one of the vocabulary, or a prefixed one.

    >>> property_named("dcterms:issued").value, property_named("party").value
    ('http://purl.org/dc/terms/issued', 'https://w3id.org/paradiplomacy/ontology#party')
    """
    prefix, sign, local = name.partition(":")
    return ox.NamedNode(PREFIXES[prefix] + local if sign else PARA + name)

"""What a store holds is compared with what it was sent, triple by triple."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from paradiplomacy.loading.content import Difference, difference
from paradiplomacy.loading.spool import Spool

XSD = "http://www.w3.org/2001/XMLSchema#"


def compared(sent: str, held: str, size: int = 1) -> Difference:
    with Spool(size) as one, Spool(size) as other:
        one.add(ox.parse(sent, format=ox.RdfFormat.TURTLE))
        other.add(ox.parse(held, format=ox.RdfFormat.TURTLE))
        return difference(one, other)


def typed(datatype: str, text: str) -> str:
    return f'<urn:a> <urn:p> "{text}"^^<{XSD}{datatype}> .\n'


@pytest.mark.parametrize("size", [1, 100_000_000])
def test_what_is_lost_and_what_is_foreign_is_named(size: int) -> None:
    lines = [f'<urn:{number}> <urn:p> "text {number}"@en .\n' for number in range(500)]
    assert compared("".join(lines), "".join(reversed(lines)), size) == Difference()
    changed = [*lines[1:], '<urn:0> <urn:p> "Text 0"@en .\n']
    assert compared("".join(lines), "".join(changed), size) == Difference([lines[0]], [changed[-1]])
    assert compared("".join(lines), "".join(lines[1:]), size).lost == [lines[0]]


@pytest.mark.parametrize(
    ("datatype", "one", "other"),
    [
        ("positiveInteger", "1", "01"),
        ("integer", "0", "-0"),
        ("double", "0.1", "0.10000000000000000001"),
        ("double", "INF", "1E400"),
        ("float", "16777216", "16777217"),
        ("decimal", "0.1", "0.1000000000000000000000001"),
        ("dateTime", "2020-01-01T00:00:00Z", "2020-01-01T00:00:00.000Z"),
        ("dateTime", "2020-01-01T00:00:00Z", "2020-01-01T00:00:00+00:00"),
        ("dateTime", "2020-01-01T00:00:00Z", "2020-01-01T01:00:00+01:00"),
        ("dateTime", "2020-01-02T00:00:00Z", "2020-01-01T24:00:00Z"),
        ("date", "2020-01-01Z", "2020-01-01+00:00"),
        ("gYear", "2020Z", "2020+00:00"),
        ("time", "10:00:00", "10:00:00.0"),
        ("duration", "P1Y", "P12M"),
    ],
)
def test_one_value_in_two_spellings_is_one_triple(datatype: str, one: str, other: str) -> None:
    both = typed(datatype, one) + typed(datatype, other)
    for held in (typed(datatype, one), typed(datatype, other), both):
        assert compared(both, held) == Difference()


@pytest.mark.parametrize(
    ("datatype", "one", "other"),
    [
        ("integer", "9007199254740993", "9007199254740992"),
        ("dateTime", "2020-01-01T00:00:01Z", "2020-01-01T00:00:02Z"),
        ("date", "2021-01-01", "2021-01-02"),
        ("date", "2021-13-01", "2021-14-01"),
        ("gYear", "1997", "1998"),
        ("integer", "one", "two"),
    ],
)
def test_another_value_is_told_as_changed(datatype: str, one: str, other: str) -> None:
    assert compared(typed(datatype, one), typed(datatype, other)).changed == [
        (typed(datatype, one), typed(datatype, other))
    ]


@pytest.mark.parametrize(("one", "other"), [("1", "01"), ("2020-01-01T00:00:01Z", "2020-01-01T00:00:01.0Z")])
def test_a_text_that_looks_like_a_number_is_compared_as_text(one: str, other: str) -> None:
    assert compared(f'<urn:a> <urn:p> "{one}" .', f'<urn:a> <urn:p> "{other}" .').lost


def test_a_lost_number_is_not_paired_with_that_of_another_thing() -> None:
    found = compared(typed("integer", "1"), typed("integer", "2").replace("urn:a", "urn:b"))
    assert (len(found.lost), len(found.foreign), found.changed) == (1, 1, [])


def test_another_datatype_of_the_same_value_is_counted() -> None:
    held = typed("integer", "300") + typed("integer", "7").replace("urn:p", "urn:q")
    sent = held.replace("integer", "unsignedLong")
    found = compared(sent, held)
    kinds = (XSD + "unsignedLong", XSD + "integer")
    assert found.retyped == {kinds: 2}


def test_blank_nodes_are_compared_without_their_names() -> None:
    sent = '_:a <urn:p> "x _:y" ; <urn:q> _:b . _:b <urn:p> 01 . _:c <urn:p> "z" . _:d <urn:p> "z" .'
    held = '_:k1 <urn:p> "x _:y" ; <urn:q> _:k2 . _:k2 <urn:p> 1 . _:k3 <urn:p> "z" . _:k4 <urn:p> "z" .'
    assert compared(sent, held) == Difference()
    assert len(compared(sent, held.replace('_:k4 <urn:p> "z" .', "")).lost) == 1
    assert compared(sent, held.replace("_:y", "_:z")).lost == ['_:a <urn:p> "x _:y" .\n']
    assert compared(sent, held.replace("k2 <urn:p> 1", "k2 <urn:p> 2")).changed

"""Values and the words that say them."""

from __future__ import annotations

import re

import pyoxigraph as ox
import pytest

from paradiplomacy.auditing.literals import is_found
from paradiplomacy.auditing.words import marker_in
from paradiplomacy.rdf.namespaces import PARA, PREFIXES, XSD


def typed(value: str, kind: str) -> ox.Literal:
    return ox.Literal(value, datatype=ox.NamedNode(XSD + kind))


@pytest.mark.parametrize(
    ("kind", "value", "quote", "found"),
    [
        ("integer", "70", "setidaknya 70 guru", True),
        ("integer", "70", "setidaknya 170 guru", False),
        ("integer", "70", "70,5 guru", False),
        ("integer", "70", "tahun 70-an", False),
        ("integer", "2", "HUT ke-2", False),
        ("integer", "2", "ada dua kapal", True),
        ("integer", "2", "kedua kota", False),
        ("integer", "1", "salah satu kota", False),
        ("integer", "1", "satu kota", True),
        ("integer", "1500", "1.500 orang", True),
        ("integer", "18", "pada 2018", False),
        ("decimal", "1.2", "sepanjang 1,2 km", True),
        ("decimal", "1.2", "sepanjang 1.20 km", True),
        ("decimal", "1.2", "sepanjang 11,2 km", False),
        ("decimal", "1.2", "sepanjang 1,25 km", False),
        ("decimal", "3.0", "3 km", True),
        ("date", "1997-04-23", "Pada tanggal 23 April 1997, kota", True),
        ("date", "1997-04-23", "Pada 24 April 1997", False),
        ("date", "1997-04-23", "Pada 23 April 1998", False),
        ("date", "1997-04-03", "Pada 23 April 1997", False),
        ("date", "1997-05-03", "3 Mei, 1997", True),
        ("date", "1997-06-02", "June 2, 1997", True),
        ("date", "1997-03-23", "(1997, March 23)", True),
        ("date", "2012-11-03", "sejak 3 sampai 8 November pada tahun 2012", True),
        ("date", "2012-11-08", "sejak 3 sampai 8 November pada tahun 2012", True),
        ("date", "2012-11-05", "sejak 3 sampai 8 November pada tahun 2012", False),
        ("date", "2012-11-03", "2012-11-03", True),
        ("gYear", "1999", "sejak tahun 1999.", True),
        ("gYear", "1999", "nomor 19991", False),
        ("gYear", "2001", "1999-2001", True),
        ("gYear", "1950", "pada 1950-an", False),
        ("gYearMonth", "2021-12", "(2021, December)", True),
        ("gYearMonth", "2021-12", "Desember 2021", True),
        ("gYearMonth", "2021-12", "November 2021", False),
        ("gMonth", "--07", "setiap juli", True),
        ("gMonth", "--07", "bulan July", True),
        ("gMonth", "--07", "setiap juni", False),
        ("duration", "P7D", "selama seminggu saja", True),
        ("duration", "P7D", "satu minggu", True),
        ("duration", "P7D", "7 hari", True),
        ("duration", "P7D", "dua minggu", False),
        ("duration", "P14D", "dua minggu", True),
        ("duration", "P2Y", "dua tahun", True),
        ("duration", "P1Y2M", "setahun dua bulan", False),
        ("date", "bukan-tanggal", "bukan-tanggal", False),
        ("integer", "tujuh", "tujuh", False),
        ("decimal", "satu", "satu", False),
        ("gYear", "97", "97", False),
        ("gYearMonth", "2021-13", "2021-13", False),
        ("gMonth", "--13", "--13", False),
        ("duration", "P6D", "seminggu", False),
        ("duration", "P14D", "seminggu", False),
        ("duration", "seminggu", "seminggu", False),
        ("boolean", "true", "true", None),
        ("string", "teks", "teks", None),
    ],
)
def test_value_of_a_datatype(kind: str, value: str, quote: str, found: bool | None) -> None:
    assert is_found(PARA + "some", typed(value, kind), ["kata lain", quote]) is found


@pytest.mark.parametrize(
    ("name", "value", "quote", "found"),
    [
        ("para:ordinal", "9", "tersibuk ke-9 di dunia", True),
        ("para:ordinal", "9", "9 kapal", False),
        ("para:ordinal", "1", "*The 1st Festival*", True),
        ("para:ordinal", "11", "the 11th", True),
        ("para:ordinal", "2", "terpadat kedua", True),
        ("para:ordinal", "2", "kedua-duanya", False),
        ("para:ordinal", "kedua", "kedua", False),
        ("para:recurrence", "P1Y", "setiap juli", True),
        ("para:recurrence", "P1Y", "setiap bulan Februari", True),
        ("para:recurrence", "P1Y", "Setiap tahunnya kota", True),
        ("para:recurrence", "P1Y", "acara tahunan", True),
        ("para:recurrence", "P1Y", "setiap bulan", False),
        ("para:recurrence", "P1Y", "dari setiap sekolah", False),
        ("para:recurrence", "P1Y", "selama setahun", False),
        ("para:recurrence", "P1M", "setiap bulan", True),
        ("para:recurrence", "PT", "setiap tahun", False),
        ("para:recurrence", "P1M", "setiap tahun", False),
        ("para:recurrence", "P1M", "setiap bulan Februari", False),
        ("para:recurrence", "P2Y", "setiap dua tahun", True),
        ("para:recurrence", "P2Y", "setiap tahun", False),
    ],
)
def test_value_of_a_property(name: str, value: str, quote: str, found: bool) -> None:
    prefix, local = name.split(":")
    kind = "duration" if value.startswith("P") else "integer"
    assert is_found(PREFIXES[prefix] + local, typed(value, kind), [quote]) is found


@pytest.mark.parametrize(
    ("name", "value", "quotes", "found"),
    [
        ("para:sourceName", "Kota Air", ["di *Kota\nAir*."], True),
        ("para:sourceName", "Kota Air", ["di kota air"], False),
        ("para:sourceName", "Kota Air", ["di Kota Airmas"], False),
        ("para:sourceName", "Air", ["Batu-Air"], True),
        ("para:sourceName", "Kota Air", ["di Kota", "Air besar"], False),
        ("bibo:pages", "11-19", ["*Laut*, 11–19."], True),
        ("bibo:pages", "11-19", ["*Laut*, 11-190."], False),
        ("dcat:keyword", "Laut Biru", ["*laut biru, kota*"], True),
        ("dcat:keyword", "Laut Biru", ["*laut merah, kota*"], False),
        ("dcterms:title", "Feri: dari Kota ke Kota", ["Feri dari", "Dari Kota ke Kota."], True),
        ("dcterms:title", "Feri: dari Kota ke Kota", ["Feri dari", "Kota Laut"], False),
        ("dcterms:title", "Feri dari Kota", ["Feri", "dari", "Kota"], False),
        ("dcterms:title", "Feri", ["Feri dari"], True),
    ],
)
def test_names_and_titles(name: str, value: str, quotes: list[str], found: bool) -> None:
    prefix, local = name.split(":")
    assert is_found(PREFIXES[prefix] + local, ox.Literal(value, language="id"), quotes) is found


@pytest.mark.parametrize(
    ("name", "kind", "value", "quote", "found"),
    [
        ("para:sinceYear", "gYear", "1999", "1999년부터 시작된", True),
        ("para:sinceYear", "gYear", "1997", "지난 97년 9월", True),
        ("para:sinceYear", "gYear", "1996", "지난 97년 9월", False),
        ("para:sinceYear", "gYear", "1997", "97 orang", False),
        ("para:sinceYear", "gYear", "1997", "1897년", False),
        ("para:yearMonth", "gYearMonth", "1997-09", "지난 97년 9월", True),
        ("para:yearMonth", "gYearMonth", "1997-09", "1997년 19월", False),
        ("para:signedOn", "date", "1997-09-24", "1997년 9월 24일에", True),
        ("para:signedOn", "date", "1997-09-24", "1997년 9월 2일", False),
        ("para:exactSize", "integer", "11", "의원 등 11명이", True),
        ("para:exactSize", "integer", "1", "의원 등 11명이", False),
        ("para:stay", "duration", "P14D", "기간:2주)", True),
        ("para:stay", "duration", "P3D", "2박3일의", True),
        ("para:stay", "duration", "P3D", "13일의", False),
        ("para:ordinal", "integer", "10", "자매결연 10주년을", True),
        ("para:ordinal", "integer", "10", "10명", False),
        ("para:lengthInKilometres", "decimal", "1.2", "터널에 이르는(1.2km)", True),
        ("para:lengthInKilometres", "decimal", "1.12", "1,120m구간으로", True),
        ("para:lengthInKilometres", "decimal", "1.12", "sepanjang 1.120 meter", True),
        ("para:lengthInKilometres", "decimal", "1.12", "1120 orang", False),
        ("para:lengthInKilometres", "decimal", "1.2", "1,120m구간으로", False),
    ],
)
def test_values_in_korean_and_in_metres(name: str, kind: str, value: str, quote: str, found: bool) -> None:
    prefix, local = name.split(":")
    assert is_found(PREFIXES[prefix] + local, typed(value, kind), [quote]) is found


def test_a_korean_name_may_have_an_ending() -> None:
    name = ox.Literal("조선대 노천극장", language="ko")
    assert is_found(PARA + "sourceName", name, ["지난 12일 조선대 노천극장에서 열린"])
    assert not is_found(PARA + "sourceName", name, ["조선대 극장에서"])


@pytest.mark.parametrize(
    ("word", "text", "found"),
    [("여명", "규모:20여명", "여명"), ("will", "willing", None), ("akan", "akan tiba", "akan")],
)
def test_a_korean_word_is_found_within_a_word_and_others_are_not(word: str, text: str, found: str | None) -> None:
    assert marker_in(text, [word]) == found


def test_no_pattern_is_made_for_each_day_and_each_name(monkeypatch: pytest.MonkeyPatch) -> None:
    make, made = re._compiler.compile, []  # type: ignore[attr-defined]

    def counted(*given: object) -> object:
        made.append(given)
        return make(*given)

    monkeypatch.setattr(re._compiler, "compile", counted)  # type: ignore[attr-defined]
    re.purge()
    for day in range(1, 29):
        assert is_found(PARA + "startDate", typed(f"1999-02-{day:02}", "date"), [f"pada {day} Februari 1999"])
        assert not is_found(PARA + "startDate", typed(f"1999-02-{day:02}", "date"), [f"pada {day + 30} Februari 1999"])
        assert not is_found(PARA + "startDate", typed(f"1999-02-{day:02}", "date"), [f"pada {day} Februari 2099"])
        assert is_found(PARA + "sourceName", ox.Literal(f"Kota {day}"), [f"di Kota {day} itu"])
    assert len(made) < 5

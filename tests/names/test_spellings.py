"""The forms under which a name is sought, and when two names count as the same."""

from __future__ import annotations

import pytest

from paradiplomacy.names.spellings import is_same_name, kind_named, spellings

ALL = ("en", "id", "ko")


def sought(name: str, kind: str = "city", language: str = "") -> list[str]:
    return [f"{form.name}@{form.language}" for form in spellings([(language, name)], kind, ALL)]


def test_kota_comes_first_and_every_name_is_sought_under_the_label_for_all_languages() -> None:
    assert sought("Malang") == [
        "Kota Malang@id",
        "Kota Administrasi Malang@id",
        "Malang City@en",
        "Malang@en",
        "Malang@id",
        "Malang@ko",
        "Malang@mul",
    ]


def test_a_name_that_bears_kota_gets_no_second_one() -> None:
    assert "Kota Kota Malang@id" not in sought("Kota Malang")
    assert "Kota Malang@id" in sought("Kota Malang")
    assert not [form for form in sought("Kota Administrasi Jakarta Selatan") if form.count("Kota") > 1]
    assert not [form for form in sought("Kota Malang") if "Administrasi" in form]


def test_hangul_gets_korean_forms_only() -> None:
    assert sought("광주")[:3] == ["광주광역시@ko", "광주특별시@ko", "광주시@ko"]
    assert not [form for form in sought("광주") if "Kota" in form or "City" in form]


def test_a_regency_is_no_city() -> None:
    forms = sought("Kab. Malang", "regency")
    assert {"Kabupaten Malang@id", "Malang Regency@en", "Malang@id"} <= set(forms)
    assert kind_named("Kabupaten Malang", "city") == kind_named("Malang Regency", "city") == "regency"
    assert kind_named("Kabul", "city") == kind_named("Regency", "city") == "city"


def test_a_province_gets_its_own_forms_and_a_university_none() -> None:
    assert sought("Jawa Timur", "province")[0] == "Provinsi Jawa Timur@id"
    assert sought("Universitas Brawijaya", "university")[0] == "Universitas Brawijaya@en"


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("Ch'ongjin", "Ch’ongjin@en"),
        ("Ch’ongjin", "Ch'ongjin@en"),
        ("SURABAYA", "Surabaya@id"),
        ("surabaya", "Surabaya@id"),
        ("Universitas Lampung (Unila)", "Universitas Lampung@id"),
        ("  Kota   Medan ", "Kota Medan@id"),
        ("Surabaya City", "Surabaya@en"),
        ("Surabaya City", "Kota Surabaya@id"),
        ("CITY OF DETROIT", "Detroit@en"),
        ("Lübeck, Germany", "Lübeck@en"),
        ("City of Lübeck, Germany", "Lübeck@en"),
        ("Busan Metropolitan City", "Busan@en"),
        ("부산광역시", "부산@ko"),
        ("Tu\u0308rkiye", "Türkiye@en"),
        ("\u1107\u116e\u1109\u1161\u11ab", "부산광역시@ko"),
    ],
)
def test_other_spellings_are_sought_too(name: str, form: str) -> None:
    assert form in sought(name)


def test_a_name_in_a_language_is_sought_in_that_language() -> None:
    assert sought("Surabaya", "province", "id") == ["Provinsi Surabaya@id", "Surabaya@id", "Surabaya@mul"]


@pytest.mark.parametrize(
    ("one", "other", "kind", "are_same"),
    [
        ("Kota Malang", "Malang", "city", True),
        ("Malang", "KOTA MALANG", "city", True),
        ("Kabupaten Malang", "Malang", "city", False),
        ("Kota Malang", "Malang", "place", False),
        ("Ch’ŏngjin", "Ch'ongjin", "city", True),
        ("University of Lampung (Unila)", "University of Lampung", "university", True),
        ("광주광역시", "광주", "city", True),
        ("광주광역시", "광주시", "city", True),
        ("광주", "부산", "city", False),
        ("City", "", "city", False),
        ("(Busan)", "(Medan)", "city", False),
        ("Kota Administrasi Jakarta Selatan", "Jakarta Selatan", "city", True),
    ],
)
def test_names_are_the_same_but_for_accents_case_and_affixes(one: str, other: str, kind: str, are_same: bool) -> None:
    assert is_same_name(one, other, kind) is are_same

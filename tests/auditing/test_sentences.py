"""Splitting a text that went through pages."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.audit_text import HEADER, TEXT

from paradiplomacy.auditing.article import Article
from paradiplomacy.auditing.sentences import Unit, prose


def _article(text: str) -> Article:
    return Article(Path("text.md"), text, "")


def _units(text: str) -> list[tuple[str, str]]:
    return [(unit.kind, " ".join(unit.text.split())) for unit in prose(_article(text))]


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("Satu. Dua! Tiga? Empat", ["Satu.", "Dua!", "Tiga?", "Empat"]),
        ("Kota itu ramai. (Budi, 2003) Ia maju.", ["Kota itu ramai. (Budi, 2003)", "Ia maju."]),
        ("Kota itu ramai. (Budi, 2003)", ["Kota itu ramai. (Budi, 2003)"]),
        ("Kota (baru) ramai. (Memang.) Ia.", ["Kota (baru) ramai.", "(Memang.)", "Ia."]),
        ("Menurut Dr. Budi dan A. Sari, hal. 5 salah.", None),
        ("Jaraknya 1,2 km atau 1.200 m pada HUT ke-3.", None),
        ("Ia menulis “*Laut*”. “*Kota*” juga.", ["Ia menulis “*Laut*”.", "“*Kota*” juga."]),
        ("Dalam *Festival.* Lalu pulang.", ["Dalam *Festival.*", "Lalu pulang."]),
        ("Ia datang ... lalu pergi.", None),
        ("Itu rencana A! Itu B.", ["Itu rencana A!", "Itu B."]),
        ("Ditulis\npada baris lain. Selesai.", ["Ditulis pada baris lain.", "Selesai."]),
    ],
)
def test_sentences_of_a_paragraph(text: str, sentences: list[str] | None) -> None:
    assert [words for _, words in _units(text)] == (sentences or [text])


def test_a_paragraph_cut_by_a_page_is_one() -> None:
    text = f"Kapal itu\n\n{HEADER}\n\nberlayar. Ia\n\ntiba. Lagi.\n\nBaru.\n\n{HEADER}\n\nLain."
    assert _units(text) == [
        ("sentence", "Kapal itu berlayar."),
        ("sentence", "Ia tiba."),
        ("sentence", "Lagi."),
        ("sentence", "Baru."),
        ("sentence", "Lain."),
    ]


def test_a_cut_sentence_has_pieces_and_leaves_the_header_out() -> None:
    text = f"Kapal itu\n\n{HEADER}\n\nberlayar.\n\n{HEADER}"
    sentence = prose(_article(text))[0]
    assert sentence.pieces == ((0, 9), (11 + len(HEADER) + 2, 11 + len(HEADER) + 11))
    assert sentence.overlaps(0, 1)
    assert not sentence.overlaps(9, 20)
    assert sentence.text == "Kapal itu berlayar."


def test_a_header_is_known_by_its_repetition_however_its_lines_break() -> None:
    other = HEADER.replace("  \n", " ")
    kinds = [kind for kind, _ in _units(f"Satu.\n\n{HEADER}\n\nDua.\n\n{other}\n\n*Sekali saja*")]
    assert kinds == ["sentence"] * 3
    assert [kind for kind, _ in _units("Sama saja.\n\nSama saja.")] == ["sentence", "sentence"]


def test_an_open_paragraph_ends_at_a_list_and_at_a_heading() -> None:
    text = "Antara lain\n\n- a. Laut: luas. Biru.\n- b. Kota\n\n## **Judul**\n\nTanpa titik\n\n### Lain"
    assert _units(text) == [
        ("sentence", "Antara lain"),
        ("list item", "Laut: luas."),
        ("list item", "Biru."),
        ("list item", "Kota"),
        ("sentence", "Tanpa titik"),
    ]


def test_units_say_where_they_stand() -> None:
    units = prose(_article(TEXT))
    for unit in units:
        assert " ".join(TEXT[a:b] for a, b in unit.pieces) == unit.text
    assert [unit.start for unit in units] == sorted(unit.start for unit in units)


def test_every_word_of_the_text_is_in_one_unit() -> None:
    read = TEXT[: _article(TEXT).end]
    inside = [False] * len(read)
    for unit in prose(_article(TEXT)):
        for first, last in unit.pieces:
            assert not any(inside[first:last])
            inside[first:last] = [True] * (last - first)
    left = "".join(char for char, taken in zip(read, inside, strict=True) if not taken)
    lines = [line.strip() for line in left.splitlines() if line.strip() and not line.startswith("#")]
    assert sorted(set(lines) - set(HEADER.replace("  ", "").splitlines())) == ["**ABSTRAK**", "- a.", "- b."]


@pytest.mark.parametrize("heading", ["## **DAFTAR PUSTAKA**", "## References", "### Bibliography"])
def test_the_text_is_read_from_its_title_to_its_list_of_works(heading: str) -> None:
    units = prose(_article(TEXT.replace("## **DAFTAR PUSTAKA**", heading)))
    assert units[0].text == "**Sari Penulis**"
    assert units[-1].text == "Kedua kota rukun."
    assert [unit.text for unit in prose(_article("# Title\n\nWords."))] == ["Words."]
    assert [unit.text for unit in prose(_article("Words only. More."))] == ["Words only.", "More."]


def test_ends_are_enough_to_find_a_unit_by() -> None:
    unit = Unit("sentence", ((0, 1),), "a b *c* d e f g h i j")
    assert unit.ends() == "a b c d e … h i j"
    assert Unit("sentence", ((0, 1),), "a b").ends() == "a b"

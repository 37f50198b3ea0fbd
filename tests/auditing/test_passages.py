"""Each way in which a passage can be wrong, shown once."""

from __future__ import annotations

import pytest
from support.audit_text import HEADER, TEXT, Case

from paradiplomacy.auditing.anchor import write_offsets


def _expect(messages: list[str], *parts: str) -> None:
    """Each message has to hold one of the parts, and each part to be in one message."""
    assert len(messages) == len(parts), messages
    for part in parts:
        assert [part in message for message in messages].count(True) == 1, (part, messages)


def _position(words: str) -> tuple[str, str]:
    start = TEXT.index(words)
    return f"oa:start {start} ;", f"oa:end {start + len(words)} ;"


def test_offsets_that_are_off_by_one(case: Case) -> None:
    start, end = _position("lomba ke-3")
    case.change(case.graph, start, f"oa:start {int(start.split()[1]) + 1} ;")
    case.change(case.graph, end, f"oa:end {int(end.split()[1]) + 1} ;")
    _expect(case.messages(), "sari-p-rank: the quote stands at")
    assert case.messages(with_text=False) == []


def test_position_of_another_length(case: Case) -> None:
    _, end = _position("lomba ke-3")
    case.change(case.graph, end, f"oa:end {int(end.split()[1]) + 1} ;")
    _expect(case.messages(), "the quote stands at")


@pytest.mark.parametrize(
    ("old", "new", "sentences"),
    [
        (_position("lomba ke-3")[0], "", ["and the passage has no such position"]),
        (_position("lomba ke-3")[0], 'oa:start "zero" ;', ["and the passage has no such position"]),
        (
            'oa:exact "lomba ke-3"@id',
            'oa:suffix "x"',
            ["sari-p-rank: the passage has no quote", "race: para:ordinal 3"],
        ),
        ("id:sari-p-cited ,", "", ["(Feri itu lambat. (Budi, 2003))"]),
        (
            'para:section "DAFTAR PUSTAKA"',
            'para:section "Pustaka"',
            ['sari-p-work: its section is "DAFTAR PUSTAKA", not "Pustaka"'],
        ),
        (
            "ini diharapkan mempererat",
            "itu diharapkan mempererat",
            [
                'the nearest words are "ini diharapkan mempererat"',
                "(Kunjungan ini diharapkan mempererat kedua kota.) is in no passage",
            ],
        ),
        (' ;\n    oa:suffix " Satu Feri di"@id', "", ['"Dua Kota dan" occurs 3 times']),
    ],
)
def test_a_passage_that_is_wrong_in_one_place(case: Case, old: str, new: str, sentences: list[str]) -> None:
    case.change(case.graph, old, new)
    _expect(case.messages(), *sentences)


def test_passage_with_two_positions(case: Case) -> None:
    case.change(
        case.graph,
        "id:sari-p-rank-position ,",
        "id:sari-p-rank-position , id:sari-p-race-position ,",
    )
    messages = case.messages()
    assert any("there are 2 position selectors" in message for message in messages)


def test_another_text(case: Case) -> None:
    case.change(case.text, "Jurnal Laut*, 11-19.\n", "Jurnal Laut*, 11-19.\n\n")
    _expect(case.messages(), "sari: para:textDigest is", "sari: para:textLength is")


def test_source_without_digest(case: Case) -> None:
    case.change(case.graph, f'para:textDigest "{case.article.digest}" ;', "")
    _expect(case.messages(), "sari: para:textDigest is missing")


@pytest.mark.parametrize("quote", ["Feri itu lambat", "Feri itu lambat.", "1988. Feri itu lambat. (Budi, 2003)"])
def test_quote_that_is_a_whole_sentence(case: Case, quote: str) -> None:
    case.change(case.graph, '"Feri itu"', f'"{quote}"')
    write_offsets(case.article, [case.graph])
    _expect(case.messages(), "sari-p-cited: the quote holds a whole sentence (Feri itu lambat.")


def test_sentence_over_a_page_break_is_whole_with_both_pieces(case: Case) -> None:
    start = TEXT.index("Dermaga sepanjang")
    whole = TEXT[start : TEXT.index(" Kunjungan ini")]
    case.change(case.graph, '"sepanjang 1,5 km dapat dipakai"', f'"""{whole}"""')
    write_offsets(case.article, [case.graph])
    _expect(case.messages(), "sari-p-pier: the quote holds a whole sentence")


@pytest.mark.parametrize("title", ["Niaga: pasar ikan", "KESIMPULAN", "Sari Penulis**"])
def test_short_title_may_be_quoted_whole(case: Case, title: str) -> None:
    case.change(case.graph, '"Feri itu"', f'"{title}"')
    write_offsets(case.article, [case.graph])
    assert not any("holds a whole" in message for message in case.messages())


def test_title_on_the_title_page_may_be_quoted_whole(case: Case) -> None:
    title = "Dua Kota dan Satu Feri di Laut Utara"
    case.change(case.graph, '"Satu Feri di Laut Utara"', f'"{title}"')
    write_offsets(case.article, [case.graph])
    assert case.messages() == []


def test_quote_over_a_page_header_is_no_whole_sentence(case: Case) -> None:
    case.change(case.graph, '"dan dua pelatih pada"', f'"""dua pelatih pada\n\n{HEADER}\n\nlomba"""')
    write_offsets(case.article, [case.graph])
    assert case.messages() == []

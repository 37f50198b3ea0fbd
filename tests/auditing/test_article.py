"""Reading the source text, its sections, and looking for words in it."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.audit_text import TEXT

from paradiplomacy.auditing.article import ARTICLE_VARIABLE, Article, find_article
from paradiplomacy.errors import UnreadableInput


@pytest.fixture
def article(tmp_path: Path) -> Article:
    path = tmp_path / "text.md"
    path.write_text(TEXT, encoding="utf-8")
    return Article.read(path)


@pytest.mark.parametrize(
    ("words", "section"),
    [
        ("Sari Penulis**", None),
        ("This study", "ABSTRACT"),
        ("Dua kota berbagi", "ABSTRAK"),
        ("Menurut Dr. Budi", "PENDAHULUAN"),
        ("Wanasari-Hoshimi", "Wanasari-Hoshimi"),
        ("Kerja sama Bidang", "Wanasari-Hoshimi / Kerja sama Bidang Olahraga"),
        ("Memang demikian", "Wanasari-Hoshimi / Kerja sama Bidang Olahraga"),
        ("Kedua kota rukun", "KESIMPULAN"),
    ],
)
def test_section_follows_the_words_of_headings_not_their_levels(
    article: Article, words: str, section: str | None
) -> None:
    assert article.section_at(article.text.index(words)) == section


def test_bold_words_are_a_heading_in_capitals_only(tmp_path: Path) -> None:
    text = "## BAGIAN\n\n**Tebal**\n\nsatu\n\n**LAIN**\n\ndua"
    article = Article(tmp_path, text, "")
    assert article.section_at(text.index("satu")) == "BAGIAN"
    assert article.section_at(text.index("dua")) == "LAIN"


def test_levels_decide_where_no_heading_is_in_capitals(tmp_path: Path) -> None:
    text = "before\n\n# Report\n\n## First\n\none\n\n### Part\n\ntwo\n\n## Second\n\nthree"
    article = Article(tmp_path, text, "")
    sections = [article.section_at(text.index(word)) for word in ("before", "one", "two", "three")]
    assert sections == [None, "Report / First", "Report / First / Part", "Report / Second"]
    assert Article(tmp_path, "no heading at all", "").section_at(3) is None


def test_find_gives_every_place_also_overlapping_ones(tmp_path: Path) -> None:
    path = tmp_path / "text.md"
    path.write_text("aba aba, xabay", encoding="utf-8")
    article = Article.read(path)
    assert article.find("aba") == [0, 4, 10]
    assert article.find("a") == [0, 2, 4, 6, 10, 12]
    assert article.find("aba", prefix=" ") == [4]
    assert article.find("aba", suffix="y") == [10]
    assert article.find("aba", "x", "z") == []
    assert Article(path, "ababa", "").find("aba") == [0, 2]


def test_nearest_gives_offset_and_words(article: Article) -> None:
    offset, words = article.nearest("mulai berlayar pada 8 Maret 1989")
    assert words == "mulai berlayar pada 9 Maret 1988."
    assert article.text[offset : offset + len(words)] == words


def test_offsets_count_code_points(tmp_path: Path) -> None:
    path = tmp_path / "text.md"
    path.write_bytes("𝄞é — kota".encode())
    article = Article.read(path)
    assert article.find("kota") == [5]
    assert len(article.text) == 9


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (None, "cannot be read"),
        (b"", "is empty"),
        (b" \n", "is empty"),
        ("Kota é".encode("latin-1"), "not UTF-8 (byte 5)"),
    ],
)
def test_unreadable_text_is_told_in_one_sentence(tmp_path: Path, content: bytes | None, sentence: str) -> None:
    path = tmp_path / "text.md"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(UnreadableInput) as error:
        Article.read(path)
    assert sentence in str(error.value)
    assert str(path) in str(error.value)


def test_article_is_the_given_one_else_the_named_one_else_beside_the_repository(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    repository = tmp_path / "repository"
    beside = tmp_path / "shared" / "article.md"
    files = {name: tmp_path / name for name in ("given", "named")}
    for path in (*files.values(), beside):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(path.name, encoding="utf-8")
    repository.mkdir()
    monkeypatch.setenv(ARTICLE_VARIABLE, str(files["named"]))

    def found(given: Path | None = None) -> str | None:
        article = find_article(given, repository)
        return article.text if article else None

    assert found(files["given"]) == "given"
    assert found() == "named"
    monkeypatch.delenv(ARTICLE_VARIABLE)
    assert found() == "article.md"
    beside.unlink()
    assert found() is None
    monkeypatch.setenv(ARTICLE_VARIABLE, str(tmp_path / "missing"))
    with pytest.raises(UnreadableInput):
        found()

"""Rows as HTML, LaTeX and Excel: what is typed stays typed, and no text can become markup, a command or a formula."""

from __future__ import annotations

import datetime
import io
import re
import sys
import zipfile
from html.parser import HTMLParser

import pytest

from paradiplomacy.errors import UsageError
from paradiplomacy.sparql.documents import html, latex, xlsx

HARD = '=1+1 <script>&"\\{}$%#_^~|[x]--'


def test_html_holds_the_rows_and_no_markup_of_theirs() -> None:
    texts: list[str] = []
    tags: list[str] = []

    class Reader(HTMLParser):
        def handle_data(self, data: str) -> None:
            texts.append(data)

        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            tags.append(tag)

    Reader().feed(html(["a", "n"], [[HARD, 70], ["two\nlines", None]]))
    assert [text for text in texts if text.strip()] == ["a", "n", HARD, "70", "two", "lines"]
    assert set(tags) == {"table", "thead", "tbody", "tr", "th", "td", "br"}


def test_latex_escapes_every_sign_that_latex_obeys() -> None:
    text = latex(["people"], [[HARD]])
    line = text.splitlines()[3]
    bare = re.sub(r"\\text[a-z]+\{\}|\\[&%$#_{}]|\{-\}|\{\[\}|\{\]\}", "", line.removesuffix(r" \\"))
    assert bare == "=1+1 scriptx"
    assert line.startswith("=1+1 ") and r"\textbackslash{}\{\}\$\%\#\_\textasciicircum{}\textasciitilde{}" in line


def test_latex_puts_numbers_to_the_right() -> None:
    assert latex(["a", "n"], [["x", 1], ["y", 2.5]]).startswith(
        "\\begin{tabular}{lr}\na & n \\\\\n\\hline\nx & 1 \\\\\n"
    )
    assert latex(["n"], [[1], ["source silent"]]).startswith(r"\begin{tabular}{l}")


def sheet(data: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        shared = re.findall(r"<t[^>]*>(.*?)</t>", book.read("xl/sharedStrings.xml").decode(), re.DOTALL)
        text = book.read("xl/worksheets/sheet1.xml").decode()
    return re.sub(r't="s"><v>(\d+)</v>', lambda found: f't="s"><v>{shared[int(found[1])]}</v>', text)


def test_excel_has_numbers_and_dates_as_such_and_formulas_as_texts() -> None:
    pytest.importorskip("xlsxwriter")
    row = [
        70,
        1.5,
        True,
        datetime.date(1997, 9, 24),
        "=1+1",
        None,
        2**60,
        float("inf"),
        datetime.date(1800, 1, 1),
        "광주",
    ]
    text = sheet(xlsx([f"c{place}" for place in range(len(row))], [row]))
    assert '<c r="A2"><v>70</v></c><c r="B2"><v>1.5</v></c><c r="C2" t="b"><v>1</v></c>' in text
    assert re.search(r'<c r="D2" s="\d"><v>35697</v></c>', text)
    assert "<f>" not in text and '<c r="E2" t="s"><v>=1+1</v></c>' in text
    assert "F2" not in text.replace("A1:J2", "")
    for cell in (f'"G2" t="s"><v>{2**60}', '"H2" t="s"><v>inf', '"I2" t="s"><v>1800-01-01', '"J2" t="s"><v>광주'):
        assert cell in text


def test_excel_gives_the_same_bytes_twice() -> None:
    pytest.importorskip("xlsxwriter")
    assert xlsx(["a"], [["x"]]) == xlsx(["a"], [["x"]])
    assert len(xlsx(["a"], [])) > 1000


def test_what_excel_cannot_hold_is_told() -> None:
    pytest.importorskip("xlsxwriter")
    with pytest.raises(UsageError, match="Row 1, quote: a cell of Excel holds 32,767 signs; choose csv"):
        xlsx(["quote"], [["x" * 32_768]])
    with pytest.raises(UsageError, match="16,384 columns"):
        xlsx(["a"] * 16_385, [])


def test_excel_without_its_package_says_which(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    with pytest.raises(UsageError, match="pip install XlsxWriter"):
        xlsx(["a"], [])

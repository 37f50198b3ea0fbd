"""The text of a source with its quotes in place, which is shown only where the text is given."""

from __future__ import annotations

import hashlib
import html
import re
from pathlib import Path

import pyoxigraph as ox
import pytest

from paradiplomacy.auditing.article import Article
from paradiplomacy.errors import UsageError
from paradiplomacy.rdf.namespaces import ID, OA, PARA
from paradiplomacy.site.article import files, pieces
from paradiplomacy.site.build import files as all_files
from paradiplomacy.site.release import site_of
from paradiplomacy.site.site import Site

TEXT = "Satu dua tiga empat <lima> enam."
DIGEST = hashlib.sha256(TEXT.encode()).hexdigest()


def passage(name: str, start: int, end: int) -> str:
    return (
        f"id:{name} a para:Passage ; oa:hasSource id:work ; oa:hasSelector id:{name}-at . "
        f"id:{name}-at a oa:TextPositionSelector ; oa:start {start} ; oa:end {end} . "
        f"id:r-{name} para:evidence id:{name} . "
    )


@pytest.fixture
def given(tmp_path: Path) -> Site:
    (tmp_path / "work.md").write_text(TEXT, encoding="utf-8")
    turtle = f'id:work a para:Source ; para:textDigest "{DIGEST}" . '
    # The second begins inside the first and ends after it.
    turtle += passage("p-1", 5, 13) + passage("p-2", 9, 19) + passage("p-3", 20, 26)
    prefixes = f"PREFIX id: <{ID}> PREFIX para: <{PARA}> PREFIX oa: <{OA}> "
    graphs = {"urn:g": list(ox.parse(prefixes + turtle, format=ox.RdfFormat.TURTLE))}
    return site_of(graphs, article=Article.read(tmp_path / "work.md"))


def test_quotes_that_overlap_are_cut_at_each_end(given: Site) -> None:
    found = pieces(given, TEXT, given.text_of[0])
    assert "".join(it.text for it in found) == TEXT
    covered = [(it.text, [node.value.removeprefix(ID) for node in it.cover]) for it in found if it.cover]
    assert covered == [("dua ", ["p-1"]), ("tiga", ["p-1", "p-2"]), (" empat", ["p-2"]), ("<lima>", ["p-3"])]


def test_the_page_shows_the_text_with_marks_and_records(given: Site) -> None:
    shown = {file.path: file.body().decode() for file in files(given)}["en/article.html"]
    text = shown.partition('lang="id">\n')[2].partition("</div>")[0]
    assert html.unescape(re.sub(r"<sup>.*?</sup>|<[^>]+>", "", text)).strip() == TEXT
    assert "<mark>&lt;lima&gt;</mark>" in text
    assert '<a id="p-2"></a>' in text
    assert 'href="id/r-p-3.html"' in text
    assert 'content="noindex"' in shown


def test_a_card_leads_to_its_place(given: Site) -> None:
    assert 'href="../article.html#p-2"' in all_files(given)["en/id/r-p-2.html"].body().decode()


def test_nothing_of_it_is_published_by_default(given: Site) -> None:
    without = Site(given.store)
    assert list(files(without)) == []
    assert not any("article" in path for path in all_files(without))
    assert "article.html" not in all_files(without)["en/id/r-p-2.html"].body().decode()


def test_a_text_of_no_source_is_refused(given: Site, tmp_path: Path) -> None:
    (tmp_path / "other.md").write_text(TEXT + " ", encoding="utf-8")
    other = Site(given.store, article=Article.read(tmp_path / "other.md"))
    with pytest.raises(UsageError, match=r"other\.md is not the text of a source of the graph"):
        list(files(other))

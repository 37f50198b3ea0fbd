"""The pages of the stored questions: each shows the answer that its files hold, and what it shows leads somewhere."""

from __future__ import annotations

import csv
import html
import io
import json
import re
from pathlib import Path

import pyoxigraph as ox
import pytest
from support.released_site import released_files, text

from paradiplomacy.queries import oecd
from paradiplomacy.queries.stored import queries_apart, stored_queries
from paradiplomacy.release import home
from paradiplomacy.site import queries
from paradiplomacy.site.addresses import FOLDERS
from paradiplomacy.site.messages import LANGUAGES, messages
from paradiplomacy.site.queries import MOST_ROWS
from paradiplomacy.site.release import site_of
from paradiplomacy.sparql.answer import Answer

ASKED = [query.name for query in (*stored_queries(), *oecd.queries())]
ELSEWHERE = [query.name for query in queries_apart("wikidata")]


def page(name: str, lang: str = "en") -> str:
    return text(f"{FOLDERS[lang]}/queries/{name}.html")


def rows_of(page_text: str) -> list[str]:
    body = re.findall(r"<tbody>(.*?)</tbody>", page_text, re.DOTALL)
    return re.findall(r"<tr>.*?</tr>", body[0], re.DOTALL) if body else []


def result(name: str, lang: str, form: str) -> str:
    return text(f"results/{name}.{lang}.{form}")


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", ASKED)
def test_page_and_files_have_the_same_rows(name: str, lang: str) -> None:
    rows = list(csv.reader(io.StringIO(result(name, lang, "csv"), newline="")))[1:]
    answer = json.loads(result(name, "en", "json"))
    assert len(rows) == len(answer["results"]["bindings"]) > 0
    assert len(rows_of(page(name, lang))) == min(len(rows), MOST_ROWS)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_the_rows_mean_is_told_in_the_language_of_the_page(lang: str) -> None:
    for query in stored_queries():
        assert f'<p class="reading">{html.escape(query.description[lang], quote=False)}</p>' in page(query.name, lang)


def test_the_json_is_written_once_and_says_its_language() -> None:
    assert not any(path.endswith(".id.json") for path in released_files())
    assert '<a href="../../results/timeline.en.json" hreflang="en">JSON</a>' in page("timeline", "id")


@pytest.mark.parametrize("name", [query.name for query in stored_queries()])
def test_the_english_file_is_that_of_the_release(name: str) -> None:
    expected = (home() / "queries" / "expected" / f"{name}.csv").read_bytes()
    assert sorted(result(name, "en", "csv").splitlines()) == sorted(expected.decode().splitlines())


def test_the_answer_is_in_the_language_of_the_page() -> None:
    assert ">pendidikan<" in page("compare-sectors", "id")
    assert ">education<" in page("compare-sectors", "en")
    assert '<th scope="col">bidang</th>' in page("compare-sectors", "id")


def test_a_name_leads_to_its_thing_and_stands_once() -> None:
    first = rows_of(page("compare-sectors"))[0]
    assert re.search(r'<a href="\.\./id/sector-[a-z]+\.html">[^<]+</a>', first)
    assert first.count("sector-") == 1


def test_what_lies_elsewhere_is_linked_there() -> None:
    assert re.search(r'<a href="http://www\.wikidata\.org/entity/Q\d+">', page("actors"))


def test_a_long_answer_is_cut_and_says_so() -> None:
    number = len(result("evidence", "en", "csv").splitlines()) - 1
    assert number > MOST_ROWS
    assert re.search(rf"The first {MOST_ROWS} of \d+ rows", page("evidence"))


@pytest.mark.parametrize("name", ASKED + ELSEWHERE)
def test_the_file_of_the_query_is_the_stored_one(name: str) -> None:
    assert released_files()[f"queries/{name}.rq"].body() == (home() / "queries" / f"{name}.rq").read_bytes()
    assert f"queries/{name}.rq" in page(name)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_index_has_every_question_in_its_language(lang: str) -> None:
    index = html.unescape(text(f"{FOLDERS[lang]}/queries/index.html"))
    for query in (*stored_queries(), *oecd.queries(), *queries_apart("wikidata")):
        assert f'href="{query.name}.html">{query.question(lang)}</a>' in index
    assert len(oecd.questions()) + 1 == len(re.findall("<tr>", index))


def test_every_tag_and_parameter_has_words() -> None:
    queries = (*stored_queries(), *oecd.queries(), *queries_apart("wikidata"))
    keys = {f"tag.{tag}" for query in queries for tag in query.tags}
    keys |= {f"parameter.{name}" for query in queries for name in query.parameters}
    assert keys <= messages()["en"].keys()


def test_a_question_to_wikidata_can_be_run_there() -> None:
    told = page("wikidata/partners")
    assert 'href="https://query.wikidata.org/#%23%2B%20summary' in told
    assert "<h2>The answer</h2>" not in told
    assert not any(path.startswith("results/wikidata/") for path in released_files())


def test_a_known_answer_is_not_asked_again(tiny_clone: Path) -> None:
    site = site_of({}, tiny_clone)
    known = Answer(["party"], [], "select")
    site.know({"parties": known})
    assert site.answer(site.stored["parties"], "en") is known
    assert site.answer(site.stored["parties"], "id") is not known


def test_a_graph_with_queries_of_its_own(tiny_clone: Path) -> None:
    quads = {"urn:g": list(ox.parse(path=str(tiny_clone / "data/gazette/parties.ttl")))}
    made = {file.path: file for file in queries.files(site_of(quads, tiny_clone))}
    assert "en/queries/parties.html" in made
    assert "Alda" in made["id-ID/queries/parties.html"].body().decode()
    assert "OECD" not in made["en/queries/index.html"].body().decode()


def test_text_of_an_answer_is_escaped(tmp_path: Path) -> None:
    (tmp_path / "queries").mkdir()
    query = 'SELECT ("<script>alert(1)</script>" AS ?x) ("javascript:alert(1)" AS ?y) (<javascript:x> AS ?z) WHERE {}'
    (tmp_path / "queries" / "odd.rq").write_text(query, encoding="utf-8")
    made = {file.path: file for file in queries.files(site_of({}, tmp_path))}
    told = made["en/queries/odd.html"].body().decode()
    assert "<script>" not in told
    assert "&lt;script&gt;alert(1)" in told
    assert 'href="javascript' not in told

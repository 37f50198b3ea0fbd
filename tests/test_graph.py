from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
from rdflib.compare import isomorphic

import paradiplomacy
from paradiplomacy import Graph, UnreadableInput, UsageError
from paradiplomacy.release import graph_files


def test_a_stored_query_by_name_file_and_object(tiny_graph: Graph, tiny_clone: Path) -> None:
    path = tiny_clone / "queries" / "cities.rq"
    expected = tiny_graph.query("cities").to_csv()
    assert expected.count("\r\n") == 4
    assert tiny_graph.query(path).to_csv() == expected
    assert tiny_graph.query(str(path)).to_csv() == expected
    assert tiny_graph.query(tiny_graph.stored("cities")).to_csv() == expected


def test_parameters_narrow_the_answer(tiny_graph: Graph) -> None:
    assert [row["label"] for row in tiny_graph.query("parties", lang="id", agreement="Alda-Corva")] == ["Alda", "Korva"]


@pytest.mark.parametrize("file", ["q.rq", "q.sparql"])
def test_a_text_needs_no_prefixes_but_a_file_does(tiny_graph: Graph, tmp_path: Path, file: str) -> None:
    text = "SELECT ?a { ?a a para:State }"
    assert len(tiny_graph.query(text)) == 1
    path = tmp_path / file
    path.write_text(text, encoding="utf-8")
    with pytest.raises(
        UnreadableInput, match=r"line 1, column 18: the prefix para: is not declared; add PREFIX para: <h"
    ):
        tiny_graph.query(path)


@pytest.mark.parametrize(
    ("text", "kind", "sentence"),
    [
        ("SELECT ?x {\n ?x e:a ?y }", UnreadableInput, r"q\.rq, line 2, column 5: the prefix e: is not declared"),
        ("SELECT ?x {\n ?x a ?y", UnreadableInput, r"q\.rq, line 1, column 11: .*{ is never closed"),
        ("SELECT ?x WERE {\n ?x a ?y }", UnreadableInput, r'line 1, column 16: this is not valid SPARQL at "{"'),
        ("SELECT ?x { ?y a ?z } GROUP BY ?y", UnreadableInput, "The SELECT contains a variable that is unbound"),
        ("# ask\nINSERT DATA { <a:a> <a:b> 1 }", UnreadableInput, "INSERT would change the graph"),
        ("PREFIX e: <e:>\nDELETE WHERE { ?s ?p ?o }", UnreadableInput, "DELETE would change the graph"),
        ("ASK {\n SERVICE <http://127.0.0.1:1/> {} }", UsageError, r"q\.rq: line 2: SERVICE asks another server"),
        (
            "SELECT (<https://e.org/f>(1) AS ?x) {}",
            UsageError,
            r"<https://e.org/f> is a function that SPARQL does not have",
        ),
        ("SELECT ?_a { ?s a ?_a } # a name for 'x'\n}", UnreadableInput, r"line 2, column 1: .*} closes nothing"),
    ],
)
def test_broken_query_files(tiny_graph: Graph, tmp_path: Path, text: str, kind: type[Exception], sentence: str) -> None:
    path = tmp_path / "q.rq"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(kind, match=sentence) as caught:
        tiny_graph.query(path)
    assert "\n" not in str(caught.value)


def test_the_place_of_an_error_is_that_in_the_file_also_with_a_value(tiny_graph: Graph, tmp_path: Path) -> None:
    path = tmp_path / "q.rq"
    path.write_text('ASK { FILTER(?_word = "a") FILTER( }', encoding="utf-8")
    with pytest.raises(UnreadableInput) as plain:
        tiny_graph.query(path)
    with pytest.raises(UnreadableInput) as bound:
        tiny_graph.query(path, word="a much longer text than the name")
    assert str(plain.value) == str(bound.value)


def test_an_unknown_name(tiny_graph: Graph) -> None:
    with pytest.raises(UsageError, match='did you mean "parties"'):
        tiny_graph.query("party")
    with pytest.raises(UnreadableInput, match="does not exist"):
        tiny_graph.query("party.rq")


def test_rdflib_has_the_same_triples_as_its_own_parser(tiny_graph: Graph, tiny_clone: Path) -> None:
    expected = rdflib.Graph()
    for path in graph_files(tiny_clone):
        expected.parse(path)
    graph = tiny_graph.rdflib()
    assert len(graph) == len(tiny_graph) > 20
    assert isomorphic(graph, expected)
    assert dict(graph.namespaces())["para"] == rdflib.URIRef("https://w3id.org/paradiplomacy/ontology#")


def test_rdflib_keeps_literals_as_written(tmp_path: Path) -> None:
    path = tmp_path / "a.ttl"
    path.write_text('<a:a> <a:b> "P7D"^^<http://www.w3.org/2001/XMLSchema#duration> , "x"@en , [] .', encoding="utf-8")
    graph = paradiplomacy.load([path]).rdflib()
    assert {"P7D", "x"} < {str(node) for node in graph.objects()}
    assert any(isinstance(node, rdflib.BNode) for node in graph.objects())


def test_load_of_files_keeps_to_those_files(tmp_path: Path) -> None:
    path = tmp_path / "a.nt"
    path.write_text("<a:a> <a:b> <a:c> .", encoding="utf-8")
    graph = paradiplomacy.load([path])
    assert len(graph) == 1
    assert isinstance(graph.store, ox.Store)


def test_load_takes_one_file_several_or_a_list_and_ours_beside_them(tmp_path: Path) -> None:
    paths = []
    for name in ("a", "b"):
        paths.append(tmp_path / f"{name}.ttl")
        paths[-1].write_text(f"<e:{name}> <e:p> <e:o> .", encoding="utf-8")
    assert len(paradiplomacy.load(str(paths[0]))) == len(paradiplomacy.load(paths[0])) == 1
    assert (
        len(paradiplomacy.load(*paths))
        == len(paradiplomacy.load(paths))
        == len(paradiplomacy.load(map(str, paths)))
        == 2
    )
    published = len(paradiplomacy.load())
    assert len(paradiplomacy.load(*paths, ours=True)) == published + 2
    with pytest.raises(UnreadableInput, match=r"nowhere\.ttl does not exist"):
        paradiplomacy.load("nowhere.ttl")


def test_the_queries_are_listed_with_question_and_parameters(tiny_graph: Graph) -> None:
    assert tiny_graph.queries()[1] == {
        "query": "parties",
        "question": "Which cities are party to which agreement",
        "parameters": "agreement lang",
    }
    assert [row["query"] for row in tiny_graph.queries()] == ["cities", "parties"]
    assert "Kota mana" in str(tiny_graph.queries("id"))


def test_what_a_notebook_shows(tiny_graph: Graph) -> None:
    assert "parties" in tiny_graph._repr_html_() and "<table>" in tiny_graph._repr_html_()
    assert f"{len(tiny_graph)} triples" in repr(tiny_graph)
    answer = tiny_graph.query("parties")
    assert answer._repr_html_() == answer.to_html()
    assert "<td>Brimo</td>" in answer.to_html()


def test_a_row_by_its_number(tiny_graph: Graph) -> None:
    answer = tiny_graph.query("parties")
    assert answer[0] == next(iter(answer))
    assert answer[-1] == list(answer)[-1]
    assert answer[1:3] == list(answer)[1:3]
    with pytest.raises(IndexError):
        _ = answer[99]


def test_validate_gives_what_the_command_prints(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from paradiplomacy.commands.main import main

    mine = tmp_path / "mine.ttl"
    mine.write_text(
        "PREFIX para: <https://w3id.org/paradiplomacy/ontology#> PREFIX id: <https://w3id.org/paradiplomacy/id/>\n"
        "id:paris a para:City .",
        encoding="utf-8",
    )
    report = paradiplomacy.validate(str(mine))
    assert report.status() == 1
    assert len(report) == len(list(report)) > 0
    assert {finding.severity for finding in report} >= {"violation"}
    assert main(["validate", str(mine)]) == 1
    assert f"{report}\n" == f"{report!r}\n" == capsys.readouterr().out
    assert paradiplomacy.validate().status() == 0


def test_what_the_package_exports() -> None:
    assert set(paradiplomacy.__all__) <= set(dir(paradiplomacy))
    assert all(getattr(paradiplomacy, name) is not None for name in paradiplomacy.__all__)
    with pytest.raises(AttributeError, match="no attribute 'lod'"):
        _ = paradiplomacy.lod


def test_importing_the_package_and_asking_a_query_stays_light(tiny_clone: Path) -> None:
    code = (
        "import sys, paradiplomacy; print('pyoxigraph' in sys.modules)\n"
        "heavy = {'rdflib', 'pyshacl', 'shacl', 'SPARQLWrapper', 'pandas', 'starlette', 'jinja2'}\n"
        "from paradiplomacy.commands import main; main.main(['query', 'parties', '--format', 'csv'])\n"
        "print(sorted(heavy & set(sys.modules)))\n"
    )
    path = [str(tiny_clone / "src"), *sys.path]
    done = subprocess.run(
        [sys.executable, "-S", "-c", f"import sys; sys.path[:0] = {path!r}\n{code}"],
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    lines = done.stdout.splitlines()
    assert lines[0] == "False"
    assert lines[1] == "agreement,party,label"
    assert lines[-1] == "[]"

"""Citations: what the graph knows of a work, nothing that it does not know, and BibTeX that BibTeX can read."""

from __future__ import annotations

import re
from pathlib import Path

import pyoxigraph as ox
import pytest

from paradiplomacy.commands.main import main
from paradiplomacy.graph import Graph, load
from paradiplomacy.publishing.citation import cite
from paradiplomacy.publishing.digest import record_digest
from paradiplomacy.rdf.namespaces import ID
from paradiplomacy.release import home

MINE = """PREFIX id: <https://w3id.org/paradiplomacy/id/> PREFIX para: <https://w3id.org/paradiplomacy/ontology#>
PREFIX dcterms: <http://purl.org/dc/terms/> PREFIX oa: <http://www.w3.org/ns/oa#> PREFIX foaf: <http://xmlns.com/foaf/0.1/>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#> PREFIX bibo: <http://purl.org/ontology/bibo/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#> PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
PREFIX owl: <http://www.w3.org/2002/07/owl#>
id:dataset dcterms:title "The graph"@en , "Grafnya"@id ; dcterms:creator id:us ; dcterms:issued "2026-11-24"^^xsd:date ;
  owl:versionInfo "3.0" .
id:us rdfs:label "We & Co"@en .
id:work a para:Source ; dcterms:title "50 % of *A_B* & {C}"@en ; dcterms:creator id:ann ; dcterms:isPartOf id:journal ;
  dcterms:issued "2021-12"^^xsd:gYearMonth ; bibo:pages "3-5" ; foaf:page <https://example.org/a_b%20c> ;
  para:accessedOn "2022-06-02"^^xsd:date .
id:ann a para:Person ; para:sourceName "Lee, Ann" . id:journal rdfs:label "Some Journal"@en .
id:bare a para:Source ; rdfs:label "A bare work"@en ; para:sourceKind id:kind . id:kind skos:prefLabel "study"@en .
id:thing rdfs:label "a thing"@en ; para:evidence id:p1 , id:p2 .
id:p1 oa:hasSource id:bare ; para:section "One" ; para:citesSource id:work .
id:p2 oa:hasSource id:bare ; para:section "Two" .
"""
WORK = """@article{work,
  author = {Lee, Ann},
  title = {{50 \\% of A\\_B \\& \\{C\\}}},
  year = {2021},
  month = dec,
  journal = {Some Journal},
  pages = {3--5},
  url = {https://example.org/a_b%20c},
  urldate = {2022-06-02}
}
"""


@pytest.fixture(scope="module")
def store() -> ox.Store:
    store = ox.Store()
    store.load(MINE.encode(), format=ox.RdfFormat.TURTLE)
    return store


@pytest.fixture(scope="module")
def release() -> Graph:
    return load()


def named(name: str) -> ox.NamedNode:
    return ox.NamedNode(ID + name)


def test_a_source_with_all_that_is_known_of_it(store: ox.Store) -> None:
    assert cite(store, named("work"), bibtex=True) == WORK
    assert cite(store, named("work")) == (
        "Lee, Ann (2021). 50 % of A_B & {C}. Some Journal, 3-5, read 2022-06-02. https://example.org/a_b%20c.\n"
    )


def test_what_is_not_known_is_left_out(store: ox.Store) -> None:
    assert (
        cite(store, named("bare"), bibtex=True)
        == "@misc{bare,\n  title = {{A bare work}},\n  howpublished = {study}\n}\n"
    )
    assert cite(store, named("bare")) == "A bare work (n.d.). Study.\n"
    assert cite(store, named("bare"), "id") == "A bare work (t.t.). Study.\n"


def test_the_graph_with_its_version(store: ox.Store) -> None:
    assert cite(store, None) == "We & Co (2026). The graph. Version 3.0, data set.\n"
    assert cite(store, None, "id") == "We & Co (2026). Grafnya. Versi 3.0, kumpulan data.\n"
    assert "author = {{We \\& Co}}" in cite(store, None, bibtex=True)


def test_a_record_with_its_sources_and_what_they_cite(store: ox.Store) -> None:
    digest = record_digest(store, named("thing"))
    assert cite(store, named("thing")).splitlines() == [
        f"We & Co (2026). a thing. Record in: The graph, version 3.0, data set. {ID}thing, SHA-256 {digest}.",
        "Its words are those of: A bare work (n.d.). Study. Section “One”; “Two”.",
        "  who cites: Lee, Ann (2021). 50 % of A_B & {C}. Some Journal, 3-5, read 2022-06-02. https://example.org/a_b%20c.",
    ]
    assert f"  note = {{{ID}thing, SHA-256 {digest}}}\n" in cite(store, named("thing"), bibtex=True)
    assert re.findall(r"@\w+\{(.*),", cite(store, named("thing"), bibtex=True)) == ["thing", "bare", "work"]
    assert cite(store, named("thing"), bibtex=True).endswith(f"\n\n{WORK}")


def test_the_article_has_no_journal_year_or_doi_that_nobody_saw(release: Graph) -> None:
    text = cite(release.store, named("rakhmadi"), bibtex=True)
    assert "author = {Roby Rakhmadi}" in text
    assert not re.search(r"(?m)^  (journal|year|volume|number|doi) ", text)


def test_every_source_and_record_can_be_cited(release: Graph) -> None:
    query = "SELECT DISTINCT ?s { { ?s a para:Source } UNION { ?s para:evidence ?e } }"
    things = [row["s"] for row in release.query(query)]
    assert len(things) > 200
    for thing in things:
        text = cite(release.store, ox.NamedNode(thing), bibtex=True)
        for entry in re.split(r"\n\n(?=@)", text):
            assert re.fullmatch(r"@(misc|article)\{[\w.-]+,\n(  \w+ = (\{.*\}|[a-z]{3}),?\n)+\}\n?", entry), entry
            assert entry.count("{") == entry.count("}")


def test_a_record_that_is_not_published_is_not_cited_as_published(store: ox.Store) -> None:
    nothing = ox.Store()
    assert cite(store, named("thing"), published=nothing).splitlines()[0] == (
        f"a thing (n.d.). Record that the published graph does not have. {ID}thing."
    )
    entry = cite(store, named("thing"), bibtex=True, published=nothing).partition("\n\n")[0]
    assert not any(word in entry for word in ("author", "year", "version", "SHA-256"))
    assert cite(store, named("thing"), published=store) == cite(store, named("thing"))


def test_the_command_knows_what_is_published(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    own = tmp_path / "own.ttl"
    own.write_text(
        (home() / "data" / "merdeka-2023" / "merdeka-2023.ttl")
        .read_text("utf-8")
        .replace("id:merdeka", "id:own-merdeka"),
        encoding="utf-8",
    )
    for thing, published in (("own-merdeka-2023-student-exchange", False), ("jalan-medan", True)):
        assert main(["cite", thing, "--data", str(own)]) == 0
        assert ("Developers of the paradiplomacy" in capsys.readouterr().out) == published


def test_the_command(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["cite"]) == 0
    assert "knowledge graph of sister cities" in capsys.readouterr().out
    assert main(["cite", "Jalan", "Medan", "--lang", "id"]) == 0
    assert "Kata-katanya berasal dari: Roby Rakhmadi (t.t.)." in capsys.readouterr().out
    assert main(["cite", "clarke-2009", "--format", "bibtex"]) == 0
    assert capsys.readouterr().out.startswith("@article{clarke-2009,")
    assert main(["cite", "clarc-2009"]) == 2
    assert "nearest name" in capsys.readouterr().err

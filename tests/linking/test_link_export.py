"""``link export``: what may be proposed to Wikidata, in both directions, and why all else may not."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest
from support.fault_server import answering, good
from support.in_process import Run
from support.twinning_graph import agreement, city, document, passage, store
from support.wikidata_world import World

from paradiplomacy.graph import load
from paradiplomacy.linking.export import Proposal, proposals, to_quickstatements
from paradiplomacy.linking.recorded import Twinning, twinnings
from paradiplomacy.linking.wikidata.statements import fetch_twinnings
from paradiplomacy.rdf.namespaces import ID

GOLDEN = Path(__file__).parents[1] / "cases" / "quickstatements" / "twinnings.tsv"
CITIES = city("alda", "Q901") + city("brimo", "Q902") + city("corva", "Q903") + city("dorn")


def made(*parts: str) -> list[Twinning]:
    return twinnings(store(CITIES, *parts))


def signed(day: str = "1997-09-24", source: str = "gazette", kind: str = "stated", type_: str = "") -> list[Twinning]:
    """Alda and Brimo with a document of ``day``."""
    return made(
        passage("tie", "gazette"),
        passage("paper", source),
        document("memo", day, ("paper",), kind, type_),
        agreement("alda-brimo", ("alda", "brimo"), ("tie",), since="1996", documents=("memo",)),
    )


def reasons(found: list[Proposal]) -> set[str]:
    assert found
    return {proposal.why for proposal in found}


def test_the_commands_are_those_of_the_golden_file() -> None:
    found = proposals(
        made(
            passage("tie", "gazette"),
            passage("yearbook", "almanac"),
            document("memo", "1997-09-24", ("tie",)),
            agreement("alda-brimo", ("alda", "brimo"), ("tie",), documents=("memo",)),
            agreement("alda-corva", ("alda", "corva"), ("yearbook",), since="2003"),
            agreement("brimo-corva", ("brimo", "corva"), ("tie",)),
            agreement("alda-dorn", ("alda", "dorn"), ("tie",)),
        )
    )
    assert to_quickstatements(found) == GOLDEN.read_text(encoding="utf-8")


def test_every_line_has_both_directions() -> None:
    lines = [line.split("\t") for line in GOLDEN.read_text(encoding="utf-8").splitlines()]
    assert {(line[2], line[0], *line[3:]) for line in lines} == {(line[0], line[2], *line[3:]) for line in lines}
    assert {line[1] for line in lines} == {"P190"}


@pytest.mark.parametrize(
    ("kind", "type_", "start"),
    [
        ("stated", "", "1997-09-24"),
        ("hedged", "", "1996"),
        ("expected", "", "1996"),
        ("stated", "LetterOfIntent", "1996"),  # it announces the relation and does not make it
    ],
)
def test_the_start_is_the_day_of_a_stated_memorandum_else_the_year(kind: str, type_: str, start: str) -> None:
    (twinning,) = signed(kind=kind, type_=type_)
    assert twinning.start == start


def test_a_day_is_exported_only_with_the_source_that_gives_it() -> None:
    for proposal in proposals(signed(source="almanac")):
        assert proposal.is_ready
        assert "P580" not in proposal.command
        assert "gazette" in proposal.command


@pytest.mark.parametrize("kind", ["hedged", "expected"])
def test_what_the_source_does_not_state_is_never_exported(kind: str) -> None:
    found = proposals(made(passage("tie", "gazette"), agreement("a", ("alda", "brimo"), ("tie",), kind, since="1990")))
    assert to_quickstatements(found) == ""
    assert reasons(found) == {"the source hedges or expects it, and only what is stated is exported"}


def test_a_party_without_an_item_is_told() -> None:
    found = proposals(made(passage("tie", "gazette"), agreement("a", ("alda", "dorn"), ("tie",))))
    assert reasons(found) == {"dorn has no item in the table of links"}


def test_without_a_page_or_item_of_the_source_nothing_is_ready() -> None:
    found = proposals(
        made(passage("tie", "letter", cites="gazette"), agreement("a", ("alda", "brimo"), ("tie",), since="1990"))
    )
    (why,) = reasons(found)
    assert "letter has neither a page (foaf:page) nor an item in the graph" in why
    assert "if you know where it can be read, add foaf:page and para:accessedOn to id:letter" in why
    assert "it cites gazette (https://example.org/gazette?no=7), which a person has to read before citing it" in why
    assert to_quickstatements(found) == ""


def test_two_sources_are_two_references() -> None:
    found = proposals(
        made(passage("tie", "gazette"), passage("note", "almanac"), agreement("a", ("alda", "brimo"), ("tie", "note")))
    )
    assert sorted(proposal.reference for proposal in found if proposal.subject.startswith("Alda")) == [
        'S248 Q900 S854 "https://example.org/almanac"',
        'S854 "https://example.org/gazette?no=7" S813 +2026-11-24T00:00:00Z/11',
    ]


def test_three_parties_make_three_pairs() -> None:
    found = proposals(made(passage("tie", "gazette"), agreement("a", ("alda", "brimo", "corva"), ("tie",))))
    assert len(found) == len({proposal.command for proposal in found}) == 6


def test_nothing_of_our_own_graph_is_ready_yet_and_each_says_why() -> None:
    found = proposals(twinnings(load().store))
    assert len(found) == 4
    assert not any(proposal.is_ready for proposal in found)
    assert all("rakhmadi has neither a page (foaf:page) nor an item" in proposal.why for proposal in found)
    assert {proposal.start for proposal in found} == {"1997-09-24", "none"}


def compared(found: list[Twinning], *statements: dict[str, object]) -> dict[str, str]:
    """The reasons for Alda → Brimo and back, when Wikidata has ``statements`` from Alda to Brimo."""
    graph = World()
    graph.item("Q901", {"en": "Alda"}, "Q515")
    graph.item("Q902", {"en": "Brimo"}, "Q515")
    for statement in statements:
        graph.twin("Q901", "Q902", **statement)  # type: ignore[arg-type]
    checked = proposals(found, fetch_twinnings(graph.endpoint(), [each.items for each in found]))
    return {proposal.subject.split()[0]: f"{proposal.is_ready}: {proposal.why}" for proposal in checked}


@pytest.mark.parametrize(
    ("statement", "there"),
    [
        ({"start": "1997-09-24"}, "True: adds the reference"),
        ({"start": "1997-09-24", "reference": "https://example.org/x"}, "False: Wikidata has it with a reference"),
        ({}, "True: adds the start and the reference"),
        ({"start": "1997-01-01", "precision": 9}, "False: Wikidata is less precise: 1997 there, 1997-09-24 here"),
        ({"start": "1994-11-10"}, "False: start differs: 1994-11-10 there, 1997-09-24 here; settle it there"),
        ({"end": "2009-01-01"}, "False: Wikidata says that it ended 2009-01-01; settle it there"),
        ({"rank": "Deprecated"}, "False: Wikidata holds this twinning as deprecated; settle it there"),
    ],
)
def test_nothing_is_proposed_against_what_wikidata_has(statement: dict[str, object], there: str) -> None:
    found = compared(signed(), statement)
    assert found["Alda"].startswith(there)
    # What speaks against the twinning in one direction speaks against it in the other.
    against = [word for word in ("differs", "ended", "deprecated") if word in there]
    if against:
        assert found["Brimo"].startswith("False: ")
        assert against[0] in found["Brimo"] and "in the other direction" in found["Brimo"]
    else:
        assert found["Brimo"] == "True: new in Wikidata"


@pytest.mark.parametrize("unknown", ["_:somebody", "<http://www.wikidata.org/.well-known/genid/0123abc>"])
def test_a_twinning_that_ended_nobody_knows_when_is_left_alone(unknown: str) -> None:
    graph = World()
    graph.twin("Q901", "Q902", start="1997-09-24")
    graph.add(f"wds:Q901-0001 pq:P582 {unknown}")
    found = proposals(signed(), fetch_twinnings(graph.endpoint(), [("Q901", "Q902")]))
    assert to_quickstatements(found) == ""
    assert sorted(proposal.why for proposal in found) == [
        "Wikidata says in the other direction that it ended, it is not known when; settle it there",
        "Wikidata says that it ended, it is not known when; settle it there",
    ]


def test_a_start_that_wikidata_holds_to_be_unknown_is_left_to_a_person() -> None:
    graph = World()
    graph.twin("Q901", "Q902")
    graph.add("wds:Q901-0001 pq:P580 _:somebody")
    found = proposals(signed(), fetch_twinnings(graph.endpoint(), [("Q901", "Q902")]))
    assert [(proposal.subject[:4], proposal.is_ready) for proposal in found] == [("Alda", False), ("Brim", True)]
    assert "start unknown or vague in Wikidata" in found[0].why


def test_what_ended_in_the_graph_is_not_exported_as_if_it_lasted() -> None:
    ended = 'id:a para:endDate "2009-05-06"^^xsd:date .\n'
    found = proposals(made(passage("tie", "gazette"), agreement("a", ("alda", "brimo"), ("tie",)), ended))
    assert reasons(found) == {
        "the graph says that it ended 2009-05-06, which the statement would not say; enter it by hand"
    }


def test_a_twinning_without_any_source_is_told() -> None:
    found = proposals(made(agreement("a", ("alda", "brimo"), ("nowhere",))))
    assert reasons(found) == {"no reference can be given: no passage of a source supports it in the graph"}


def test_one_value_that_cannot_be_written_does_not_keep_back_the_others() -> None:
    odd = 'id:odd a para:Source ; foaf:page <https://example.org/odd> ; para:accessedOn "yesterday" .\n'
    found = proposals(
        made(
            odd,
            passage("tie", "gazette"),
            passage("rumour", "odd"),
            agreement("a", ("alda", "brimo"), ("rumour",)),
            agreement("b", ("alda", "corva"), ("tie",)),
        )
    )
    assert [proposal.is_ready for proposal in found] == [False, False, True, True]
    assert '"yesterday" is not a date' in found[0].why


def test_of_several_pages_one_on_the_web_is_given() -> None:
    pages = "<ftp://example.org/a> , <mailto:ana@example.org> , <https://example.org/a>"
    odd = f"id:odd a para:Source ; skos:exactMatch wd:Q904 ; foaf:page {pages} .\n"
    found = proposals(made(odd, passage("tie", "odd"), agreement("a", ("alda", "brimo"), ("tie",))))
    assert {proposal.reference for proposal in found} == {'S248 Q904 S854 "https://example.org/a"'}


def test_a_page_in_the_graph_is_all_that_our_article_lacks() -> None:
    graph = load().store
    page = ox.NamedNode("https://example.org/article")
    article = ox.NamedNode(ID + "rakhmadi")
    held = ox.Store()
    held.extend(graph)
    held.add(ox.Quad(article, ox.NamedNode("http://xmlns.com/foaf/0.1/page"), page))
    found = proposals(twinnings(held))
    assert [proposal.is_ready for proposal in found] == [True] * 4
    assert [len(proposal.command.split("\t")) for proposal in found] == [7, 7, 5, 5]  # the day of one of them is known


def test_several_starts_are_left_to_a_person() -> None:
    found = compared(signed(), {"start": "1997-09-24"}, {"start": "1998-01-05"})
    assert found["Alda"].startswith("False: Wikidata has several starts: 1997-09-24, 1998-01-05 there")


def test_a_page_that_is_no_web_address_is_no_reference() -> None:
    odd = "id:odd a para:Source ; foaf:page <mailto:ana@example.org> .\n"
    ours = made(odd, passage("tie", "odd"), agreement("a", ("alda", "brimo"), ("tie",)))
    assert all("odd has neither a page" in why for why in reasons(proposals(ours)))


def test_the_command_shows_a_table_and_writes_nothing_that_is_not_ready(address: str, tmp_path: Path, run: Run) -> None:
    output = tmp_path / "commands.tsv"
    status, out, err = run("link", "export", "--offline", "--output", output)
    assert (status, output.exists()) == (1, False)
    assert "medan-gwangju" in out
    assert err.endswith("4 statements, 0 ready. Nothing was sent.\nNo statement is ready, so no file was written.\n")
    assert run("link", "export", "--endpoint", address)[0] == 0


def test_the_command_writes_the_commands_of_what_is_ready(
    tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("paradiplomacy.commands.link.twinnings", lambda graph: signed())
    output = tmp_path / "commands.tsv"
    graph = World()
    graph.item("Q901", {"en": "Alda"}, "Q515")
    known = graph.store()
    with answering(lambda number, request: good(known, request)) as server:
        words = ("--endpoint", server.address, "--output", output, "--format", "csv")
        status, out, err = run("link", "export", *words)
    assert (status, err) == (0, "2 statements, 2 ready. Nothing was sent.\n")
    assert [line.split(",")[5] for line in out.splitlines()[1:]] == ["yes", "yes"]
    assert output.read_text(encoding="utf-8").splitlines()[0] == (
        'Q901\tP190\tQ902\tP580\t+1997-09-24T00:00:00Z/11\tS854\t"https://example.org/gazette?no=7"'
        "\tS813\t+2026-11-24T00:00:00Z/11"
    )

"""``link export``: what may be proposed to Wikidata, in both directions, and why all else may not."""

from __future__ import annotations

import csv
import io
import os
from pathlib import Path

import pytest
from support.fault_server import answering, good
from support.in_process import Run
from support.twinning_graph import PREFIXES, SOURCES, account, agreement, city, document, passage, store
from support.wikidata_world import World

from paradiplomacy.errors import UsageError
from paradiplomacy.graph import load
from paradiplomacy.linking.export import Proposal, advice, proposals, to_quickstatements, with_reference
from paradiplomacy.linking.recorded import Twinning, twinnings
from paradiplomacy.linking.wikidata.statements import fetch_twinnings
from paradiplomacy.release import graph_files

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
        assert "P580" not in proposal.line
        assert "gazette" in proposal.line


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
    assert "it cites gazette (https://example.org/gazette?no=7), which a person has to read before citing it" in why
    assert to_quickstatements(found) == ""
    assert found[0].line.split("\t")[:7] == ["Q901", "P190", "Q902", "P580", "+1990-00-00T00:00:00Z/9", "S854", "?"]


def test_what_is_missing_is_told_with_the_file_to_edit() -> None:
    files = list(graph_files())
    ours = [
        each._replace(sources=tuple(source._replace(page="") for source in each.sources if source.id == "rakhmadi"))
        for each in twinnings(load().store)
    ]
    (advised,) = advice(ours, files)
    assert "--source rakhmadi with --source-url or --source-item; or add its page to the graph, in " in advised
    assert advised.endswith(f"rakhmadi{os.sep}source.ttl: id:rakhmadi foaf:page <https://…> .")
    assert advice(twinnings(load().store), files) == []


def test_two_sources_are_two_references() -> None:
    found = proposals(
        made(passage("tie", "gazette"), passage("note", "almanac"), agreement("a", ("alda", "brimo"), ("tie", "note")))
    )
    assert sorted(proposal.line.partition("\t")[2].replace("\t", " ") for proposal in found[:2]) == [
        'P190 Q902 S248 Q900 S854 "https://example.org/almanac" S1476 en:"The almanac" S1683 en:"words of note"',
        'P190 Q902 S854 "https://example.org/gazette?no=7" S1476 en:"The gazette" S813 +2026-11-24T00:00:00Z/11 '
        'S1683 en:"words of tie"',
    ]


def test_three_parties_make_three_pairs() -> None:
    found = proposals(made(passage("tie", "gazette"), agreement("a", ("alda", "brimo", "corva"), ("tie",))))
    assert len(found) == len({proposal.line for proposal in found}) == 6


DAY = 'para:signedOn "{}"^^xsd:date'
YEAR = 'para:sinceYear "{}"^^xsd:gYear'
MONTH = 'para:yearMonth "{}"^^xsd:gYearMonth'
BEGAN = 'para:startDate "{}"^^xsd:date'


@pytest.mark.parametrize(
    ("times", "start", "supported"),
    [
        (DAY.format("1997-09-24"), "1997-09-24", {"almanac", "gazette"}),
        (BEGAN.format("1997-11-10"), "1997", {"almanac", "gazette"}),  # the day is contested, the year is not
        (DAY.format("1997-09-05"), "1997-09", {"almanac", "gazette"}),
        (MONTH.format("1997-09"), "1997-09-24", {"gazette"}),  # less exact, and no contradiction
        (YEAR.format("1997"), "1997-09-24", {"gazette"}),
        (YEAR.format("1994"), "", set()),
    ],
)
def test_a_start_is_offered_only_as_exactly_as_the_sources_agree(times: str, start: str, supported: set[str]) -> None:
    (twinning,) = made(
        passage("tie", "gazette"),
        passage("note", "almanac"),
        document("memo", "1997-09-24", ("tie",)),
        agreement("alda-brimo", ("alda", "brimo"), ("tie",), documents=("memo",)),
        account("almanac-alda-brimo", "alda-brimo", ("note",), times),
    )
    assert (twinning.start, twinning.start_sources) == (start, frozenset(supported))
    found = proposals([twinning])
    assert len(found) == 4 and all(proposal.is_ready for proposal in found)
    assert {"P580" in each.line for each in found if "Q900" in each.line} == {"almanac" in supported}
    assert any("the sources differ on the start" in each.why for each in found) == (len(start) < len("1997-09-24"))


def test_what_another_source_says_of_the_document_counts_and_what_it_hedges_does_not() -> None:
    parts = (
        passage("tie", "gazette"),
        passage("note", "almanac"),
        document("memo", "1997-09-24", ("tie",)),
        agreement("alda-brimo", ("alda", "brimo"), ("tie",), documents=("memo",)),
    )
    for kind, start in (("stated", "1997"), ("hedged", "1997-09-24"), ("expected", "1997-09-24")):
        (twinning,) = made(*parts, account("almanac-memo", "memo", ("note",), DAY.format("1997-10-01"), kind))
        assert twinning.start == start
        assert {source.id for source in twinning.sources} == {"gazette"} | ({"almanac"} if kind == "stated" else set())
    letter = document("letter-memo", "1997-04-23", ("note",), type_="LetterOfIntent")
    brought = account("almanac-alda-brimo", "alda-brimo", ("note",), "para:instrument id:letter-memo")
    assert made(*parts, letter, brought)[0].start == "1997-09-24"
    plain = document("letter-memo", "1997-04-23", ("note",), type_="Instrument")
    assert made(*parts, plain, brought)[0].start == "1997"


PAGE = 'S854\t"https://journal.terekamjejak.com/index.php/jtj/article/view/11"'
TITLE = 'S1476\tid:"Perbandingan Paradiplomasi Multi Sektor Surabaya-Busan dan Medan-Gwangju"'
SIGNED = (
    'S1683\tid:"menerbitkan naskah Memorandum of Understanding sebagai bentuk kerja sama sister city"'
    '\tS1683\tid:"ditandatangani pada 24 September 1997 di Kota Medan"'
    '\tS1683\tid:"Nota kesepakatan ini"'
    '\tS1683\tid:"Kota Medan dan Gwangju memperoleh kesepakatan"'
)
TWINNED = (
    'S1683\tid:"Surabaya dan Busan menjalin kerja sama."'
    '\tS1683\tid:"bekerja sama jangka panjang dengan Pemerintah Daerah Kota Busan"'
    '\tS1683\tid:"yang dilatabelakangi oleh kerja sama kota kembar"'
)


def test_all_our_sources_support_both_pairs_in_both_directions_and_no_contested_day_is_offered() -> None:
    found = proposals(twinnings(load().store))
    assert all(proposal.is_ready for proposal in found)
    starts = {(proposal.subject.split()[0], proposal.start) for proposal in found}
    assert starts == {
        *(("Busan", "1994"), ("Surabaya", "1994"), ("Gwangju", "1997-09-24"), ("Medan", "1997-09-24")),
        *((city, "none") for city in ("Busan", "Surabaya", "Gwangju", "Medan")),
    }
    assert sum("differ on the start (1994-08-24, 1994-11-10)" in proposal.why for proposal in found) == 14


def test_the_four_statements_of_our_two_pairs_are_ready() -> None:
    since = "P580\t+1997-09-24T00:00:00Z/11"
    lines = to_quickstatements(proposals(with_reference(twinnings(load().store), "rakhmadi"))).splitlines()
    assert lines == [
        f"Q41283\tP190\tQ5972\t{since}\t{PAGE}\t{TITLE}\t{SIGNED}",
        f"Q5972\tP190\tQ41283\t{since}\t{PAGE}\t{TITLE}\t{SIGNED}",
        f"Q16520\tP190\tQ11462\t{PAGE}\t{TITLE}\t{TWINNED}",
        f"Q11462\tP190\tQ16520\t{PAGE}\t{TITLE}\t{TWINNED}",
    ]


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
        (
            {"start": "1997-09-24", "reference": "https://example.org/x"},
            "False: Wikidata has it with a reference already",
        ),
        ({}, "True: adds the start and the reference"),
        (
            {"start": "1997-01-01", "precision": 9},
            "False: Wikidata is less precise: 1997 there, 1997-09-24 here; settle it there",
        ),
        ({"start": "1994-11-10"}, "False: start differs: 1994-11-10 there, 1997-09-24 here; settle it there"),
        ({"end": "2009-01-01"}, "False: Wikidata says that it ended 2009-01-01; settle it there"),
        ({"rank": "Deprecated"}, "False: Wikidata holds this twinning as deprecated; settle it there"),
    ],
)
def test_nothing_is_proposed_against_what_wikidata_has(statement: dict[str, object], there: str) -> None:
    found = compared(signed(), statement)
    assert found["Alda"] == there
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
    assert all('S248\tQ904\tS854\t"https://example.org/a"\t' in proposal.line for proposal in found)


def test_what_a_user_knows_of_a_source_makes_a_reference() -> None:
    ours = made(passage("tie", "letter"), agreement("a", ("alda", "brimo"), ("tie",), since="1990"))
    (first, _) = proposals(with_reference(ours, "id:letter", "https://example.org/l", "Q905", "2026-11-27"))
    assert first.line.split("\t")[5:] == [
        *("S248", "Q905", "S854", '"https://example.org/l"', "S1476", 'en:"A letter"'),
        *("S813", "+2026-11-27T00:00:00Z/11", "S1683", 'en:"words of tie"'),
    ]
    assert proposals(with_reference(ours, item="Q905"))[0].is_ready  # of one source, which one need not be said
    for source, words in (("lettre", 'did you mean "letter"'), ("gazette", 'did you mean "letter"')):
        with pytest.raises(UsageError, match=words):
            with_reference(ours, source)


def test_of_several_sources_one_is_named_and_the_others_are_left_out() -> None:
    ours = made(
        passage("tie", "gazette"),
        passage("note", "letter"),
        agreement("a", ("alda", "brimo"), ("tie", "note")),
        agreement("b", ("alda", "corva"), ("tie",)),
    )
    with pytest.raises(UsageError, match="by --source ID; there are gazette, letter"):
        with_reference(ours, url="https://example.org/l")
    found = proposals(with_reference(ours, "letter", "https://example.org/l"))
    assert [(proposal.agreement, proposal.is_ready) for proposal in found] == [("a", True), ("a", True)]
    assert all("words of note" in proposal.line and "words of tie" not in proposal.line for proposal in found)


def test_the_title_is_that_in_the_language_of_the_source() -> None:
    odd = 'id:odd a para:Source ; dcterms:language "id" ; dcterms:title "Letter"@en , "Surat"@id .\n'
    (first, _) = proposals(made(odd, passage("tie", "odd"), agreement("a", ("alda", "brimo"), ("tie",))))
    assert 'S1476\tid:"Surat"' in first.line


def test_a_title_that_was_supplied_is_not_given_as_that_of_the_source() -> None:
    odd = 'id:odd a para:Source ; foaf:page <https://example.org/odd> ; dcterms:title "[on two cities]"@en .\n'
    (first, _) = proposals(made(odd, passage("tie", "odd"), agreement("a", ("alda", "brimo"), ("tie",))))
    assert first.is_ready and "S1476" not in first.line


def test_several_starts_are_left_to_a_person() -> None:
    found = compared(signed(), {"start": "1997-09-24"}, {"start": "1998-01-05"})
    assert found["Alda"].startswith("False: Wikidata has several starts: 1997-09-24, 1998-01-05 there")


def test_a_page_that_is_no_web_address_is_no_reference() -> None:
    odd = "id:odd a para:Source ; foaf:page <mailto:ana@example.org> .\n"
    ours = made(odd, passage("tie", "odd"), agreement("a", ("alda", "brimo"), ("tie",)))
    assert all("odd has neither a page" in why for why in reasons(proposals(ours)))


def test_the_command_shows_a_table_and_writes_nothing_that_is_not_ready(
    address: str, tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    ours = made(passage("tie", "letter"), agreement("a", ("alda", "dorn"), ("tie",)))
    monkeypatch.setattr("paradiplomacy.commands.link.twinnings", lambda graph: ours)
    output = tmp_path / "commands.tsv"
    status, out, err = run("link", "export", "--offline", "--output", output, "--format", "csv")
    assert (status, output.exists()) == (1, False)
    assert "Q901|P190|?|S854|?|S1476|en:" in out
    assert "To make references to letter, give --source letter with --source-url or --source-item" in err
    assert err.endswith("2 statements, 0 ready. Nothing was sent.\nNo statement is ready, so no file was written.\n")


def test_our_statements_are_compared_with_wikidata(address: str, run: Run) -> None:
    status, out, err = run("link", "export", "--endpoint", address, "--format", "csv")
    ready = {(row["subject"].split(" (")[0], row["ready"]): row["why"] for row in csv.DictReader(io.StringIO(out))}
    assert (status, err) == (0, "22 statements, 10 ready. Nothing was sent.\n")
    assert ready["Busan", "yes"].startswith("new in Wikidata; the sources differ on the start")


def test_a_graph_of_the_user_stands_beside_ours(tmp_path: Path, run: Run) -> None:
    mine = tmp_path / "mine.ttl"
    mine.write_text(
        PREFIXES + SOURCES + passage("tie", "letter") + agreement("mine", ("medan", "ichikawa"), ("tie",), since="1989")
    )
    output = tmp_path / "commands.tsv"
    words = ["link", "export", "--offline", "--data", mine, "--output"]
    known = ["--source", "letter", "--source-url", "https://example.org/l", "--retrieved", "2026-11-27"]
    assert run(*words, output, *known)[0] == 0
    assert [line.split("\t")[:3] for line in output.read_text(encoding="utf-8").splitlines()] == [
        ["Q209785", "P190", "Q5972"],
        ["Q5972", "P190", "Q209785"],
    ]
    assert run(*words, output)[0] == 0
    assert len(output.read_text(encoding="utf-8").splitlines()) == 22  # ours; those of the letter lack a reference
    status, _, err = run(*words, mine)
    assert (status, "is an input" in err) == (2, True)


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["--source-url", "example.org"], '"example.org" is not an address such as https://'),
        (["--source-item", "5972"], '"5972" is not the id of an item'),
        (["--retrieved", "27 November"], '"27 November" is not a date such as'),
        (["--source", "rahkmadi"], 'did you mean "rakhmadi"?'),
    ],
)
def test_wrong_usage_is_told(words: list[str], sentence: str, run: Run) -> None:
    status, out, err = run("link", "export", "--offline", *words)
    assert (status, out) == (2, "")
    assert sentence in err


def test_the_command_writes_the_commands_of_what_is_ready(
    tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("paradiplomacy.commands.link.twinnings", lambda graph: signed())
    output = tmp_path / "commands.tsv"
    graph = World()
    graph.item("Q901", {"en": "Alda"}, "Q515")
    known = graph.store()
    with answering(lambda number, request: good(known, request)) as server:
        words = ("--endpoint", server.url, "--output", output, "--format", "csv")
        status, out, err = run("link", "export", *words)
    assert (status, err) == (0, "2 statements, 2 ready. Nothing was sent.\n")
    assert [line.split(",")[4] for line in out.splitlines()[1:]] == ["yes", "yes"]
    assert output.read_text(encoding="utf-8").splitlines()[0] == (
        'Q901\tP190\tQ902\tP580\t+1997-09-24T00:00:00Z/11\tS854\t"https://example.org/gazette?no=7"'
        '\tS1476\ten:"The gazette"\tS813\t+2026-11-24T00:00:00Z/11\tS1683\ten:"words of paper"'
    )

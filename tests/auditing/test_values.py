"""Each way in which a record can say other than its quotes, shown once."""

from __future__ import annotations

import pytest
from support.audit_text import Case


@pytest.mark.parametrize(
    ("old", "new", "thing"),
    [
        ('para:year "2011"', 'para:year "2012"', "festival: para:year 2012"),
        ('para:month "--07"', 'para:month "--08"', "swimmers: para:month --08"),
        ("1988-03-09", "1988-03-10", "ferry: para:startDate 1988-03-10"),
        ("Kilometres 1.5", "Kilometres 1.6", "pier: para:lengthInKilometres 1.6"),
        ("ordinal 3", "ordinal 4", "race: para:ordinal 4"),
        ("P1Y", "P1M", "race: para:recurrence P1M"),
        ("P7D", "P6D", "swimmers: para:approximateStay P6D"),
        ("minimumSize 12", "minimumSize 13", "swimmers-group: para:minimumSize 13"),
        ("exactSize 2", "exactSize 3", "coaches-group: para:exactSize 3"),
        ('"2003"', '"2004"', "budi-2003: dcterms:issued 2004"),
        ('pages "11-19', 'pages "11-18', "budi-2003: bibo:pages 11-18"),
        ('title "Feri dan Kota di', 'title "Feri dan Kota pada', "budi-2003: dcterms:title Feri"),
        ('sourceName "Kota W', 'sourceName "kota W', "wanasari: para:sourceName kota W"),
    ],
)
def test_value_that_its_quotes_do_not_hold(case: Case, old: str, new: str, thing: str) -> None:
    assert case.messages(with_text=False) == []
    case.change(case.graph, old, new)
    for with_text in (True, False):
        [message] = case.messages(with_text)
        assert f"{thing}" in message
        assert "it is not in the words of its quotes (" in message
        line = int(message.removeprefix(str(case.graph)).split(":")[1])
        text = case.graph.read_text(encoding="utf-8").splitlines()[line - 1]
        assert text == f"id:{thing.split(':')[0]}"


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ("minimumSize 12", "exactSize 12", 'its quotes say "setidaknya"'),
        ("exactSize 2", "minimumSize 2", 'no word such as "setidaknya"'),
        ("approximateStay", "stay", 'its quotes say "sekitar"'),
        ("-expected", "-stated", 'its quotes say "diharapkan"'),
        ("-expected", "-hedged", 'no word such as "dapat"'),
        ("-hedged", "-expected", 'no word such as "diharapkan"'),
    ],
)
def test_qualifier_that_its_quotes_do_not_bear_out(case: Case, old: str, new: str, sentence: str) -> None:
    case.change(case.graph, old, new)
    [message] = case.messages()
    assert sentence in message


def test_marker_counts_in_a_quote_with_the_number_only(case: Case) -> None:
    # "setidaknya" stands in another quote of the same delegation than "dua pelatih".
    case.change(case.graph, "exactSize 2", "minimumSize 2")
    case.change(case.graph, "minimumSize 12", "minimumSize 2")
    messages = case.messages()
    assert [message.count("no word such as") for message in messages] == [1, 1]


def test_approximate_stay_needs_its_word(case: Case) -> None:
    case.change(case.graph, 'oa:exact "selama sekitar seminggu"', 'oa:exact "seminggu"')
    messages = case.messages(with_text=False)
    assert any("swimmers: para:approximateStay P7D: no word such as" in m for m in messages)


def test_group_has_the_quotes_of_its_delegation_only(case: Case) -> None:
    case.change(case.graph, "para:memberGroup\n        id:coaches-group ,\n", "para:memberGroup\n")
    report = case.audit()
    assert report.findings == []
    assert "Literals of things without evidence, not checked: 1." in report.summary


def test_value_without_a_rule_is_a_finding(case: Case) -> None:
    case.change(case.graph, "para:year", 'para:weight "berat"@id ;\n    para:year')
    [message] = case.messages()
    assert "festival: para:weight berat: there is no rule" in message


def test_own_words_are_expected_in_no_quote(case: Case) -> None:
    case.change(case.graph, 'rdfs:label "Wanasari"', 'rdfs:label "Town"')
    assert case.messages() == []


@pytest.mark.parametrize(
    ("old", "new", "row"),
    [
        ('para:year "2011"', 'para:year "2012"', "festival,para:year,2012"),
        (
            'para:year "2011"',
            'para:year "2012"',
            "https://w3id.org/paradiplomacy/id/festival,para:year,2012",
        ),
        ("-hedged", "-expected", "pier,para:assertionKind,assertion-expected"),
    ],
)
def test_waiver_lets_its_value_pass_and_is_stale_without_it(case: Case, old: str, new: str, row: str) -> None:
    case.waivers.write_text(f"subject,property,value,reason\n{row},told elsewhere\n", "utf-8")
    [message] = case.messages()
    assert "waivers.csv:2: nothing is left to waive" in message
    case.change(case.graph, old, new)
    report = case.audit()
    assert report.findings == []
    assert any("; 1 waived." in line for line in report.summary)

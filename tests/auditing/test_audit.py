"""The audit as a whole: its report, its command, and our own data."""

from __future__ import annotations

import re
from pathlib import Path

import pyoxigraph as ox
import pytest
from support.audit_text import QUOTES, Case, good_case
from support.clone_command import Command

from paradiplomacy.auditing.article import ARTICLE_VARIABLE, Article, find_article
from paradiplomacy.auditing.audit import audit, list_uncovered
from paradiplomacy.auditing.passages import files_with_passages, read_quotes
from paradiplomacy.auditing.sentences import prose
from paradiplomacy.errors import UsageError
from paradiplomacy.rdf.facts import literals
from paradiplomacy.rdf.namespaces import ID, PARA
from paradiplomacy.rdf.read import load_store


def test_report_counts_what_was_looked_at(case: Case) -> None:
    report = case.audit()
    assert report.status == 0
    assert report.summary[0] == (
        f"Quotes: {len(QUOTES)}, 14 uses as evidence; {len(QUOTES)} checked against a text, 0 not checked."
    )
    assert report.summary[1].startswith("Values: 14 literals and 9 kinds and qualifiers checked")
    assert report.summary[2].startswith("Text of sari: ")
    assert report.summary[3:] == ["0 findings."]


def test_without_the_text_it_says_what_was_not_checked(case: Case) -> None:
    report = case.audit(with_text=False)
    assert report.status == 0
    assert report.summary[0].endswith(f"0 checked against a text, {len(QUOTES)} not checked.")
    assert report.summary[2].startswith("Not checked without the text: whether each quote")
    assert not any(line.startswith("Text of") for line in report.summary)


def test_findings_come_in_order_of_file_and_line(case: Case) -> None:
    case.change(case.graph, 'para:year "2011"', 'para:year "2012"')
    case.change(case.graph, "ordinal 3", "ordinal 4")
    case.change(case.graph, "P7D", "P6D")
    findings = case.audit().findings
    lines = [finding.line for finding in findings]
    assert len(set(lines)) == 3
    assert lines == sorted(lines)


def test_a_check_that_looked_at_nothing_fails(case: Case) -> None:
    case.graph.write_text("<http://x.example/a> <http://x.example/b> 1 .", encoding="utf-8")
    report = case.audit(with_text=False)
    messages = [finding.message for finding in report.findings]
    assert report.status == 1
    assert any("no quote was checked" in message for message in messages)
    assert any("no value was checked" in message for message in messages)


WEB_PAGE = """
id:page a para:Source .
id:page-p-1 a para:Passage ; oa:hasSource id:page ; oa:hasSelector id:page-p-1-quote .
id:page-p-1-quote a oa:TextQuoteSelector ; oa:exact "since 2004"@en .
id:page-tie a para:Agreement ; para:assertionKind id:assertion-stated ; para:evidence id:page-p-1 ;
    para:sinceYear "2004"^^xsd:gYear .
"""


def test_passages_of_a_second_source_without_text_are_counted_apart(case: Case) -> None:
    case.graph.write_text(case.graph.read_text(encoding="utf-8") + WEB_PAGE, encoding="utf-8")
    report = case.audit()
    assert report.findings == []
    assert f"{len(QUOTES)} checked against a text, 1 not checked." in report.summary[0]
    assert any(line.startswith("Not checked without the text") for line in report.summary)
    case.change(case.graph, '2004"^^', '2005"^^')
    [message] = case.messages()
    assert "page-tie: para:sinceYear 2005" in message
    assert case.audit(source="sari").findings == []
    report = case.audit(with_text=False, source="page")
    assert report.summary[0] == "Quotes: 1, 1 uses as evidence; 0 checked against a text, 1 not checked."
    assert len(report.findings) == 1


def test_a_source_is_named_by_its_id_or_its_iri(case: Case) -> None:
    assert case.audit(source=f"{ID}sari").findings == case.audit(source="sari").findings == []
    with pytest.raises(UsageError, match='No passage has the source "sary"; did you mean "sari"'):
        case.audit(source="sary")


def test_a_text_that_nobody_named_is_left_aside_where_its_digest_does_not_fit(case: Case) -> None:
    case.change(case.graph, case.article.digest, "0" * 64)
    for source in ("sari", None):
        report = audit([case.graph], Article.read(case.text, implied=True), source)
        assert report.summary[0].endswith(f"0 checked against a text, {len(QUOTES)} not checked.")
        with pytest.raises(UsageError, match="is the text of no source of these files"):
            list_uncovered([case.graph], Article.read(case.text, implied=True), source)
    assert any("textDigest is 0000" in message for message in case.messages())


def test_records_on_the_same_passages_are_of_one_kind_unless_waived(case: Case) -> None:
    again = """
id:festival-again a para:Event ; para:assertionKind id:assertion-expected ; para:evidence id:sari-p-hope .
id:festival-other a para:Event ; para:assertionKind id:assertion-stated ; para:evidence id:sari-p-festival .
id:closer-too a para:Claim ; para:assertionKind id:assertion-hedged ; para:evidence id:sari-p-race .
id:closer-fact a para:Claim ; para:assertionKind id:assertion-stated ; para:evidence id:sari-p-race .
"""
    case.graph.write_text(case.graph.read_text(encoding="utf-8") + again, encoding="utf-8")
    case.waivers.write_text("subject,property,value,reason\n", "utf-8")
    found = [message for message in case.messages() if "rests on the same passages" in message]
    [message] = found
    assert "closer-fact: para:assertionKind assertion-stated: closer-too rests on the same passages" in message
    row = "closer-too,para:assertionKind,assertion-hedged,told elsewhere\n"
    case.waivers.write_text("subject,property,value,reason\n" + row, "utf-8")
    assert case.messages() == []


def test_files_with_passages_are_those_of_their_folders(tiny_clone: Path, tmp_path: Path) -> None:
    assert files_with_passages(tiny_clone) == []
    for name in ("ontology", "data"):
        (tmp_path / name).symlink_to(tiny_clone / name)
    (tmp_path / "data").unlink()
    folders = {"sari": good_case, "other": None}
    for name, make in folders.items():
        folder = tmp_path / "data" / name
        folder.mkdir(parents=True)
        if make:
            make(folder)
        (folder / "more.ttl").write_text("<http://x.example/a> a <http://x.example/b> .", "utf-8")
    found = [path.relative_to(tmp_path / "data") for path in files_with_passages(tmp_path)]
    assert found == [Path("sari/graph.ttl"), Path("sari/more.ttl")]


def test_command_passes_and_fails(case: Case, command: Command) -> None:
    done = command("audit", "--article", case.text, case.graph)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.endswith("0 findings.\n")
    case.change(case.graph, 'para:year "2011"', 'para:year "2012"')
    done = command("audit", "--article", case.text, case.graph)
    assert done.returncode == 1
    assert "graph.ttl:" in done.stdout
    assert done.stdout.endswith("\n1 finding.\n")


def test_command_takes_the_text_from_the_environment(case: Case, command: Command) -> None:
    done = command("audit", case.graph, **{ARTICLE_VARIABLE: str(case.text)})
    assert done.returncode == 0
    assert "sentences and list items from the title" in done.stdout
    done = command("audit", case.graph, **{ARTICLE_VARIABLE: ""})
    assert done.returncode == 0
    assert "Not checked without the text" in done.stdout


def test_command_lists_what_is_uncovered(case: Case, command: Command) -> None:
    case.uncoded.unlink()
    done = command("audit", "--list-uncovered", "--article", case.text, case.graph)
    assert done.returncode == 0
    assert done.stdout.startswith("start,end,reason,note\n")
    assert len(done.stdout.splitlines()) == 10


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["--article", "missing.md"], "missing.md: the article cannot be read"),
        (["--write-offsets", "--list-uncovered"], "not allowed with"),
        (["--list-uncovered"], "give it with --article"),
        (["--write-offsets"], "give it with --article"),
    ],
)
def test_wrong_use_is_one_sentence_and_status_2(case: Case, command: Command, words: list[str], sentence: str) -> None:
    done = command("audit", *words, case.graph, **{ARTICLE_VARIABLE: ""})
    assert done.returncode == 2
    assert done.stdout == ""
    assert sentence in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_unreadable_files_are_one_sentence_and_status_2(case: Case, command: Command) -> None:
    case.graph.write_text("id:broken a", encoding="utf-8")
    done = command("audit", "--article", case.text, case.graph)
    assert done.returncode == 2
    assert "graph.ttl" in done.stderr
    assert len(done.stderr.splitlines()) == 1


def _article() -> Article:
    article = find_article()
    if article is None:
        pytest.skip(
            f"the article's text is not here: name its file in {ARTICLE_VARIABLE}, or put it beside the repository"
        )
    return article


def test_our_data_without_the_text() -> None:
    report = audit(files_with_passages(), None)
    assert [str(finding) for finding in report.findings] == []


def test_our_data_against_the_article() -> None:
    report = audit(files_with_passages(), _article())
    assert [str(finding) for finding in report.findings] == []


def test_our_quotes_stand_in_the_article() -> None:
    article = _article()
    quotes = [each for each in read_quotes(load_store(files_with_passages())) if each.source == f"{ID}rakhmadi"]
    assert len(quotes) > 200
    for quote in quotes:
        assert quote.span is not None
        assert article.text[slice(*quote.span)] == quote.exact


def test_a_paraphrase_is_not_the_quote_again() -> None:
    store = load_store(files_with_passages())
    for quote in read_quotes(store):
        texts = literals(store, ox.NamedNode(quote.passage), f"{PARA}paraphrase")
        assert sorted(str(text.language) for text in texts) == ["en", "id"]
        words = re.findall(r"\w+", (quote.exact or "").lower())
        runs = {" ".join(words[at : at + 7]) for at in range(len(words) - 6)}
        for text in texts:
            said = " ".join(re.findall(r"\w+", text.value.lower()))
            assert said != " ".join(words), quote.passage
            assert not [run for run in runs if run in said], quote.passage


def test_the_article_splits_into_whole_sentences() -> None:
    units = prose(_article())
    sentences = [unit for unit in units if unit.kind == "sentence"]
    assert (len(units), len(sentences)) == (134, 129)
    # On the title page, names and keywords stand without a full stop.
    after = [unit for unit in units if unit.start > _article().text.index("PENDAHULUAN")]
    cut = [" ".join(unit.text.split()[-2:]) for unit in after if len(unit.pieces) > 1]
    assert cut == [
        "regional diplomacy*.",
        "antara lain",
        "Festival* 2018.",
        "di Surabaya.",
        "termasuk Gwangju.",
    ]
    unfinished = [unit.text for unit in after if unit.kind == "sentence" and unit.text[-1] not in ".)"]
    assert [text[-11:] for text in unfinished] == ["antara lain"]

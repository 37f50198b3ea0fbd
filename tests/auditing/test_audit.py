"""The audit as a whole: its report, its command, and our own data."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.audit_text import QUOTES, Case, good_case
from support.clone_command import Command

from paradiplomacy.auditing.article import ARTICLE_VARIABLE, Article, find_article
from paradiplomacy.auditing.audit import audit
from paradiplomacy.auditing.passages import files_with_passages, read_quotes
from paradiplomacy.auditing.sentences import UnitKind, body
from paradiplomacy.errors import UsageError
from paradiplomacy.rdf.read import load_store


def test_report_counts_what_was_looked_at(case: Case) -> None:
    report = case.audit()
    assert report.status == 0
    assert report.summary[0] == f"Quotes: {len(QUOTES)} checked, 14 uses as evidence."
    assert report.summary[1].startswith("Values: 14 literals and 9 kinds and qualifiers checked")
    assert report.summary[2].startswith("Text: ")
    assert report.summary[3:] == ["0 findings."]


def test_without_the_text_it_says_what_was_not_checked(case: Case) -> None:
    report = case.audit(with_text=False)
    assert report.status == 0
    left_out = [line for line in report.summary if line.startswith("Not checked without the text")]
    assert len(left_out) == 4
    assert not any(line.startswith("Text:") for line in report.summary)


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


def test_files_of_two_sources_are_refused(case: Case) -> None:
    turtle = case.graph.read_text(encoding="utf-8")
    first, rest = turtle.split("oa:hasSource id:sari ;", 1)
    case.graph.write_text(f"{first}oa:hasSource id:other ;{rest}", encoding="utf-8")
    with pytest.raises(UsageError, match="2 sources"):
        case.audit()


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
    assert "sentences and list items covered" in done.stdout
    done = command("audit", case.graph, **{ARTICLE_VARIABLE: ""})
    assert done.returncode == 0
    assert "Not checked without the text" in done.stdout


def test_command_lists_what_is_uncovered(case: Case, command: Command) -> None:
    case.uncoded.unlink()
    done = command("audit", "--list-uncovered", "--article", case.text, case.graph)
    assert done.returncode == 0
    assert done.stdout.startswith("start,end,digest,reason,note\n")
    assert len(done.stdout.splitlines()) == 13


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
    quotes = read_quotes(load_store(files_with_passages()))
    assert len(quotes) > 200
    for quote in quotes:
        assert quote.span is not None
        assert article.text[slice(*quote.span)] == quote.exact


def test_the_article_splits_into_whole_sentences() -> None:
    units = body(_article())
    sentences = [unit for unit in units if unit.kind is UnitKind.SENTENCE]
    assert (len(units), len(sentences)) == (130, 108)
    cut = [" ".join(unit.text.split()[-2:]) for unit in units if len(unit.pieces) > 1]
    assert cut == [
        "regional diplomacy*.",
        "antara lain",
        "Festival* 2018.",
        "di Surabaya.",
        "termasuk Gwangju.",
    ]
    unfinished = [unit.text for unit in sentences if unit.text[-1] not in ".)"]
    assert [text[-11:] for text in unfinished] == ["antara lain"]

"""Computing offsets and writing them into files."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.audit_text import QUOTES, Case, raw_case
from support.clone_command import Command

from paradiplomacy.auditing.anchor import write_offsets
from paradiplomacy.auditing.article import Article
from paradiplomacy.auditing.passages import read_quotes
from paradiplomacy.errors import DataError, UnreadableInput, UsageError
from paradiplomacy.rdf.read import load_store


@pytest.fixture
def case(tmp_path: Path) -> Case:
    return raw_case(tmp_path)


def test_each_quote_stands_at_its_offsets(case: Case) -> None:
    done = write_offsets(case.article, [case.graph])
    assert (done.problems, done.passages, done.changed) == ([], len(QUOTES), [case.graph])
    quotes = read_quotes(load_store([case.graph]))
    assert len(quotes) == len(QUOTES)
    text = case.article.text
    for quote in quotes:
        assert quote.span is not None
        assert text[slice(*quote.span)] == quote.exact
        assert quote.section == case.article.section_at(quote.span[0])
        assert quote.position == f"{quote.passage}-position"


def test_text_is_described_on_its_source_only(case: Case) -> None:
    write_offsets(case.article, [case.graph])
    turtle = case.graph.read_text(encoding="utf-8")
    assert turtle.count(f'para:textDigest "{case.article.digest}"') == 1
    assert turtle.count(f"para:textLength {len(case.article.text)}") == 1


def test_writing_again_changes_nothing_and_comments_stay(case: Case) -> None:
    write_offsets(case.article, [case.graph])
    first = case.graph.read_bytes()
    assert b"# The text itself.\nid:sari\n" in first
    assert write_offsets(case.article, [case.graph]).changed == []
    assert case.graph.read_bytes() == first


def test_what_was_computed_from_an_older_text_is_replaced(case: Case) -> None:
    write_offsets(case.article, [case.graph])
    case.text.write_text("Kata baru.\n\n" + case.article.text, encoding="utf-8")
    before = {q.passage: q.span for q in read_quotes(load_store([case.graph]))}
    assert write_offsets(case.article, [case.graph]).changed == [case.graph]
    for quote in read_quotes(load_store([case.graph])):
        old = before[quote.passage]
        assert old is not None
        assert quote.span == (old[0] + 12, old[1] + 12)
        assert quote.problem is None


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ("lomba ke-3", "lomba ke-4", 'nearest words are "lomba ke-3" (line 38)'),
        ("Feri itu", "kota", "occurs 4 times"),
        ('suffix " Satu Feri di', 'suffix " Tiga Feri di', '"|Dua Kota dan| Tiga Feri di" is not in text.md'),
        ('oa:exact "lomba ke-3"', 'oa:note "lomba ke-3"', "no quote"),
        ('"lomba ke-3"@id', '"lomba ke-3"@id, "lomba"@id', "oa:exact is given 2 times"),
    ],
)
def test_a_quote_that_cannot_be_placed_stops_all(case: Case, old: str, new: str, sentence: str) -> None:
    case.change(case.graph, old, new)
    before = case.graph.read_bytes()
    done = write_offsets(case.article, [case.graph])
    assert len(done.problems) == 1
    assert sentence in done.problems[0]
    name, line, _ = done.problems[0].split(":", 2)
    assert Path(name) == case.graph
    assert "a para:Passage" in case.graph.read_text(encoding="utf-8").splitlines()[int(line) - 1]
    assert done.changed == []
    assert case.graph.read_bytes() == before


def test_a_passage_without_source_is_placed_with_the_others(case: Case) -> None:
    turtle = case.graph.read_text(encoding="utf-8")
    case.graph.write_text(turtle.replace(" oa:hasSource id:sari ;", "", 1), encoding="utf-8")
    assert write_offsets(case.article, [case.graph]).problems == []


def test_of_two_sources_the_one_of_the_text_has_to_be_known(case: Case) -> None:
    turtle = case.graph.read_text(encoding="utf-8")
    first, rest = turtle.split("oa:hasSource id:sari ;", 1)
    case.graph.write_text(f'{first}oa:hasSource id:other ; para:section "Mine"@en ;{rest}', encoding="utf-8")
    with pytest.raises(UsageError, match=r"2 sources \(other, sari\); name the one with --source"):
        write_offsets(case.article, [case.graph])
    assert write_offsets(case.article, [case.graph], "sari").passages == len(QUOTES) - 1
    assert '"Mine"@en' in case.graph.read_text(encoding="utf-8")
    # Now the digest tells.
    assert write_offsets(case.article, [case.graph]).changed == []
    with pytest.raises(UsageError, match='"sary"; did you mean "sari"'):
        write_offsets(case.article, [case.graph], "sary")


def test_a_text_that_nobody_named_is_taken_only_where_its_digest_fits(case: Case) -> None:
    for source in ("sari", None):
        with pytest.raises(UsageError, match="text of no source"):
            write_offsets(Article.read(case.text, implied=True), [case.graph], source)


def test_a_text_without_headings_leaves_the_sections_alone(case: Case) -> None:
    case.change(
        case.graph, "id:sari-p-hope a para:Passage ;", 'id:sari-p-hope a para:Passage ; para:section "Mine"@en ;'
    )
    case.text.write_text(case.text.read_text(encoding="utf-8").replace("#", "").replace("**", ""), encoding="utf-8")
    assert write_offsets(case.article, [case.graph]).problems == []
    quotes = {quote.passage: quote.section for quote in read_quotes(load_store([case.graph]))}
    assert {section for section in quotes.values() if section} == {"Mine"}
    assert [message for message in case.messages() if "section" in message] == []


def test_a_section_has_the_language_that_it_had_else_that_of_the_quote(case: Case) -> None:
    case.change(
        case.graph, "id:sari-p-hope a para:Passage ;", 'id:sari-p-hope a para:Passage ; para:section "Mine"@en ;'
    )
    write_offsets(case.article, [case.graph])
    turtle = case.graph.read_text(encoding="utf-8")
    assert turtle.count('Bidang Olahraga"@en') == 1
    assert turtle.count('Bidang Olahraga"@id') == 6


def test_without_the_text_there_is_nothing_to_compute(case: Case) -> None:
    with pytest.raises(UsageError, match="--article"):
        write_offsets(None, [case.graph])


def test_a_node_without_an_iri_would_be_lost_and_is_refused(case: Case) -> None:
    case.change(case.graph, "id:sari a para:Source ;", "id:sari a para:Source ; para:about [] ;")
    before = case.graph.read_bytes()
    with pytest.raises(DataError, match="sari leads to a node without an IRI"):
        write_offsets(case.article, [case.graph])
    assert case.graph.read_bytes() == before


def test_a_file_that_cannot_be_written_stays(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    # The tests may run as root, for whom no file is read-only.
    monkeypatch.setattr("os.access", lambda *_: False)
    before = case.graph.read_bytes()
    with pytest.raises(UnreadableInput, match="read-only"):
        write_offsets(case.article, [case.graph])
    assert case.graph.read_bytes() == before


def test_a_second_file_gets_its_own_positions(case: Case) -> None:
    turtle = case.graph.read_text(encoding="utf-8")
    at = turtle.index("id:sari-p-hope a")
    prefixes = turtle[: turtle.index("# The text")]
    other = case.folder / "other.ttl"
    other.write_text(prefixes + turtle[at:], encoding="utf-8")
    case.graph.write_text(turtle[:at], encoding="utf-8")
    done = write_offsets(case.article, [case.graph, other])
    assert done.changed == [case.graph, other]
    assert "id:sari-p-hope-position\n" in other.read_text(encoding="utf-8")
    assert "hope-position" not in case.graph.read_text(encoding="utf-8")
    assert "textDigest" not in other.read_text(encoding="utf-8")


def test_command_writes_and_reports(case: Case, command: Command) -> None:
    done = command("audit", "--write-offsets", "--article", case.text, case.graph)
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr == f"{len(QUOTES)} quotes placed, 1 file written.\n"
    assert Article.read(case.text).digest in case.graph.read_text(encoding="utf-8")
    case.change(case.graph, '"lomba ke-3"', '"lomba ke-5"')
    done = command("audit", "--write-offsets", "--article", case.text, case.graph)
    assert done.returncode == 1
    assert "lomba ke-5" in done.stdout
    assert "nothing written" in done.stderr

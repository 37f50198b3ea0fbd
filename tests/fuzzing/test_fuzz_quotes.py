"""Whatever a text and a phrase in it are, the position that is found and written gives the phrase back."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
from hypothesis import assume, given
from hypothesis import strategies as st
from support.fuzzing import TEXTS, fuzz

from paradiplomacy.auditing.anchor import write_offsets
from paradiplomacy.auditing.article import Article
from paradiplomacy.auditing.passages import read_quotes
from paradiplomacy.rdf.namespaces import ID, OA, PARA, RDF
from paradiplomacy.rdf.read import load_store
from paradiplomacy.rdf.write import serialised

ARTICLES = st.lists(
    st.one_of(TEXTS, st.sampled_from(["kata ", "kata kata", "\n## **Judul**\n", "\n# BAGIAN\n", "feri-laut\r\n"])),
    min_size=1,
).map("".join)


@st.composite
def quoted(draw: st.DrawFn) -> tuple[str, str, str, str]:
    """A text, a phrase in it, and what stands before and after that phrase, as far as it is told."""
    text = draw(ARTICLES.filter(lambda text: bool(text.strip())))
    before, start, end, after = sorted(draw(st.tuples(*[st.integers(0, len(text))] * 4)))
    assume(start < end)
    return text, text[start:end], text[before:start], text[end:after]


def article(text: str, folder: Path) -> Article:
    path = folder / "text.md"
    path.write_bytes(text.encode())
    return Article.read(path)


@fuzz(200)
@given(case=quoted())
def test_every_place_that_is_found_gives_the_phrase_back(tmp_path: Path, case: tuple[str, str, str, str]) -> None:
    text, exact, prefix, suffix = case
    read = article(text, tmp_path)
    assert read.text == text
    found = read.find(exact, prefix, suffix)
    assert found
    for at in found:
        assert text[at : at + len(exact)] == exact
        assert text[:at].endswith(prefix)
        assert text[at + len(exact) :].startswith(suffix)
        assert 1 <= read.line_at(at) <= text.count("\n") + 1
        section = read.section_at(at)
        assert section is None or section in {heading.path for heading in read.headings}
    every = [at for at in range(len(text)) if text.startswith(prefix + exact + suffix, at)]
    assert [at - len(prefix) for at in found] == every


@fuzz(150)
@given(text=ARTICLES.filter(lambda text: bool(text.strip())), quote=TEXTS)
def test_the_nearest_words_stand_where_it_says(tmp_path: Path, text: str, quote: str) -> None:
    at, words = article(text, tmp_path).nearest(quote)
    assert text[at : at + len(words)] == words


@fuzz(60)
@given(case=quoted())
def test_the_position_that_is_written_gives_the_phrase_back(tmp_path: Path, case: tuple[str, str, str, str]) -> None:
    text, exact, prefix, suffix = case
    read, file = article(text, tmp_path), tmp_path / "passages.ttl"
    passage, quote, source = (ox.NamedNode(ID + name) for name in ("passage", "quote", "source"))
    said: list[tuple[ox.NamedNode, str, ox.NamedNode | ox.Literal]] = [
        (passage, f"{RDF}type", ox.NamedNode(f"{PARA}Passage")),
        (passage, f"{OA}hasSource", source),
        (passage, f"{OA}hasSelector", quote),
        (passage, f"{PARA}section", ox.Literal("none", language="id")),
        (quote, f"{OA}exact", ox.Literal(exact, language="id")),
        *[(quote, f"{OA}prefix", ox.Literal(prefix)) for _ in range(bool(prefix))],
        *[(quote, f"{OA}suffix", ox.Literal(suffix)) for _ in range(bool(suffix))],
        (source, f"{RDF}type", ox.NamedNode(f"{PARA}Source")),
    ]
    triples = [ox.Triple(subject, ox.NamedNode(predicate), value) for subject, predicate, value in said]
    file.write_bytes(serialised(triples, ox.RdfFormat.TURTLE))
    done = write_offsets(read, [file])
    if len(read.find(exact, prefix, suffix)) > 1:
        assert done.changed == [] and "times in text.md" in done.problems[0]
        return
    assert done.problems == []
    [written] = read_quotes(load_store([file]))
    assert written.exact == exact
    assert written.span and text[slice(*written.span)] == exact
    assert written.section == (read.section_at(written.span[0]) or "none")
    assert write_offsets(read, [file]).changed == []

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest

from paradiplomacy import UnreadableInput
from paradiplomacy.rdf.read import load_store, read_text

TRIPLE = "<https://example.org/a> <https://example.org/b> <https://example.org/c> "
CONTENT = {
    "a.ttl": TRIPLE + ".",
    "a.nt": TRIPLE + ".",
    "a.nq": TRIPLE + "<https://example.org/g> .",
    "a.trig": "<https://example.org/g> { " + TRIPLE + "}",
    "a.jsonld": '{"@id": "https://example.org/a", "https://example.org/b": {"@id": "https://example.org/c"}}',
    "a.rdf": '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:x="https://example.org/">'
    '<rdf:Description rdf:about="https://example.org/a"><x:b rdf:resource="https://example.org/c"/>'
    "</rdf:Description></rdf:RDF>",
}


def written(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)
    return path


@pytest.mark.parametrize("name", CONTENT)
def test_each_form_is_read_and_answers_a_plain_query(tmp_path: Path, name: str) -> None:
    store = load_store([written(tmp_path, name, CONTENT[name])])
    assert len(store) == 1
    assert store.query(f"ASK {{ {TRIPLE} }}")


def test_named_graphs_can_be_kept_and_a_triple_of_two_graphs_counts_once(tmp_path: Path) -> None:
    files = [written(tmp_path, "a.nq", CONTENT["a.nq"]), written(tmp_path, "b.ttl", CONTENT["a.ttl"])]
    graph = f"ASK {{ GRAPH <https://example.org/g> {{ {TRIPLE} }} }}"
    for keep in (True, False):
        store = load_store(files, keep_graphs=keep)
        solutions = store.query("SELECT ?s { ?s ?p ?o }")
        assert isinstance(solutions, ox.QuerySolutions)
        assert len(list(solutions)) == 1
        assert bool(store.query(graph)) is keep
    assert len(store) == 1


def test_a_byte_order_mark_does_no_harm(tmp_path: Path) -> None:
    assert len(load_store([written(tmp_path, "a.ttl", b"\xef\xbb\xbf" + CONTENT["a.ttl"].encode())])) == 1


def test_a_file_is_not_empty_because_another_says_the_same(tmp_path: Path) -> None:
    twice = [written(tmp_path, "a.ttl", CONTENT["a.ttl"]), written(tmp_path, "b.ttl", CONTENT["a.ttl"])]
    assert len(load_store(twice)) == 1


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("a.ttl", TRIPLE + ".\n" + TRIPLE + "!", r"a\.ttl, line 2, column \d+: this is not valid Turtle: .*correct"),
        ("a.ttl", TRIPLE, r"a\.ttl, line 1.* a dot, ; or , is missing after"),
        ("a.ttl", "x:a x:b x:c .", r"a\.ttl, line 1.*prefix x: has not been declared"),
        ("a.ttl", b"# one\n# caf\xe9\n" + TRIPLE.encode() + b".", r"a\.ttl, line 2: byte 12 of the file is not UTF-8;"),
        ("a.ttl", (TRIPLE + ".").encode("utf-16"), r"a\.ttl, line 1: .*not UTF-8 \(it looks like UTF-16\)"),
        ("a.ttl", "", r"a\.ttl is empty"),
        ("a.ttl", " \n", r"a\.ttl is empty"),
        ("a.ttl", b"\xef\xbb\xbf\n", r"a\.ttl is empty"),
        ("a.ttl", b"\xc2\x85", r"a\.ttl, line 1, column 1: this is not valid Turtle: ' ' is not allowed"),
        ("a.ttl", "# only a comment\n", r"a\.ttl holds no triple"),
        ("a.jsonld", "{}", r"a\.jsonld holds no triple"),
        (
            "a.jsonld",
            '{"@context": "https://example.org/", "a": 1}',
            r"names a remote @context, which is never fetched",
        ),
        ("a.rdf", "<rdf:RDF", r"a\.rdf, line 1, column 1: this is not valid RDF/XML"),
        ("a.txt", "x", r'a\.txt: "\.txt" does not tell which form of RDF it is; the known extensions are \.ttl'),
        ("a", "x", r"a name without extension does not tell"),
    ],
)
def test_bad_files(tmp_path: Path, name: str, content: str | bytes, sentence: str) -> None:
    with pytest.raises(UnreadableInput, match=sentence) as caught:
        load_store([written(tmp_path, name, content)])
    assert "\n" not in str(caught.value)


def test_a_missing_file_names_the_nearest_one(tmp_path: Path) -> None:
    written(tmp_path, "parties.ttl", CONTENT["a.ttl"])
    with pytest.raises(UnreadableInput, match=r"partys\.ttl does not exist; did you mean .*parties\.ttl\?"):
        load_store([tmp_path / "partys.ttl"])
    with pytest.raises(UnreadableInput, match=r"there is no folder .*nowhere"):
        load_store([tmp_path / "nowhere" / "a.ttl"])


def test_a_folder_is_not_a_file(tmp_path: Path) -> None:
    with pytest.raises(UnreadableInput, match="is a folder; name the files in it"):
        load_store([tmp_path])


def test_read_text_keeps_line_ends(tmp_path: Path) -> None:
    assert read_text(written(tmp_path, "a.rq", "a\r\nb\n")) == "a\r\nb\n"

"""A file that does not parse: the mistake is named, and the line where it stands."""

from __future__ import annotations

from pathlib import Path

import pytest

from paradiplomacy.errors import UnreadableInput
from paradiplomacy.rdf.read import load_store

P = "@prefix e: <http://e/> .\n"
XML = '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:e="http://e/">\n'

CASES: dict[str, tuple[str, str, str]] = {
    "a relative prefix": (
        "x.ttl",
        "@prefix : <#> .\n:a :b :c .",
        'line 1, column 11: .* "<#>" is a relative IRI.* BASE',
    ),
    "a relative IRI": ("x.ttl", P + "e:a e:b 1 ;\n  e:c <x> .", 'line 3, column 7: .* "<x>" is a relative IRI'),
    "one in TriG": ("x.trig", "<http://e/g> {\n<a> <http://e/b> 1 }", 'line 2, column 1: .* "<a>" is a relative IRI'),
    "one in RDF/XML": (
        "x.rdf",
        XML + '<rdf:Description rdf:about="#a"/>',
        'line 2, .* "<#a>" is a relative IRI.* xml:base',
    ),
    "one in JSON-LD": (
        "x.jsonld",
        '{"@id":"a","http://e/p":"x"}',
        '"<a>" is a relative IRI.* @base'.replace("@", '"@'),
    ),
    "a comma too many": ("x.ttl", P + "e:a e:b 1 ,\n.", "line 2, column 11: .* nothing follows the ,"),
    "no dot": ("x.ttl", P + "e:a e:b 1\n\ne:c e:d 2 .", 'line 2, column 10: .* a dot, ; or , is missing after "1"'),
    "no dot at the end": ("x.ttl", P + "e:a e:b 1 # end\n\n", 'line 2, column 10: .* missing after "1"'),
    "no dot of a prefix": (
        "x.ttl",
        "@prefix e: <http://e/>\ne:a e:b 1 .",
        "line 1, column 23: .* a dot is missing after",
    ),
    "a dot of PREFIX": ("x.ttl", "PREFIX e: <http://e/> .\ne:a e:b 1 .", "line 1, column 23: .* end without a dot"),
    "curly quotes": ("x.ttl", P + "e:a e:b “x” .", "line 2, column 9: .* “ is a quotation mark of a word processor"),
    "an open node": ("x.ttl", P + "e:a e:b [\n e:c 1 .\ne:d e:f 1 .\n", r"line 2, column 9: .* \[ is never closed"),
    "an open list": ("x.ttl", P + "e:a e:b (\n 1 2 .\ne:d e:f 1 .", r"line 2, column 9: .* \( is never closed"),
    "an open text": (
        "x.ttl",
        P + 'e:a e:b "x .\ne:c e:d 1 .\n',
        "line 2, column 9: .* the text that begins here does not end",
    ),
    "an open IRI": ("x.ttl", P + "e:a e:b <http://x .\ne:c e:d 1 .\n", "line 2, column 9: .* the IRI that begins here"),
    "tags that cross": (
        "x.rdf",
        XML + '<rdf:Description rdf:about="http://e/a">\n<e:p>x</rdf:Description>',
        "line 3, .* mismatched tag",
    ),
    "curly XML": (
        "x.rdf",
        XML + "<rdf:Description rdf:about=“http://e/a”/>",
        "line 2, column 28: .* “ is a quotation mark",
    ),
    "no comma in JSON": (
        "x.jsonld",
        '{"@id":"http://e/a"\n\n"http://e/p":"b"}',
        "line 1, column 20: .* a comma or a closing",
    ),
    "an open brace": (
        "x.jsonld",
        '{"@id":"http://e/a",\n"http://e/p":"b"\n\n',
        "line 2, column 17: .* a comma or a closing",
    ),
    "no dot in N-Triples": (
        "x.nt",
        "<u:a> <u:b> 1 .\n".replace("1", '"1"') + '<u:a> <u:b> "2"\n' * 2,
        "line 2, column 16: .* a dot",
    ),
    "no dot in TriG": ("x.trig", P + "e:g {\ne:a e:b 1\ne:c e:b 2 }", 'line 3, column 10: .* missing after "1"'),
    "a relative IRI in N-Quads": ("x.nq", '<a> <http://e/b> "x" .', "line 1, column 1: .* write the whole IRI[.]$"),
    "a mark of order twice": ("x.ttl", "\ufeff\ufeff" + P + "e:a e:b 1 .", "line 1, column 1: .*U[+]FEFF"),
    "an odd sign in an IRI": ("x.ttl", P + "<http://e/\u0085x> e:b 1 .", "line 2, column 1: .* U[+]0085"),
    "XML that is cut off": (
        "x.rdf",
        XML + '<rdf:Description rdf:about="http://e/a"><e:p>1</e:p></rdf:Description>\n',
        "line 3, column 1: .* no element found",
    ),
    "XML that multiplies": (
        "x.rdf",
        "<!DOCTYPE r [<!ENTITY a0 'aaaaaaaaaa'>"
        + "".join(f"<!ENTITY a{n} '{f'&a{n - 1};' * 10}'>" for n in range(1, 9))
        + "]>"
        + XML
        + '<rdf:Description rdf:about="http://e/a"><e:p>&a8;</e:p></rdf:Description></rdf:RDF>',
        "line 2, .* amplif",
    ),
    "JSON-LD that nests too deeply": ("x.jsonld", '{"http://e/p":' * 5000 + "1" + "}" * 5000, "nested too deeply"),
    "triples that nest too deeply": (
        "x.ttl",
        P + "e:a e:b " + "<<( e:a e:b " * 5000 + "1 " + ")>>" * 5000 + " .",
        "nested too",
    ),
    "JSON-LD without a context": ("x.jsonld", '{"@id":"http://e/a","name":"x"}', "no triple.*@context"),
    "curly JSON": ("x.jsonld", "{“@id”:1}", "line 1, column 2: .* “ is a quotation mark"),
}


@pytest.mark.parametrize("case", CASES)
def test_the_mistake_is_named_where_it_stands(case: str, tmp_path: Path) -> None:
    name, text, said = CASES[case]
    (tmp_path / name).write_text(text, encoding="utf-8")
    with pytest.raises(UnreadableInput, match=said) as error:
        load_store([tmp_path / name])
    assert str(error.value).endswith(".")
    assert "\n" not in str(error.value)


# Kinds of valid Turtle that parsers are known to trip over.
VALID = {
    "a base": "@base <http://e/> . <a> <b> <../c#d> , <> .",
    "names with dots and colons": "PREFIX e: <http://e/> e:a.b e:c:d e:1 , e:%20 , e:\\~x , e: .",
    "an empty prefix": "PREFIX : <http://e/> :a :b : .",
    "semicolons alone": "<http://e/a> <http://e/b> 1 ;; ; .",
    "long texts": '<http://e/a> <http://e/b> \'\'\'it\'\'s "x"\'\'\' , """a""b""" .',
    "escapes": '<http://e/\\u0061> <http://e/b> "\\U0001F600\\t" .',
    "numbers": "<http://e/a> <http://e/b> -1 , +.5 , 1e6 , 1.E3 .",
    "a node alone": "[ <http://e/b> 1 ] .",
    "a list as a subject": "( 1 ) <http://e/b> () .",
    "directives in the middle": "<http://e/a> <http://e/b> 1 . prefix e: <http://e/> BASE <http://f/> e:a e:b <c> .",
    "a comment in the middle": "<http://e/a> # one\n <http://e/b> # two\n 1 . # three",
}


@pytest.mark.parametrize("case", VALID)
def test_valid_turtle_is_read_and_formatted(case: str, tmp_path: Path) -> None:
    from paradiplomacy.rdf.write import ntriples, turtle

    path = tmp_path / "x.ttl"
    path.write_text(VALID[case], encoding="utf-8")
    store = load_store([path])
    path.write_text(turtle(store), encoding="utf-8")
    assert ntriples(load_store([path])) == ntriples(store)


def test_what_the_store_keeps_as_another_datatype_is_told_once(tmp_path: Path) -> None:
    path = tmp_path / "x.ttl"
    path.write_text(
        "PREFIX e: <http://e/> PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>\n"
        'e:a e:b "1"^^xsd:byte , "2"^^xsd:byte , "3"^^xsd:unsignedLong , 4 ,\n'
        '"2020-01-01T00:00:00Z"^^xsd:dateTimeStamp .',
        encoding="utf-8",
    )
    told: list[str] = []
    load_store([path], say=told.append)
    assert told == [
        f"{path}: the store keeps {name} as {other}; the file is not changed."
        for name, other in (
            ("xsd:byte", "xsd:integer"),
            ("xsd:dateTimeStamp", "xsd:dateTime"),
            ("xsd:unsignedLong", "xsd:integer"),
        )
    ]


def test_the_place_of_a_mistake_in_a_long_file(tmp_path: Path) -> None:
    lines = "".join(f'e:a{number} e:b "a text that makes the file long" .\n' for number in range(100_000))
    path = tmp_path / "long.ttl"
    path.write_text(f"{P}{lines}e:x e:b 1\ne:y e:b 2 .\n")
    with pytest.raises(UnreadableInput, match=r'line 100002, column 10: .* missing after "1"'):
        load_store([path])
    path.write_text(f"{P}{lines}e:x e:b {chr(34) * 3}open\ne:y e:b 2 .\n")
    with pytest.raises(UnreadableInput, match=r"line 100002, column 9: .* the text that begins here"):
        load_store([path])


def test_entities_of_an_ontology_editor_are_read(tmp_path: Path) -> None:
    path = tmp_path / "x.owl"
    path.write_text(
        '<?xml version="1.0"?>\n<!DOCTYPE rdf:RDF [<!ENTITY e "http://e/">]>\n'
        + XML
        + '<rdf:Description rdf:about="&e;a"><e:p>1</e:p></rdf:Description></rdf:RDF>'
    )
    [quad] = load_store([path])
    assert quad.subject.value == "http://e/a"


def test_signs_of_a_triple_term_in_texts_nest_nothing(tmp_path: Path) -> None:
    path = tmp_path / "x.ttl"
    path.write_text(P + "".join(f'e:a{n} e:b "cout << x", """<< \n""", <http://e/#{n}> . # << "\n' for n in range(600)))
    assert len(load_store([path])) == 1800

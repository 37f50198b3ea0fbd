"""`validate`: findings with their place, what counts in a user's file, exit status, output formats."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from support.clone_command import Command, command_of

from paradiplomacy.errors import UnreadableInput
from paradiplomacy.rdf.read import load_store
from paradiplomacy.sparql.embedded import Embedded
from paradiplomacy.validation.checks import load_checks
from paradiplomacy.validation.endpoint import validate_endpoint
from paradiplomacy.validation.findings import Report
from paradiplomacy.validation.input import read_input
from paradiplomacy.validation.shapes import load_shapes
from paradiplomacy.validation.validate import examine, validate

PREFIXES = """\
PREFIX id: <https://w3id.org/paradiplomacy/id/>
PREFIX owl: <http://www.w3.org/2002/07/owl#>
PREFIX para: <https://w3id.org/paradiplomacy/ontology#>
PREFIX psh: <https://w3id.org/paradiplomacy/shapes#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX sh: <http://www.w3.org/ns/shacl#>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
"""

FILES = {
    "ontology/paradiplomacy.ttl": """
para:Party a owl:Class .
para:City a owl:Class ; rdfs:subClassOf para:Party .
para:Agreement a owl:Class .
""",
    "ontology/schemes.ttl": """
id:sector-trade rdfs:label "trade"@en .
""",
    "ontology/shapes.ttl": """
psh:Agreement a sh:NodeShape ; sh:targetClass para:Agreement ;
    sh:property psh:Agreement-party , psh:Agreement-label , psh:Agreement-year .
psh:Agreement-party a sh:PropertyShape ; sh:path para:party ; sh:class para:Party ;
    sh:message "A party is a city or a state."@en , "Pihak adalah kota atau negara."@id .
psh:Agreement-label a sh:PropertyShape ; sh:path rdfs:label ; sh:minCount 1 ; sh:severity sh:Warning ;
    sh:message "An agreement needs a label."@en , "Perjanjian perlu label."@id ;
    sh:description "Add rdfs:label."@en .
psh:Agreement-year a sh:PropertyShape ; sh:path para:year ; sh:datatype xsd:gYear ; sh:pattern "^[0-9]{4}$" ;
    sh:message "The year must be a year such as 1999."@en , "Tahun harus berupa tahun."@id .
psh:City a sh:NodeShape ; sh:targetClass para:City ; sh:property psh:City-partner .
psh:City-partner a sh:PropertyShape ; sh:path [ sh:inversePath para:party ] ; sh:minCount 1 ;
    sh:severity sh:Info ; sh:message "No agreement names this city."@en , "Tidak ada perjanjian."@id .
""",
    "data/gazette/parties.ttl": """
id:alda a para:City ; rdfs:label "Alda"@en , "Kota Alda"@id .
id:brimo a para:City ; rdfs:label "Brimo"@en .
id:alda-brimo a para:Agreement ; rdfs:label "Alda–Brimo"@en ;
    para:party id:alda , id:brimo ; para:year "1999"^^xsd:gYear .
""",
    "data/atlas/places.ttl": """
id:alda para:altitude 12 .
""",
}

CHECK = """\
#+ summary: An agreement has two parties
#+ message: Only {party} is a party to this of {year}; name another.
#+ message_id: Hanya {party} yang menjadi pihak.
#+ severity: violation
PREFIX para: <https://w3id.org/paradiplomacy/ontology#>
SELECT ?focusNode ?party ?year WHERE {
  ?focusNode para:party ?party .
  OPTIONAL { ?focusNode para:year ?year }
  FILTER NOT EXISTS { ?focusNode para:party ?other . FILTER(?other != ?party) }
}
"""


@pytest.fixture(scope="module")
def clone(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A clone of the project with invented content that has no finding."""
    root = tmp_path_factory.mktemp("validated")
    for name, text in FILES.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(PREFIXES + text, encoding="utf-8")
    check = root / "queries" / "checks" / "two-parties.rq"
    check.parent.mkdir(parents=True)
    check.write_text(CHECK, encoding="utf-8")
    return root


@pytest.fixture
def at_home(clone: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make the clone the home of the package in this process."""
    monkeypatch.setattr("paradiplomacy.release.home", lambda: clone)
    return clone


@pytest.fixture
def command(clone: Path, tmp_path: Path) -> Command:
    """Run `paradiplomacy validate WORD...` of the clone in an empty folder."""
    return command_of(clone, tmp_path, "validate")


def write(folder: Path, text: str, name: str = "mine.ttl") -> Path:
    """A Turtle file with `text` under the prefixes."""
    path = folder / name
    path.write_text(PREFIXES + text, encoding="utf-8")
    return path


def only(report: Report) -> tuple[str, str, str, str, int | None]:
    """Severity, focus, shape, path and line of the one finding."""
    [finding] = report.findings
    return (
        finding.severity,
        finding.focus.rpartition("/")[2],
        finding.shape.rpartition("#")[2],
        finding.path,
        finding.line,
    )


def test_sound_data_have_no_finding(at_home: Path) -> None:
    report = validate()
    assert report.findings == []
    assert (report.nodes, report.shapes, report.checks) == (3, 2, 1)
    assert report.status(strict=True) == 0
    assert list(report.seconds) == ["parse", "shapes", "checks", "places"]


BAD = {
    "a class that is not a subclass": (
        'id:x a para:Agreement ; rdfs:label "X" ; para:party id:alda ,\n id:sector-trade .',
        ("violation", "x", "Agreement-party", "para:party", 8),
    ),
    "a missing label is a warning": (
        "\n\nid:x a para:Agreement ; para:party id:alda , id:brimo .",
        ("warning", "x", "Agreement-label", "rdfs:label", 10),
    ),
    "an ill-typed literal": (
        'id:x a para:Agreement ; rdfs:label "X" ; para:party id:alda , id:brimo ; para:year "in 1999"^^xsd:gYear .',
        ("violation", "x", "Agreement-year", "para:year", 8),
    ),
    "an inverse path": (
        "id:x a para:City .",
        ("info", "x", "City-partner", "^para:party", 8),
    ),
    "a rule across records": (
        'id:x a para:Agreement ; rdfs:label "X" ; para:party id:alda .',
        ("violation", "x", "check-two-parties", "", 8),
    ),
    "the block that uses the property is the place": (
        'id:x a para:Agreement ; rdfs:label "X" ; para:party id:alda , id:brimo .\n'
        'id:y a para:City . id:z a para:Agreement ; rdfs:label "Z"; para:party id:y , id:alda .\n'
        "id:x para:year 1999 .",
        ("violation", "x", "Agreement-year", "para:year", 10),
    ),
}


@pytest.mark.parametrize("case", BAD)
def test_one_finding(case: str, at_home: Path, tmp_path: Path) -> None:
    text, expected = BAD[case]
    path = write(tmp_path, text)
    report = validate([path])
    assert only(report) == expected
    assert report.findings[0].file == path
    assert report.status() == (1 if expected[0] == "violation" else 0)
    assert report.status(strict=True) == (0 if expected[0] == "info" else 1)


def test_an_ill_typed_literal_prints_no_traceback(command: Command, tmp_path: Path) -> None:
    path = write(
        tmp_path,
        'id:x a para:Agreement ; rdfs:label "X" ; para:party id:alda , id:brimo ;'
        ' para:year "in 1999"^^xsd:gYear ; para:signedOn "soon"^^xsd:date .',
    )
    done = command(path)
    assert (done.returncode, done.stderr) == (1, "")
    assert 'mine.ttl:8: violation: "X" (x): The year must be a year such as 1999.' in done.stdout


def test_the_release_is_background_only(at_home: Path, tmp_path: Path) -> None:
    broken = write(at_home / "data", "id:lone a para:City .", "extra.ttl")
    try:
        path = write(tmp_path, 'id:x a para:Agreement ; rdfs:label "X" ; para:party id:alda , id:lone .')
        report = validate([path])
        assert (report.findings, report.nodes) == ([], 1)
        assert only(validate([write(tmp_path, "id:lone2 a para:City .")]))[1] == "lone2"
    finally:
        broken.unlink()


def test_an_edited_copy_speaks_for_itself(at_home: Path, tmp_path: Path) -> None:
    original = (at_home / "data/gazette/parties.ttl").read_text(encoding="utf-8")
    path = tmp_path / "copy.ttl"
    path.write_text(original.replace('rdfs:label "Alda–Brimo"@en ;', ""), encoding="utf-8")
    assert only(validate([path]))[:3] == ("warning", "alda-brimo", "Agreement-label")


def test_what_was_removed_from_an_edited_copy_is_missed(at_home: Path, tmp_path: Path) -> None:
    original = (at_home / "data/gazette/parties.ttl").read_text(encoding="utf-8")
    path = tmp_path / "copy.ttl"
    path.write_text(original.replace("id:brimo a para:City", "id:other a para:City"), encoding="utf-8")
    found = {(finding.focus.rpartition("/")[2], finding.path) for finding in validate([path]).findings}
    assert found == {("alda-brimo", "para:party"), ("other", "^para:party")}


def test_one_record_described_anew_speaks_for_itself(at_home: Path, tmp_path: Path) -> None:
    path = write(tmp_path, "id:alda-brimo a para:Agreement ; para:party id:alda , id:brimo .")
    assert only(validate([path]))[:3] == ("warning", "alda-brimo", "Agreement-label")


def test_a_bare_type_is_a_mention(at_home: Path, tmp_path: Path) -> None:
    report = validate([write(tmp_path, "id:alda-brimo a para:Agreement .")])
    assert (report.findings, report.nodes) == ([], 1)


def test_an_addition_is_judged_with_what_it_adds_to(at_home: Path, tmp_path: Path) -> None:
    path = write(tmp_path, 'id:alda-brimo para:year "2000"^^xsd:gYear .')
    report = validate([path])
    assert (report.findings, report.nodes) == ([], 1)


def test_findings_on_blank_nodes_lead_to_the_thing_that_uses_them(at_home: Path, tmp_path: Path) -> None:
    path = write(tmp_path, "\nid:x para:about [ para:about [ a para:City ] ] .")
    assert only(validate([path]))[4] == 9


OTHER_FORMS = {
    "a.nt": (
        "<https://w3id.org/paradiplomacy/id/alda> <http://x/p> 'x' .\n".replace("'", '"')
        + "<https://w3id.org/paradiplomacy/id/x> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"
        " <https://w3id.org/paradiplomacy/ontology#City> .",
        "a.nt:2: info: (x): ",
    ),
    "a.jsonld": (
        '{"@id": "https://w3id.org/paradiplomacy/id/x", "@type": "https://w3id.org/paradiplomacy/ontology#City"}',
        "a.jsonld: info: (x): ",
    ),
    "a.trig": (PREFIXES + "GRAPH id:g {\n id:x a para:City . }", "a.trig: info: (x): "),
}


@pytest.mark.parametrize("name", OTHER_FORMS)
def test_other_forms_of_rdf(name: str, command: Command, tmp_path: Path) -> None:
    text, expected = OTHER_FORMS[name]
    (tmp_path / name).write_text(text, encoding="utf-8")
    done = command(name)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith(expected)


def test_a_literal_as_focus_node(at_home: Path, tmp_path: Path) -> None:
    shapes = write(
        tmp_path,
        "psh:Label a sh:NodeShape ; sh:targetObjectsOf rdfs:label ; sh:minLength 5 .",
        "shapes.ttl",
    )
    report = validate(shapes=shapes)
    assert '"Alda"@en' in {finding.focus for finding in report.findings}
    assert any('violation: "Alda"@en: ' in line for line in report.lines())


def test_what_two_shapes_find_alike_is_told_once(at_home: Path, tmp_path: Path) -> None:
    shapes = write(
        tmp_path,
        "psh:A a sh:NodeShape ; sh:targetClass para:City ; sh:property psh:p .\n"
        "psh:B a sh:NodeShape ; sh:targetNode id:alda ; sh:property psh:p .\n"
        "psh:C a sh:NodeShape ; sh:targetNode id:x ; sh:or ( psh:A psh:B psh:D ) . psh:D a sh:NodeShape .\n"
        "psh:p sh:path para:population ; sh:minCount 1 .",
        "shapes.ttl",
    )
    found = [finding.focus.rpartition("/")[2] for finding in validate(shapes=shapes).findings]
    assert found == ["alda", "brimo"]


def test_blank_nodes_of_two_files_stay_apart(at_home: Path, tmp_path: Path) -> None:
    one = write(tmp_path, "_:n a para:City .", "one.ttl")
    two = write(tmp_path, "id:x a para:Agreement ; rdfs:label 'X' ; para:party _:n , id:alda .", "two.ttl")
    assert {finding.shape.rpartition("#")[2] for finding in validate([one, two]).findings} == {
        "City-partner",
        "Agreement-party",
    }


def test_a_file_that_no_shape_knows(command: Command, tmp_path: Path) -> None:
    done = command(write(tmp_path, "id:x a para:Citty ."))
    assert done.returncode == 1
    assert "Nothing was checked: nothing in the files has a class" in done.stdout
    assert "did you mean para:City?" in done.stdout


def test_things_that_no_shape_reaches_are_named(command: Command, tmp_path: Path) -> None:
    agreement = 'id:a a para:Agreement ; rdfs:label "A" ; para:party id:alda , id:brimo .'
    for things, more in (("uvwxy", "."), ("tuvwxy", "….")):
        done = command(write(tmp_path, f"{agreement} {' '.join(f'id:{name} a para:Citty .' for name in things)}"))
        assert done.returncode == 0
        named = ", ".join(f"{name} (para:Citty)" for name in things[:5])
        assert f"Not looked at, because no shape knows their class: {named}{more}" in done.stdout


def test_a_terminal_gets_no_control_characters(at_home: Path, tmp_path: Path) -> None:
    odd = r"\u001B]0;owned\u0007\u001B[31m"
    path = write(tmp_path, f'id:x a para:Agreement ; rdfs:label "X{odd}" ; para:party id:alda ; para:year "{odd}\\n" .')
    lines = validate([path]).lines()
    assert len(lines) == 3
    assert all("owned" in line and line.isprintable() for line in lines)


@pytest.mark.parametrize(
    ("what", "english", "indonesian"),
    [
        ("shapes", "shapes.ttl holds no shape with a target.", "shapes.ttl tidak memuat shape yang bersasaran."),
        ("checks", "queries/checks/ holds no check query.", "queries/checks/ tidak memuat kueri pemeriksa."),
        (
            "nodes",
            "nothing in the files has a class that the shapes know; did you mean para:Ship?",
            "tidak ada isi berkas yang kelasnya dikenal; maksud Anda para:Ship?",
        ),
    ],
)
def test_looking_at_nothing_fails(
    what: str, english: str, indonesian: str, at_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    shapes = write(Path(), "psh:X a sh:NodeShape .", "shapes.ttl")
    if what == "nodes":
        shapes = write(Path(), "psh:X a sh:NodeShape ; sh:targetClass para:Ship .", "shapes.ttl")
    report = validate(shapes=None if what == "checks" else shapes, checks=[] if what == "checks" else None)
    assert report.findings == []
    assert report.status() == 1
    assert report.summary().splitlines()[-1] == f"Nothing was checked: {english}"
    assert report.summary("id").splitlines()[-1] == f"Tidak ada yang diperiksa: {indonesian}"


def test_a_namespace_that_is_nearly_ours_is_told(tmp_path: Path) -> None:
    path = tmp_path / "mine.ttl"
    path.write_text("<http://e.org/x> a <http://w3id.org/paradiplomacy/ontology#Agreement> .", encoding="utf-8")
    assert "did you mean <https://w3id.org/paradiplomacy/ontology#Agreement>?" in validate([path]).summary()


def test_text_in_both_languages(command: Command, tmp_path: Path) -> None:
    path = write(tmp_path, 'id:x a para:Agreement ; para:party id:alda ; para:year "1999"^^xsd:gYear .')
    english, indonesian = command(path).stdout, command(path, "--lang", "id").stdout
    assert english.splitlines() == [
        'mine.ttl:8: violation: (x): Only "Alda" (alda) is a party to this of 1999; name another.',
        "mine.ttl:8: warning: (x): An agreement needs a label. Add rdfs:label.",
        "Checked 1 node with 2 shapes and 1 check query: 1 violation, 1 warning, 0 infos.",
    ]
    assert 'pelanggaran: (x): Hanya "Kota Alda" (alda) yang menjadi pihak.' in indonesian
    assert "1 simpul diperiksa" in indonesian


def test_json_and_turtle(command: Command, tmp_path: Path) -> None:
    path = write(tmp_path, "id:x a para:Agreement ; para:party id:alda .")
    content = json.loads(command(path, "--format", "json").stdout)
    assert (content["conforms"], content["violations"], content["warnings"]) == (False, 1, 1)
    assert content["findings"][1]["path"] == "rdfs:label"
    done = [command(path, "--format", "turtle").stdout for _ in range(2)]
    assert done[0] == done[1]
    assert done[0].count("a sh:ValidationResult") == 2
    assert "sh:conforms false" in done[0]
    assert "sh:sourceShape psh:check-two-parties" in done[0]
    assert done[0].count("sh:resultPath rdfs:label") == 1
    clean = write(tmp_path, "id:x a para:Agreement ; rdfs:label 'X'; para:party id:alda , id:brimo .")
    assert "sh:conforms true" in command(clean, "--format", "turtle").stdout


def test_timing_goes_to_stderr(command: Command) -> None:
    done = command("--timing")
    assert done.returncode == 0
    assert [line.split()[0] for line in done.stderr.splitlines()] == [
        "parse", "shapes", "checks", "places", "all",
    ]  # fmt: skip


BAD_INPUT = {
    "syntax error": (b"PREFIX id: <http://x/>\nid:a id:b id:c", "line 2"),
    "wrong encoding": ('PREFIX id: <http://x/>\nid:a id:b "caf\u00e9" .'.encode("latin-1"), "UTF-8"),
    "empty": (b"", "empty"),
    "no triple": (b"# nothing\n", "no triple"),
}


@pytest.mark.parametrize("case", BAD_INPUT)
def test_bad_input(case: str, command: Command, tmp_path: Path) -> None:
    data, said = BAD_INPUT[case]
    (tmp_path / "bad.ttl").write_bytes(data)
    done = command("bad.ttl")
    assert done.returncode == 2
    assert done.stdout == ""
    assert "bad.ttl" in done.stderr
    assert said in done.stderr
    assert "Traceback" not in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_missing_file(command: Command) -> None:
    done = command("gone.ttl")
    assert (done.returncode, len(done.stderr.splitlines())) == (2, 1)
    assert "gone.ttl does not exist" in done.stderr


BAD_CHECKS = {
    "no message": ("#+ summary: x\nSELECT ?focusNode {}", "no message"),
    "unknown severity": ("#+ message: m\n#+ severity: waring\nSELECT ?focusNode {}", "warning"),
    "first column": ("#+ message: m\nSELECT ?node ?focusNode {?node a ?focusNode}", "first column"),
    "not a SELECT": ("#+ message: m\nASK {}", "first column"),
    "unknown variable": ('#+ message: "no {citty}"\nSELECT ?focusNode ?city {?focusNode a ?city}', "city"),
    "unbound focus": ("#+ message: m\nSELECT ?focusNode ?x {?x a ?y}", "unbound"),
    "broken query": ("#+ message: m\nSELECT ?focusNode {", "not valid SPARQL"),
}


@pytest.mark.parametrize("case", BAD_CHECKS)
def test_bad_check_queries_are_named(case: str, at_home: Path, tmp_path: Path) -> None:
    text, said = BAD_CHECKS[case]
    path = tmp_path / "odd.rq"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(UnreadableInput, match=said) as raised:
        validate(checks=[path])
    assert str(path) in str(raised.value)


def test_the_parts_can_be_used_by_themselves(at_home: Path) -> None:
    with read_input() as given:
        assert examine(given, load_shapes(), load_checks()).nodes == 3


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--engine", "shacle"), 'did you mean "shacl" or "pyshacl"?'),
        (("--endpoint", "http://127.0.0.1:9/", "graph.ttl"), "FILE and --endpoint exclude each other"),
        (("--graph", "urn:x"), "--graph belongs with --endpoint"),
        (("--user", "me"), "--user belongs with --endpoint"),
        (("--endpoint", "nowhere"), "nowhere"),
    ],
)
def test_wrong_usage_is_told_in_one_sentence(words: tuple[str, ...], told: str, command: Command) -> None:
    done = command(*words)
    assert done.returncode == 2
    assert told in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_both_engines_give_one_report(command: Command, tmp_path: Path) -> None:
    path = write(tmp_path, "id:x a para:Agreement ; para:party id:alda , [] ; para:year 1999 .\nid:y a para:City .")
    one, two = (command("--engine", engine, "--format", "json", path) for engine in ("shacl", "pyshacl"))
    assert one.stdout == two.stdout
    assert len(json.loads(one.stdout)["findings"]) == 4


def test_a_large_graph_of_an_endpoint_is_told(at_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("paradiplomacy.validation.endpoint._LARGE", 4)
    heard: list[str] = []
    validate_endpoint(Embedded(load_store(at_home.rglob("*.ttl"))), say=heard.append)
    assert heard[0] == "the graph has more than a million triples; each million takes about 1 GB of memory here."


def test_a_text_of_a_shape_that_is_no_text_is_passed_over(at_home: Path, tmp_path: Path) -> None:
    shapes = write(
        tmp_path,
        'psh:A a sh:NodeShape ; sh:targetNode id:x ; sh:class para:City ; sh:message psh:A , "No city."@en .',
        "shapes.ttl",
    )
    [finding] = validate(shapes=shapes).findings
    assert finding.messages == {"en": "No city."}

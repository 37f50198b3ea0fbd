"""The release: its forms say the same, its bytes do not vary, and a failure leaves the earlier one."""

from __future__ import annotations

import csv
import gzip
import hashlib
import io
import os
import re
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pyoxigraph as ox
import pytest
from support.clone_command import command_of

from paradiplomacy.commands import publish as command
from paradiplomacy.commands.main import main
from paradiplomacy.errors import DataError, ParadiplomacyError, UnreadableInput
from paradiplomacy.graph import load
from paradiplomacy.publishing import publish as module
from paradiplomacy.publishing.publish import publish
from paradiplomacy.rdf import write as serialise
from paradiplomacy.rdf.namespaces import ID, ONTOLOGY, OWL, PARA, RDF, SCHEMES
from paradiplomacy.rdf.read import load_store, read_text
from paradiplomacy.release import graph_files, home, named_graphs, query_files
from paradiplomacy.sparql.answer import display_text
from paradiplomacy.sparql.text import declarations
from paradiplomacy.version import __version__

FORMS = {
    "paradiplomacy.ttl": ox.RdfFormat.TURTLE,
    "paradiplomacy.nt.gz": ox.RdfFormat.N_TRIPLES,
    "paradiplomacy.jsonld.gz": ox.RdfFormat.JSON_LD,
    "paradiplomacy.nq.gz": ox.RdfFormat.N_QUADS,
    "paradiplomacy.rdf": ox.RdfFormat.RDF_XML,
}
# What an ontology tool opens has one header: the vocabulary's.
ONE_HEADER = ("paradiplomacy.ttl", "paradiplomacy.rdf")
SECOND_HEADER = {
    f"<{SCHEMES}> <{RDF}type> <{OWL}Ontology>",
    f"<{SCHEMES}> <{OWL}imports> <{ONTOLOGY}>",
    f"<{SCHEMES}> <{OWL}versionIRI> <{SCHEMES}/{__version__}>",
}


class Release(NamedTuple):
    """A published folder and what the command printed."""

    folder: Path
    stdout: str
    stderr: str


def run(target: Path, seed: str, *words: str | Path) -> Release:
    done = subprocess.run(
        [sys.executable, "-m", "paradiplomacy", "publish", str(target), *map(str, words)],
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONHASHSEED": seed},
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return Release(target, done.stdout, done.stderr)


@pytest.fixture(scope="module")
def release(tmp_path_factory: pytest.TempPathFactory) -> Release:
    """The release of this clone, made by the command."""
    return run(tmp_path_factory.mktemp("release") / "dist", "1")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A copy of the graph that a test may break."""
    for name in ("ontology", "data", "queries"):
        shutil.copytree(home() / name, tmp_path / "root" / name)
    return tmp_path / "root"


@pytest.fixture
def dist(tmp_path: Path) -> Path:
    """A folder that looks like an earlier release."""
    folder = tmp_path / "dist"
    folder.mkdir()
    (folder / "earlier.txt").write_text("earlier", encoding="utf-8")
    digest = hashlib.sha256(b"earlier").hexdigest()
    (folder / "SHA256SUMS").write_text(f"{digest}  earlier.txt\n", encoding="utf-8")
    return folder


@pytest.fixture
def trusting(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave the validation out, where a test is about what comes after it."""
    monkeypatch.setattr(module, "validate", lambda *_: None)


def contents(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def plain(path: Path) -> bytes:
    """The bytes of a file, unpacked where it is packed."""
    data = path.read_bytes()
    return gzip.decompress(data) if path.suffix == ".gz" else data


def canonical(quads: list[ox.Quad]) -> list[str]:
    dataset = ox.Dataset(ox.Quad(quad.subject, quad.predicate, quad.object) for quad in quads)
    dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    return sorted(str(quad) for quad in dataset)


def test_the_same_input_gives_the_same_bytes(release: Release, tmp_path: Path) -> None:
    # What --keep keeps of the same version is that version.
    again = run(tmp_path / "dist", "2", "--keep", release.folder)
    assert contents(again.folder) == contents(release.folder)
    assert again.stdout == release.stdout


def test_it_holds_what_is_promised(release: Release) -> None:
    names = {name for name in contents(release.folder) if not name.startswith("site/")}
    queries = {f"results/{path.stem}.csv" for path in query_files()}
    assert len(queries) >= 22
    copies = {f"ontology/{name}.ttl" for name in ("paradiplomacy", "schemes", "shapes", "alignments")}
    others = {
        "void.ttl",
        "digests.csv",
        "quality.ttl",
        "sparql-examples.ttl",
        "SHA256SUMS",
        "links/wikidata.sssom.tsv",
        "ontology/catalog-v001.xml",
    }
    assert names == {*FORMS, *queries, *copies, *others}


def test_the_site_goes_with_it(release: Release) -> None:
    site = {name for name in contents(release.folder) if name.startswith("site/")}
    assert len(site) > 3000
    assert {
        "site/index.html",
        "site/en/data.html",
        "site/id/medan.ttl",
        f"site/v/{__version__}/paradiplomacy.nq.gz",
    } <= site
    assert re.search(r"^site: [\d]+ files in [\d.]+ s\.$", release.stderr, re.MULTILINE)
    digest = hashlib.sha256(plain(release.folder / "paradiplomacy.nq.gz")).hexdigest()
    assert digest in (release.folder / "site" / "en" / "data.html").read_text("utf-8")


def test_it_stays_light(release: Release) -> None:
    sizes = {name: len(data) for name, data in contents(release.folder).items()}
    assert sum(sizes.values()) < 32_000_000
    # Each further version costs this.
    assert sum(size for name, size in sizes.items() if name.startswith("site/v/")) < 1_500_000


def test_the_site_is_left_out_where_a_package_is_missing(
    tmp_path: Path, trusting: None, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(command, "_PACKAGES", ("no_such_package",))
    assert main(["publish", str(tmp_path / "dist")]) == 0
    told = capsys.readouterr().err
    assert "The site is left out, because it needs no_such_package; run in the clone: " in told
    assert told.count("-m pip install -e '.[site]'\n") == 1
    assert not (tmp_path / "dist" / "site").exists()
    assert (tmp_path / "dist" / "paradiplomacy.nq.gz").is_file()


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (
            ["--no-site", "--keep", "."],
            "--base-url, --keep and --article are about the site, which --no-site leaves out",
        ),
        (["--keep", "nowhere"], "nowhere is no folder; name one that publish has written."),
        (["--article", "nowhere.md"], "nowhere.md: the article cannot be read"),
        (["--article", __file__], "test_publish.py is not the text of a source of the graph"),
        (["--base-url", "graph.example"], "graph.example"),
    ],
)
def test_options_of_the_site_that_do_not_fit(
    words: list[str], told: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["publish", str(tmp_path / "dist"), *words]) == 2
    assert told in capsys.readouterr().err
    assert not (tmp_path / "dist").exists()


def test_its_sums_are_right(release: Release) -> None:
    files = contents(release.folder)
    lines = files.pop("SHA256SUMS").decode().splitlines()
    listed = {name: digest for digest, name in (line.split("  ", 1) for line in lines)}
    assert listed == {name: hashlib.sha256(data).hexdigest() for name, data in files.items()}


@pytest.mark.parametrize("name", FORMS)
def test_each_form_says_what_the_files_say(release: Release, name: str) -> None:
    expected = canonical([quad for path in graph_files() for quad in ox.parse(path=str(path))])
    assert len(expected) > 1000
    assert set(expected) > SECOND_HEADER
    if name in ONE_HEADER:
        expected = [line for line in expected if line not in SECOND_HEADER]
        assert sum(f"<{OWL}Ontology>" in line for line in expected) == 1
    assert canonical(list(ox.parse(plain(release.folder / name), format=FORMS[name]))) == expected


def test_n_quads_have_one_graph_per_source(release: Release) -> None:
    store = ox.Store()
    store.load(plain(release.folder / "paradiplomacy.nq.gz"), format=ox.RdfFormat.N_QUADS)
    names = {str(node).strip("<>") for node in store.named_graphs()}
    folders = {path.name for path in (home() / "data").iterdir() if path.is_dir()}
    assert names == named_graphs().keys()
    assert {name.rpartition("/graph-")[2] for name in names - {ONTOLOGY, SCHEMES}} == {*folders, "dataset"}


def test_the_catalogue_of_the_ontologies_names_files_that_are_there() -> None:
    """Protégé and the OWL API open what a file imports from here, and need no network."""
    folder = home() / "ontology"
    listed = {
        entry.attrib["name"]: folder / entry.attrib["uri"]
        for entry in ElementTree.parse(folder / "catalog-v001.xml").getroot()
        if entry.tag.endswith("}uri")
    }
    assert len(listed) == 4
    ontology, imports = ox.NamedNode(f"{OWL}Ontology"), ox.NamedNode(f"{OWL}imports")
    for name, path in listed.items():
        store = load_store([path])
        assert list(store.quads_for_pattern(ox.NamedNode(name), None, ontology, None)), path
    imported = {
        quad.object.value for path in folder.glob("*.ttl") for quad in load_store([path]) if quad.predicate == imports
    }
    assert imported
    assert imported <= listed.keys()


def test_the_release_loaded_twice_is_the_same(release: Release) -> None:
    for name, form in FORMS.items():
        store = ox.Store()
        sizes = []
        for _ in range(2):
            store.load(plain(release.folder / name), format=form)
            sizes.append(len(store))
        assert sizes[0] == sizes[1] > 7000


def test_the_results_are_the_answers_on_the_released_file(release: Release) -> None:
    graph = load([release.folder / "paradiplomacy.nt.gz"])
    for path in query_files():
        written = (release.folder / "results" / f"{path.stem}.csv").read_bytes().decode()
        assert written == graph.query(path.stem).to_csv()
        assert len(list(csv.reader(io.StringIO(written)))) > 1


def test_the_other_turtle_files_load(release: Release) -> None:
    for name in ("void.ttl", "sparql-examples.ttl", "quality.ttl"):
        text = (release.folder / name).read_text(encoding="utf-8")
        assert serialise.turtle(ox.parse(text, format=ox.RdfFormat.TURTLE), dict(declarations(text))) == text
        assert "_:" not in re.sub(r'"""[\s\S]*?"""', "", text)


def test_the_comparison_goes_to_stdout_and_the_progress_to_stderr(release: Release) -> None:
    notes, table = release.stdout.split("\n\n", 1)
    assert "[1]" in notes
    assert table.startswith("sector ")
    assert "\n\nrecorded: the source states it.\n" in table
    assert "\n\nNext:\n  paradiplomacy query " in table
    assert "stored queries answered" in release.stderr
    assert re.search(r"dist written: digests\.csv, links, .*paradiplomacy\.rdf, .*void\.ttl\.\n", release.stderr)
    assert "stored queries answered" not in release.stdout


@pytest.mark.parametrize("lang", ["en", "id"])
def test_what_to_do_next_can_be_done(lang: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from paradiplomacy.commands.publish import _NEXT

    monkeypatch.chdir(tmp_path)
    words = [re.split(r" {2,}|(?<=csv) ", line.strip())[0].split()[1:] for line in _NEXT[lang].splitlines()[1:]]
    assert len(words) == 4
    assert [main(each) for each in words] == [0] * 4


def test_a_file_of_the_user_is_not_in_the_folder_that_is_replaced(
    dist: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    before = contents(dist)
    mine = next(path for path in dist.rglob("*") if path.is_file())
    monkeypatch.chdir(dist)
    assert main(["publish", str(dist), "--data", mine.relative_to(dist).as_posix()]) == 2
    assert "lies in the folder that is written anew" in capsys.readouterr().err
    assert contents(dist) == before


def test_what_to_do_next_names_the_command_as_it_was_called(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from paradiplomacy.commands.publish import called

    command = tmp_path / ".venv" / "bin" / "paradiplomacy"
    command.parent.mkdir(parents=True)
    command.write_text("#!/bin/sh\n", encoding="utf-8")
    command.chmod(0o755)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("sys.argv", [str(command), "publish"])
    monkeypatch.setenv("PATH", "/nowhere")
    assert called() == ".venv/bin/paradiplomacy"
    monkeypatch.chdir(command.parent)
    assert called() == str(command)  # a shell looks for a bare name elsewhere
    (tmp_path / "other").mkdir()
    monkeypatch.chdir(tmp_path / "other")
    assert called() == str(command)
    monkeypatch.setenv("PATH", str(command.parent))
    assert called() == "paradiplomacy"
    monkeypatch.setattr("sys.argv", ["/usr/bin/pytest"])
    assert called() == "paradiplomacy"


def test_the_comparison_in_indonesian(root: Path, tmp_path: Path, trusting: None) -> None:
    said: list[str] = []
    text = publish(tmp_path / "dist", root, say=said.append, lang="id")
    assert not re.search(r"valid|answered|written|writing|shapes", " ".join(said))
    assert said[-1].startswith(f"{tmp_path / 'dist'} ditulis: ")
    notes, table = text.split("\n\n", 1)
    assert table.startswith("bidang ")
    for words in ("tercatat", "kegiatan", "sumber tidak menyebut", "kata-kata: [", "pendidikan"):
        assert words in table
    for words in ("recorded", "activities", "silent", "education", "words:"):
        assert words not in text
    # A stated note says nothing more; a hedged one does, in the same language.
    assert "stated" not in notes and "hedged" not in notes and "dinyatakan)" not in notes
    english = publish(tmp_path / "dist", root)
    assert re.findall(r"words: (\[.*?\])", english) == re.findall(r"kata-kata: (\[.*?\])", text)


def test_a_file_of_the_user_is_published_with_ours(root: Path, tmp_path: Path) -> None:
    mine = tmp_path / "mine.ttl"
    mine.write_text(
        f"PREFIX para: <{PARA}> PREFIX id: <{ID}> PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>\n"
        'id:paris a para:City ; rdfs:label "Paris"@en , "Paris"@id ; para:inState id:france .\n'
        'id:france a para:State ; rdfs:label "France"@en , "Prancis"@id .',
        encoding="utf-8",
    )
    lines: list[str] = []
    with pytest.raises(DataError, match="nothing was published"):
        publish(tmp_path / "dist", root, lines.append, data=[mine])
    assert any("violation" in line and "mine.ttl:2" in line for line in lines)
    assert not (tmp_path / "dist").exists()


def test_a_file_of_the_user_makes_a_named_graph(root: Path, tmp_path: Path, trusting: None) -> None:
    mine = tmp_path / "mine.ttl"
    mine.write_text(f"<{ID}paris> a <{PARA}City> .", encoding="utf-8")
    publish(tmp_path / "dist", root, data=[mine])
    quad = f"<{ID}paris> <{RDF}type> <{PARA}City> <{ID}graph-mine> .\n"
    assert quad in read_text(tmp_path / "dist" / "paradiplomacy.nq.gz")
    assert f"{ID}paris," in (tmp_path / "dist" / "results" / "actors.csv").read_text(encoding="utf-8")


def test_every_quote_of_the_comparison_is_one_of_the_data(release: Release) -> None:
    printed = re.findall(r"“([\s\S]+?)”(?=\s)", release.stdout)
    printed = [" ".join(quote.split()) for quote in printed]
    query = "SELECT ?q { ?p <http://www.w3.org/ns/oa#exact> ?q }"
    quotes = {
        " ".join(display_text(ox.Literal(row["q"])).split())
        for row in load([release.folder / "paradiplomacy.ttl"]).query(query)
    }
    assert len(printed) > 10
    assert "*" not in release.stdout and any("*" in row["q"] for row in load().query(query))
    # textwrap may break a line after a hyphen, which leaves a space there.
    known = {quote.replace("- ", "-") for quote in quotes}
    assert {quote.replace("- ", "-") for quote in printed} <= known


def test_a_cell_of_the_comparison_without_words_would_fail(root: Path, dist: Path, trusting: None) -> None:
    path = root / "queries" / "sector-evidence.rq"
    text = path.read_text(encoding="utf-8")
    narrowed = text.replace("\nWHERE {", '\nWHERE {\n  FILTER(?sector != "economy")')
    assert narrowed != text
    path.write_text(narrowed, encoding="utf-8")
    with pytest.raises(DataError, match=r"economy, .*: the comparison counts what no row of sector-evidence supports"):
        publish(dist, root)


def remove(name: str) -> Callable[[Path], None]:
    return lambda root: (root / name).unlink()


def overwrite(name: str, text: str) -> Callable[[Path], None]:
    def spoil(root: Path) -> None:
        (root / name).write_text(text, encoding="utf-8")

    return spoil


FAILURES: dict[str, tuple[Callable[[Path], None], str]] = {
    "data that are not Turtle": (overwrite("data/geonames/places.ttl", "id:x a"), r"places\.ttl, line 1"),
    "a broken query": (overwrite("queries/evidence.rq", "#+ summary: x\nSELECT ?x {"), r"evidence\.rq"),
    "a query with no row": (overwrite("queries/timeline.rq", "SELECT ?x { ?x a <urn:none> }"), "no row answers"),
    "no comparison": (remove("queries/compare-sectors.rq"), "compare-sectors is missing"),
    "no description": (remove("data/dataset.ttl"), r"dataset\.ttl is missing"),
    "no table of links": (remove("data/links/wikidata.sssom.tsv"), r"sssom\.tsv does not exist"),
    "no shapes": (remove("ontology/shapes.ttl"), r"shapes\.ttl is missing"),
    "no catalogue": (remove("ontology/catalog-v001.xml"), r"catalog-v001\.xml does not exist"),
    "no alignments": (remove("ontology/alignments.ttl"), r"alignments\.ttl is missing"),
}


@pytest.mark.parametrize("name", FAILURES)
def test_a_failure_leaves_the_earlier_release(root: Path, dist: Path, trusting: None, name: str) -> None:
    spoil, words = FAILURES[name]
    before = contents(dist)
    spoil(root)
    with pytest.raises(ParadiplomacyError, match=words):
        publish(dist, root)
    assert contents(dist) == before
    assert {path.name for path in dist.parent.iterdir()} == {"dist", "root"}


def test_a_violation_is_printed_and_nothing_is_published(root: Path, dist: Path) -> None:
    before = contents(dist)
    actors = root / "data" / "rakhmadi" / "actors.ttl"
    text = actors.read_text(encoding="utf-8")
    broken = text.replace("para:inState id:indonesia", "para:inState id:medan", 1)
    assert broken != text
    actors.write_text(broken, encoding="utf-8")
    lines: list[str] = []
    with pytest.raises(DataError, match="nothing was published"):
        publish(dist, root, lines.append)
    assert any("violation" in line and "actors.ttl" in line for line in lines)
    assert contents(dist) == before


def test_links_that_are_not_those_of_the_table_fail(root: Path, dist: Path, trusting: None) -> None:
    made = root / "data" / "links" / "wikidata.ttl"
    made.write_text(made.read_text(encoding="utf-8").replace("wd:Q11462", "wd:Q11463"), encoding="utf-8")
    with pytest.raises(DataError, match=r"not what wikidata\.sssom\.tsv gives"):
        publish(dist, root)
    assert list(contents(dist)) == ["SHA256SUMS", "earlier.txt"]


@pytest.mark.parametrize(
    ("step", "error"),
    [
        *((step, KeyboardInterrupt()) for step in ("turtle", "nquads")),
        ("nquads", MemoryError()),
        ("nquads", OSError(28, "No space left on device")),
    ],
)
def test_a_stop_while_writing_leaves_the_earlier_release(
    root: Path, dist: Path, trusting: None, monkeypatch: pytest.MonkeyPatch, step: str, error: BaseException
) -> None:
    def stop(*_: object) -> str:
        raise error

    before = contents(dist)
    monkeypatch.setattr(serialise, step, stop)
    with pytest.raises((KeyboardInterrupt, MemoryError, UnreadableInput)):
        publish(dist, root)
    assert contents(dist) == before
    assert {path.name for path in dist.parent.iterdir()} == {"dist", "root"}


@pytest.mark.parametrize("words", [["taken.txt"], ["taken.txt/dist"], ["strange"], ["a", "b"], ["--no-such"]])
def test_a_wrong_target_is_told_in_one_line(words: list[str], tmp_path: Path) -> None:
    command = command_of(home(), tmp_path, "publish")
    (tmp_path / "taken.txt").write_text("mine", encoding="utf-8")
    (tmp_path / "strange").mkdir()
    (tmp_path / "strange" / "mine.txt").write_text("mine", encoding="utf-8")
    done = command(*words)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.count("\n") == 1 and done.stderr.startswith("paradiplomacy: ")
    assert (tmp_path / "taken.txt").read_text(encoding="utf-8") == "mine"
    assert contents(tmp_path / "strange") == {"mine.txt": b"mine"}


def test_a_reader_that_goes_away_does_no_harm(tmp_path: Path) -> None:
    command = f"{sys.executable} -m paradiplomacy publish out --no-site | head -n 1; exit ${{PIPESTATUS[0]}}"
    done = subprocess.run(["bash", "-c", command], cwd=tmp_path, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode in (0, 141), done.stderr
    assert "Traceback" not in done.stderr
    assert (tmp_path / "out" / "SHA256SUMS").is_file()
    assert not (tmp_path / "out" / "site").exists()


def test_there_must_be_queries(root: Path, dist: Path, trusting: None) -> None:
    for path in (root / "queries").glob("*.rq"):
        path.unlink()
    with pytest.raises(DataError, match="holds no stored query"):
        publish(dist, root)

"""The small files around the code: versions agree, licences are there, reference data are right, the wheel is whole."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
from rdflib.namespace import DCTERMS, OWL, RDF, SKOS, XSD

from paradiplomacy.rdf.namespaces import ID, ONTOLOGY, PARA
from paradiplomacy.releasing import versions

ROOT = Path(__file__).resolve().parents[2]
GEO = rdflib.Namespace("http://www.w3.org/2003/01/geo/wgs84_pos#")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def graph(*names: str) -> rdflib.Graph:
    found = rdflib.Graph()
    for name in names:
        found.parse(ROOT / name, format="turtle")
    return found


def thing(name: str) -> rdflib.URIRef:
    return rdflib.URIRef(ID + name)


def test_the_version_is_the_same_everywhere() -> None:
    version = PROJECT["version"]
    assert list(versions.disagreements(ROOT, version)) == []
    assert f"\nversion: {version}\n" in (ROOT / "CITATION.cff").read_text(encoding="utf-8")
    assert str(graph("data/dataset.ttl").value(thing("dataset"), OWL.versionInfo)) == version
    assert str(graph("ontology/paradiplomacy.ttl").value(rdflib.URIRef(ONTOLOGY), OWL.versionInfo)) == version
    assert (ROOT / "docs" / "releases" / f"{version}.json").is_file()


def test_the_core_depends_on_five_packages_only() -> None:
    versions = {
        name: version for line in PROJECT["dependencies"] for name, version in re.findall(r"([a-z]+)(.*)", line)
    }
    assert versions.keys() == {"pyoxigraph", "pyshacl", "rdflib", "shacl", "sparqlwrapper"}
    # The engine of validation is young, and its findings are compared with pySHACL's in this one version.
    assert {name for name, version in versions.items() if not version.startswith(">=")} == {"shacl"}
    assert PROJECT["requires-python"] == ">=3.11"


@pytest.mark.parametrize(
    "key", ["cff-version", "message", "type", "title", "authors", "version", "license", "references"]
)
def test_the_citation_has_what_readers_of_it_need(key: str) -> None:
    text = (ROOT / "CITATION.cff").read_text(encoding="utf-8")
    assert re.search(rf"^{key}:", text, re.MULTILINE)
    assert "\t" not in text


def test_the_citation_says_what_the_description_of_the_dataset_says() -> None:
    text = (ROOT / "CITATION.cff").read_text(encoding="utf-8")
    description = graph("data/dataset.ttl")
    titles = [one for one in description.objects(thing("dataset"), DCTERMS.title) if isinstance(one, rdflib.Literal)]
    [title] = [one for one in titles if one.language == "en"]
    assert f'\ntitle: "{title}"\n' in text
    assert f"\ndate-released: {description.value(thing('dataset'), DCTERMS.issued)}\n" in text
    assert "doi" not in text.lower()


def test_the_changelog_has_its_headings_in_their_order() -> None:
    text = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert "## [Unreleased]" in text
    _, unreleased, *released = re.split(r"^## .+$", text, flags=re.MULTILINE)
    known = ["What changed", "Ontology", "Data", "Queries", "Software"]
    assert released
    for part in (unreleased, *released):
        found = re.findall(r"^### (.+)$", part, re.MULTILINE)
        assert found == [heading for heading in known if heading in found]
    assert len(re.findall(r"^### (.+)$", released[-1], re.MULTILINE)) == 3


def test_every_licence_that_is_named_is_there() -> None:
    folder = ROOT / "LICENSES"
    named = set(re.findall(r"`([\w.-]+\.txt)`", (folder / "README.md").read_text(encoding="utf-8")))
    assert named == {path.name for path in folder.glob("*.txt")} == {"MIT.txt", "CC0-1.0.txt", "CC-BY-4.0.txt"}
    assert "Quotations" in (folder / "README.md").read_text(encoding="utf-8")


# Read again from the reference tables when this test was written: latitude, longitude, GeoNames point, division.
PLACES = {
    "surabaya": ("-7.24917", "112.75083", "1625822", None),
    "medan": ("3.58333", "98.66667", "1214520", None),
    "busan": ("35.10278", "129.04028", "1838524", "1838519"),
    "gwangju": ("35.15472", "126.91556", "1841811", "1841808"),
}


def test_the_four_cities_have_their_coordinates_and_geonames_ids() -> None:
    found = graph("data/geonames/places.ttl")
    assert set(found.subjects()) == {thing(name) for name in PLACES}
    for name, (latitude, longitude, point, division) in PLACES.items():
        assert found.value(thing(name), GEO.lat) == rdflib.Literal(latitude, datatype=XSD.decimal)
        assert found.value(thing(name), GEO.long) == rdflib.Literal(longitude, datatype=XSD.decimal)
        exact, close = ({str(o) for o in found.objects(thing(name), p)} for p in (SKOS.exactMatch, SKOS.closeMatch))
        assert exact == {f"https://sws.geonames.org/{point}/"}
        assert close == ({f"https://sws.geonames.org/{division}/"} if division else set())


def test_the_codes_are_those_of_states_and_of_their_first_level_divisions() -> None:
    found = graph("data/iso-3166/codes.ttl")
    codes = {str(subject).removeprefix(ID): str(code) for subject, code in found.subject_objects(SKOS.notation)}
    assert codes == {"busan": "KR-26", "gwangju": "KR-29", "east-java": "ID-JI", "indonesia": "ID", "south-korea": "KR"}
    assert len(found) == len(codes)


@pytest.mark.parametrize("name", ["geonames", "iso-3166"])
def test_each_reference_graph_has_its_source_with_its_licence(name: str) -> None:
    source = graph(f"data/{name}/source.ttl")
    assert (thing(name), RDF.type, rdflib.URIRef(PARA + "Source")) in source
    for predicate in (DCTERMS.title, DCTERMS.license, DCTERMS.rights, rdflib.URIRef(PARA + "sourceKind")):
        assert list(source.objects(thing(name), predicate)), predicate
    assert (thing(f"graph-{name}"), DCTERMS.source, thing(name)) in graph("data/dataset.ttl")


def test_the_reference_data_are_kept_out_of_the_graph_of_the_article() -> None:
    files = list((ROOT / "data" / "rakhmadi").glob("*.ttl"))
    assert files
    for path in files:
        assert not re.search(r"geo:lat|geonames|skos:notation|wikidata", path.read_text(encoding="utf-8")), path


def test_the_wheel_holds_the_graph_and_answers_from_it(tmp_path: Path) -> None:
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(tmp_path)],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    [wheel] = tmp_path.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(tmp_path / "site")
    content = tmp_path / "site" / "paradiplomacy" / "_content"
    for folder in ("ontology", "data", "queries"):
        expected = {path.relative_to(ROOT) for path in (ROOT / folder).rglob("*") if path.is_file()}
        assert expected
        assert {path.relative_to(content) for path in (content / folder).rglob("*") if path.is_file()} == expected
    run = subprocess.run(
        [sys.executable, "-c", "import paradiplomacy as p; print(p.__file__); print(len(p.load()))"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(tmp_path / "site")},
        check=True,
        capture_output=True,
        encoding="utf-8",
    )
    place, size = run.stdout.splitlines()
    assert Path(place).is_relative_to(tmp_path)
    store = ox.Store()
    for path in (
        ROOT / "ontology" / "paradiplomacy.ttl",
        ROOT / "ontology" / "schemes.ttl",
        *(ROOT / "data").rglob("*.ttl"),
    ):
        store.load(path=str(path), format=ox.RdfFormat.TURTLE)
    assert int(size) == len(store)

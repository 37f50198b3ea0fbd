"""What programs look for first: every address in it is that of a file, and every number is counted again here."""

from __future__ import annotations

import hashlib
import json
import re
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from importlib.util import find_spec
from pathlib import Path

import pyoxigraph as ox
import pytest
from support.published_site import BASE, VERSION, published, published_files, release, text

from paradiplomacy.rdf.namespaces import ID, PREFIXES, XSD
from paradiplomacy.site.addresses import name_of

DCAT, VOID = PREFIXES["dcat"], PREFIXES["void"]
_SITEMAP = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}


def parsed(path: str, base: str) -> ox.Store:
    """The Turtle of a file of the site, read where it would lie under ``place``."""
    store = ox.Store()
    place = f"http://place.example/{path}"
    store.extend(ox.parse(text(path, base), format=ox.RdfFormat.TURTLE, base_iri=place))
    return store


def values(store: ox.Store, predicate: str) -> list[str]:
    found = store.quads_for_pattern(None, ox.NamedNode(predicate), None, None)
    return sorted(str(getattr(quad.object, "value", "")) for quad in found)


@pytest.mark.parametrize("path", ["void.ttl", ".well-known/void"])
def test_the_description_leads_to_files_wherever_the_site_lies(path: str) -> None:
    found = values(parsed(path, ""), f"{DCAT}downloadURL")
    expected = [f"v/{VERSION}/paradiplomacy.{end}.gz" for end in ("jsonld", "nq", "nt", "rdf", "ttl")]
    assert found == [f"http://place.example/{name}" for name in expected]
    assert values(parsed(path, ""), f"{VOID}dataDump") == found
    assert set(expected) < published_files("").keys()


def test_the_well_known_place_tells_a_part_and_leads_to_the_whole() -> None:
    whole, part = (set(parsed(path, "")) for path in ("void.ttl", ".well-known/void"))
    lead = ox.Quad(
        ox.NamedNode(f"{ID}dataset"),
        ox.NamedNode("http://www.w3.org/2000/01/rdf-schema#seeAlso"),
        ox.NamedNode("http://place.example/void.ttl"),
    )
    assert part - whole == {lead}
    left = whole - part
    assert left
    assert all("/id/partition-" in f"{quad.subject} {quad.object}" for quad in left)


def test_with_a_known_base_its_addresses_are_absolute() -> None:
    found = values(parsed("void.ttl", BASE), f"{DCAT}downloadURL")
    assert len(found) == 5
    assert all(it.startswith(f"{BASE}/v/{VERSION}/") for it in found)


def test_the_description_invents_no_address() -> None:
    known = ("http://place.example/", "https://w3id.org/", "http://www.wikidata.org/", "https://creativecommons.org/")
    assert all(it.startswith(known) for it in values(parsed("void.ttl", ""), f"{DCAT}accessURL"))
    assert "example.org" not in text("void.ttl", "")


def test_sizes_and_sums_are_those_of_the_files() -> None:
    store = parsed("void.ttl", "")
    sums = values(store, "http://spdx.org/rdf/terms#checksumValue")
    files = [
        it for path, it in published_files("").items() if re.fullmatch(rf"v/{VERSION}/paradiplomacy\..*\.gz", path)
    ]
    assert sums == sorted(hashlib.sha256(it.body()).hexdigest() for it in files)
    assert values(store, f"{DCAT}byteSize") == sorted(str(len(it.body())) for it in files)


def test_every_distribution_has_its_file_and_the_counts_stand() -> None:
    store = parsed("void.ttl", "")
    described = {quad.object for quad in store.quads_for_pattern(None, ox.NamedNode(f"{DCAT}distribution"), None, None)}
    filed = {quad.subject for quad in store.quads_for_pattern(None, ox.NamedNode(f"{DCAT}downloadURL"), None, None)}
    assert filed == described
    whole = {quad.triple for quads in release()[1].values() for quad in quads}
    number = ox.Literal(str(len(whole)), datatype=ox.NamedNode(f"{XSD}integer"))
    assert ox.Quad(ox.NamedNode(f"{ID}dataset"), ox.NamedNode(f"{VOID}triples"), number) in store


def test_the_list_for_models_has_every_thing_once() -> None:
    told = text("llms.txt", "")
    assert re.match(r"# .+\n\n> .+\n\n.+\n\n## Documents\n\n- \[", told)
    places = re.findall(r"^- \[[^\]]+\]\((\S+)\)$", told, re.MULTILINE)
    assert len(places) == len(set(places)) == told.count("\n- [")
    assert set(places) <= published_files("").keys()
    assert {it for it in places if it.endswith(".md")} == {f"id/{name_of(it.value)}.md" for it in published("").things}
    assert f"]({BASE}/id/medan.md)" in text("llms.txt")


def test_the_sitemap_has_every_page_and_its_other_language() -> None:
    tree = ElementTree.fromstring(text("sitemap.xml"))
    pages = [it.text or "" for it in tree.findall("s:url/s:loc", _SITEMAP)]
    both = ("en/", "id-ID/")
    expected = [f"{BASE}/{path}" for path in published_files() if path.startswith(both) and path.endswith(".html")]
    assert sorted(pages) == sorted(expected)
    others = {it.get("href", "") for it in tree.findall("s:url/x:link", _SITEMAP)}
    assert others == set(pages)
    assert f"Sitemap: {BASE}/sitemap.xml\n" in text("robots.txt")


def test_without_an_address_there_is_no_sitemap() -> None:
    assert "sitemap.xml" not in published_files("")
    assert text("robots.txt", "") == "User-agent: *\nAllow: /\n"


def test_the_crate_describes_files_that_are_there() -> None:
    graph = {it["@id"]: it for it in json.loads(text("ro-crate-metadata.json"))["@graph"]}
    assert graph["ro-crate-metadata.json"]["about"] == {"@id": "./"}
    parts = [part["@id"] for part in graph["./"]["hasPart"]]
    assert len(parts) > 40
    assert set(parts) <= published_files().keys()
    packed = graph[f"v/{VERSION}/paradiplomacy.nq.gz"]
    body = published_files()[packed["@id"]].body()
    assert (packed["sha256"], packed["contentSize"]) == (hashlib.sha256(body).hexdigest(), str(len(body)))
    used = {it["@id"] for key in ("license", "creator") for it in graph["./"][key]}
    assert used
    assert used <= graph.keys()


@pytest.mark.external
def test_a_reader_of_crates_takes_it(tmp_path: Path) -> None:
    if find_spec("rocrate") is None:
        pytest.skip("rocrate is not installed (PARADIPLOMACY_EXTRAS=browser python3 dev.py test)")
    for part in json.loads(text("ro-crate-metadata.json"))["@graph"]:
        if part["@type"] == "File":
            (tmp_path / part["@id"]).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / part["@id"]).write_bytes(published_files()[part["@id"]].body())
    (tmp_path / "ro-crate-metadata.json").write_text(text("ro-crate-metadata.json"), encoding="utf-8")
    code = "import sys, rocrate.rocrate as r; c = r.ROCrate(sys.argv[1]); print(c.name, len(list(c.data_entities)))"
    done = subprocess.run([sys.executable, "-c", code, tmp_path], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    number = sum(it["@type"] == "File" for it in json.loads(text("ro-crate-metadata.json"))["@graph"])
    assert done.stdout.strip().endswith(str(number))

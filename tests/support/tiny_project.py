"""A tiny project that can be released: a graph of one agreement, a stored query, and a program that publishes both."""

from __future__ import annotations

import subprocess
from pathlib import Path

from paradiplomacy.releasing.surface import surface_of

DAY = "2026-01-31"
#: Stands where a project's own program may do what it should not.
MISCHIEF = "# mischief"
PUBLISH = f"""
import csv, gzip, hashlib, os, subprocess, sys
from pathlib import Path

import pyoxigraph as ox

from paradiplomacy.version import __version__

top = Path(__file__).parents[2]


def write(name, data):
    path = Path(sys.argv[2], name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data if isinstance(data, bytes) else data.encode())


def publish():
    store = ox.Store()
    for name in ("ontology/paradiplomacy.ttl", "ontology/schemes.ttl", "data/dataset.ttl", "data/a/parties.ttl"):
        store.load(path=top / name, format=ox.RdfFormat.TURTLE)
    triples = sorted((quad.triple for quad in store), key=str)
    forms = {{"ttl": "TURTLE", "nt": "N_TRIPLES", "nq": "N_QUADS", "rdf": "RDF_XML", "jsonld": "JSON_LD"}}
    whole = {{ending: ox.serialize(triples, format=getattr(ox.RdfFormat, form)) for ending, form in forms.items()}}
    for ending in ("nt", "nq", "jsonld"):
        whole[f"{{ending}}.gz"] = gzip.compress(whole.pop(ending), mtime=0)
    for ending, data in whole.items():
        write(f"paradiplomacy.{{ending}}", data)
    for name in ("void.ttl", "quality.ttl", "sparql-examples.ttl"):
        write(name, whole["ttl"])
    for name in ("paradiplomacy.ttl", "schemes.ttl", "shapes.ttl", "alignments.ttl"):
        write(f"ontology/{{name}}", (top / "ontology" / name).read_bytes())
    for name in ("digests.csv", "links/wikidata.sssom.tsv", "ontology/catalog-v001.xml"):
        write(name, "x")
    for name in ("site/index.html", "site/llms.txt", f"site/v/{{__version__}}/SHA256SUMS"):
        write(name, "x")
    write("site/ro-crate-metadata.json", "{{}}")
    write(f"site/v/{{__version__}}/paradiplomacy.nq.gz", whole["nq.gz"])
    write("results/parties.csv", "agreement,party\\nx,y\\n")
    {MISCHIEF}
    paths = sorted(path for path in Path(sys.argv[2]).rglob("*") if path.is_file())
    named = [(path.relative_to(sys.argv[2]).as_posix(), path.read_bytes()) for path in paths]
    write("SHA256SUMS", "".join(f"{{hashlib.sha256(data).hexdigest()}}  {{name}}\\n" for name, data in named))


publish() if sys.argv[1] == "publish" else print("version", __version__)
"""
_PREFIXES = """\
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX id: <https://w3id.org/paradiplomacy/id/>
PREFIX owl: <http://www.w3.org/2002/07/owl#>
PREFIX para: <https://w3id.org/paradiplomacy/ontology#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
"""
_HEADER = f"""{_PREFIXES}
<https://w3id.org/paradiplomacy/NAME>
    dcterms:issued "{DAY}"^^xsd:date ;
    owl:versionIRI <https://w3id.org/paradiplomacy/NAME/0.1.0> ;
    owl:versionInfo "0.1.0" ;
.
"""
_TERMS = """
para:Agreement a owl:Class .
para:party a owl:ObjectProperty ; rdfs:domain para:Agreement .
"""
FILES = {
    ".gitignore": "__pycache__/\n",
    "CHANGELOG.md": f"# Changelog\n\n## [Unreleased]\n\n### Data\n\n- A second city.\n\n## [0.1.0] - {DAY}\n\n- All.\n",
    "CITATION.cff": f"cff-version: 1.2.0\nversion: 0.1.0\ndate-released: {DAY}\n",
    "pyproject.toml": """\
[build-system]
requires = ["hatchling"]
build-backend = "hatchling.build"

[project]
name = "paradiplomacy"
version = "0.1.0"

[tool.hatch.build.targets.wheel]
packages = ["src/paradiplomacy"]
""",
    "src/paradiplomacy/__init__.py": "",
    "src/paradiplomacy/__main__.py": PUBLISH,
    "src/paradiplomacy/version.py": '__version__ = "0.1.0"\n',
    "data/dataset.ttl": f"""{_PREFIXES}id:dataset
    dcterms:issued "{DAY}"^^xsd:date ;
    owl:versionInfo "0.1.0" ;
.
""",
    "data/a/parties.ttl": f"{_PREFIXES}id:alda-brimo a para:Agreement ; para:party id:alda .\n",
    **{f"ontology/{name}.ttl": _HEADER.replace("NAME", name) for name in ("schemes", "shapes", "alignments")},
    "ontology/paradiplomacy.ttl": _HEADER.replace("NAME", "ontology") + _TERMS,
    "queries/parties.rq": """\
#+ summary: Who agreed
PREFIX para: <https://w3id.org/paradiplomacy/ontology#>
SELECT ?agreement ?party { ?agreement para:party ?party } ORDER BY ?agreement
""",
}


def git(root: Path, *words: str) -> str:
    """What ``git WORD...`` prints in ``root``, with nobody's own settings."""
    person = ["-c", "user.name=Ana", "-c", "user.email=ana@example.org"]
    return subprocess.run(
        ["git", "-C", str(root), *person, *words], check=True, capture_output=True, encoding="utf-8"
    ).stdout


def tiny_project(root: Path) -> Path:
    """The project in the folder ``root``, released once and committed."""
    for name, text in FILES.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    kept = root / "docs" / "releases" / "0.1.0.json"
    kept.parent.mkdir(parents=True)
    kept.write_text(surface_of(root).to_json(), encoding="utf-8")
    git(root, "init", "--quiet", "--initial-branch=main")
    for key, value in (("user.name", "Ana"), ("user.email", "ana@example.org")):
        git(root, "config", key, value)
    commit(root)
    return root


def commit(root: Path) -> None:
    """Commit all that is in ``root``."""
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "-m", "A change")

"""``w3id/.htaccess``: the rules by which w3id.org leads from the names of things to the files of the site.

Apache cannot weigh the qualities of a header in such a file, so the page is for a client that names HTML and no form
for programs; others get the first form below that they name, or Turtle.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import partial

import pyoxigraph as ox

from paradiplomacy.rdf.facts import TYPE, lexical, objects, values
from paradiplomacy.rdf.namespaces import ONTOLOGY, OWL
from paradiplomacy.site.addresses import FOLDERS, name_of
from paradiplomacy.site.documents import ontology_files
from paradiplomacy.site.files import File
from paradiplomacy.site.site import Site

#: What a client may ask for, and the end of the file's name.
_RDF = {
    r"application/ld\+json": "jsonld",
    r"application/rdf\+xml": "rdf",
    r"application/n-triples": "nt",
}
_RECORD = {r"application/ld\+json": "jsonld", r"application/json": "json", r"text/markdown": "md"}
_PROGRAMS = r"turtle|rdf\+xml|n-triples|json|markdown"
_HTML = r"text/html|application/xhtml\+xml"
_INDONESIAN = r"^\s*id\b|^(?!.*\ben\b).*\bid\b"


def files(site: Site) -> Iterator[File]:
    """The rules, where the base of the site is known; a rule without an address would lead nowhere."""
    if site.publication.base:
        yield File("w3id/.htaccess", partial(_rules, site))


def _rules(site: Site) -> str:
    head = ["Options +FollowSymLinks -MultiViews", "RewriteEngine On", "", "# The language of the reader."]
    head += ["RewriteRule ^ - [E=PLACE:en]", f'RewriteCond %{{HTTP:Accept-Language}} "{_INDONESIAN}" [NC]']
    head += [f"RewriteRule ^ - [E=PLACE:{FOLDERS['id']}]", ""]
    parts = [head, list(_documents(site)), list(_passages(site)), list(_annotations(site)), list(_things(site))]
    return "\n".join("\n".join(part) for part in parts) + "\n"


def _documents(site: Site) -> Iterator[str]:
    yield "# The first page, the vocabulary with its schemes and shapes, and the versions that stay."
    yield _rule(site, "^$", "%{ENV:PLACE}/index.html")
    names = "|".join(ontology_files())
    yield from _forms(site, f"^({names})$", "%{ENV:PLACE}/vocabulary.html", "$1", _RDF)
    if site.publication.files:
        version = next(iter(values(site.facts, ox.NamedNode(ONTOLOGY), OWL + "versionInfo")), None)
        own = f"v/{site.version}"
        yield _rule(site, "^alignments$", f"{own}/alignments.ttl")
        yield _rule(site, f"^({names}|alignments)/{re.escape(lexical(version))}$", f"{own}/$1.ttl")
    yield _rule(site, "^id/partition-[^/]+$", "void.ttl")
    yield ""


def _passages(site: Site) -> Iterator[str]:
    """A passage, or a part of one, stands on the page of its source, and its triples in a file of its own."""
    yield "# The passages, which stand on the pages of their sources."
    named: dict[str, str] = {name_of(it.value): name_of(source.value) for it, source in site.passages.items()}
    parts = ("-quote", "-position")
    regular = {name for name, source in named.items() if name.startswith(f"{source}-p-") and not name.endswith(parts)}
    for name, source in sorted(named.items()):
        if name not in regular:
            page = f"%{{ENV:PLACE}}/id/{source}.html#{name}"
            yield from _forms(site, f"^id/{re.escape(name)}$", page, f"id/{name}", {})
    if sources := "|".join(sorted({re.escape(named[name]) for name in regular})):
        pattern = f"^id/(({sources})-p-[a-z0-9-]+?)({'|'.join(parts)})?$"
        yield from _forms(site, pattern, "%{ENV:PLACE}/id/$2.html#$1", "id/$1", {})
    yield ""


def _annotations(site: Site) -> Iterator[str]:
    yield "# The notes on links, which lead to the things that are linked."
    axioms = site.store.quads_for_pattern(None, TYPE, ox.NamedNode(f"{OWL}Axiom"), ox.DefaultGraph())
    for axiom in sorted({it.subject for it in axioms if isinstance(it.subject, ox.NamedNode)}, key=str):
        thing = next((name_of(it.value) for it in objects(site.facts, axiom, f"{OWL}annotatedSource")), "")
        if thing and name_of(axiom.value):
            pattern = f"^id/{re.escape(name_of(axiom.value))}$"
            yield from _forms(site, pattern, f"%{{ENV:PLACE}}/id/{thing}.html", f"id/{thing}", {})
    yield ""


def _things(site: Site) -> Iterator[str]:
    yield "# The things."
    yield from _forms(site, "^id/([a-z0-9-]+)$", "%{ENV:PLACE}/id/$1.html", "id/$1", _RECORD)


def _forms(site: Site, pattern: str, page: str, file: str, forms: Mapping[str, str]) -> Iterator[str]:
    """The rules for what has a ``page`` and, under the name ``file``, Turtle and other ``forms``."""
    yield f'RewriteCond %{{HTTP:Accept}} "{_HTML}" [NC]'
    yield f'RewriteCond %{{HTTP:Accept}} "!{_PROGRAMS}" [NC]'
    yield _rule(site, pattern, page)
    for accept, end in forms.items():
        yield f'RewriteCond %{{HTTP:Accept}} "{accept}" [NC]'
        yield 'RewriteCond %{HTTP:Accept} "!turtle" [NC]'
        yield _rule(site, pattern, f"{file}.{end}")
    yield _rule(site, pattern, f"{file}.ttl")


def _rule(site: Site, pattern: str, path: str) -> str:
    return f'RewriteRule "{pattern}" "{site.publication.address(path)}" [R=303,NE,L]'

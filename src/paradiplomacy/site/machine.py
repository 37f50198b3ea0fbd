"""What programs look for first: the description of the dataset, the list of all pages, and where to find what."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from xml.sax.saxutils import escape

import pyoxigraph as ox

from paradiplomacy.rdf.namespaces import ID, RDFS
from paradiplomacy.rdf.read import read_text, stream_quads
from paradiplomacy.rdf.write import serialised
from paradiplomacy.site.addresses import FOLDERS, name_of
from paradiplomacy.site.dataset import DATASET, catalogued, stated
from paradiplomacy.site.files import File
from paradiplomacy.site.record import Record
from paradiplomacy.site.site import Site

_SITEMAP = '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">'


def files(site: Site) -> Iterator[File]:
    """``robots.txt`` and ``llms.txt``; with a release also ``void.ttl``, to which the well-known place leads."""
    yield File("robots.txt", partial(_robots, site))
    yield File("llms.txt", partial(_for_models, site))
    if site.publication.release:
        yield File("void.ttl", partial(_void, site))
        yield File(".well-known/void", partial(_well_known, site))


def sitemap(site: Site, pages: list[str]) -> Iterator[File]:
    """``sitemap.xml`` of the pages at these paths; its addresses are absolute, so without a base there is none."""
    if site.publication.base:
        yield File("sitemap.xml", partial(_sitemap, site, pages))


def _robots(site: Site) -> str:
    more = f"Sitemap: {site.publication.address('sitemap.xml')}\n" if site.publication.base else ""
    return f"User-agent: *\nAllow: /\n{more}"


def _void(site: Site) -> str:
    assert site.publication.release
    return read_text(site.publication.release / "void.ttl") + "\n" + catalogued(site, "void.ttl")


def _well_known(site: Site) -> str:
    """The description without the counts of each class and property, for which it leads to ``void.ttl``."""
    assert site.publication.release
    triples = (quad.triple for quad in stream_quads(site.publication.release / "void.ttl"))
    whole = [it for it in triples if not (_is_partition(it.subject) or _is_partition(it.object))]
    address = site.publication.address("void.ttl") if site.publication.base else "../void.ttl"
    told = serialised(sorted(whole, key=str), ox.RdfFormat.TURTLE).decode()
    return f"{told}{catalogued(site, '.well-known/void')}{DATASET} <{RDFS}seeAlso> <{address}> .\n"


def _is_partition(node: object) -> bool:
    return isinstance(node, ox.NamedNode) and node.value.startswith(f"{ID}partition-")


def _sitemap(site: Site, pages: list[str]) -> str:
    day = f"<lastmod>{site.date}</lastmod>" if site.date else ""
    lines = []
    for page in pages:
        folder, _, inside = page.partition("/")
        if folder in FOLDERS.values() and page.endswith(".html"):
            others = "".join(
                f'<xhtml:link rel="alternate" hreflang="{lang}" '
                f'href="{escape(site.publication.address(f"{other}/{inside}"))}"/>'
                for lang, other in FOLDERS.items()
            )
            lines.append(f"<url><loc>{escape(site.publication.address(page))}</loc>{day}{others}</url>\n")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{_SITEMAP}\n{"".join(lines)}</urlset>\n'


def _for_models(site: Site) -> str:
    """What the site holds, in the form of llmstxt.org: a line for each document, question and thing."""

    def line(path: str, words: str) -> str:
        return f"- [{_plain(words)}]({site.publication.address(path)})"

    about = [f"# {_plain(stated(site, 'title', 'en'))}", "", f"> {_plain(stated(site, 'description', 'en'))}"]
    about += [
        "",
        "Each thing has the words of its sources beside it; what a source does not say is recorded as silence.",
    ]
    documents = [line("ontology.ttl", "The vocabulary"), line("schemes.ttl", "The values that records take")]
    documents += [line("shapes.ttl", "The shapes"), line("en/data.html", "The files of the graph, and how to cite it")]
    asked = [line(f"results/{it.name}.en.csv", it.question("en")) for it in site.stored.values()]
    kinds: dict[str, list[str]] = {}
    for thing in site.things:
        record = Record(site, thing)
        kind = site.label(record.kind, "en") if record.kind else "thing"
        kinds.setdefault(kind, []).append(line(f"id/{name_of(thing.value)}.md", record.label("en")))
    parts = [about, ["## Documents", "", *documents], ["## Answers", "", *asked]]
    parts += [[f"## {_plain(kind)}", "", *lines] for kind, lines in sorted(kinds.items())]
    return "\n\n".join("\n".join(part) for part in parts) + "\n"


def _plain(words: str) -> str:
    """The words on one line, without the brackets that would end the text of a link."""
    return " ".join(words.split()).replace("[", "(").replace("]", ")")

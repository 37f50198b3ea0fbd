"""The page of the data: the graph as files, how to load it, how to cite it, and the versions that stay."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from paradiplomacy.publishing.citation import cite
from paradiplomacy.site.addresses import FOLDERS
from paradiplomacy.site.dataset import form_of, schema_org, stated
from paradiplomacy.site.files import File
from paradiplomacy.site.messages import LANGUAGES
from paradiplomacy.site.publication import sum_of
from paradiplomacy.site.site import Site

# The stored question whose answer the examples read.
_EXAMPLE = "sister-city-agreements"
#: What loads the graph from the packed file beside it, by the name of the program.
LOADING = {
    "pyoxigraph": """import gzip, pyoxigraph
store = pyoxigraph.Store()
with gzip.open("paradiplomacy.nq.gz") as file:
    store.bulk_load(file.read(), format=pyoxigraph.RdfFormat.N_QUADS)
rows = store.query("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }", use_default_graph_as_union=True)""",
    "rdflib": """import gzip, rdflib
graph = rdflib.Graph()
with gzip.open("paradiplomacy.ttl.gz") as file:
    graph.parse(file, format="turtle")
rows = graph.query("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }")""",
    "SPARQLWrapper": """from SPARQLWrapper import JSON, SPARQLWrapper
endpoint = SPARQLWrapper("http://127.0.0.1:8000/sparql")  # paradiplomacy serve
endpoint.setReturnFormat(JSON)
endpoint.setQuery("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }")
rows = endpoint.queryAndConvert()""",
    "Apache Jena": """gunzip paradiplomacy.ttl.gz
arq --data paradiplomacy.ttl 'SELECT (COUNT(*) AS ?n) { ?s ?p ?o }'""",
}


@dataclass(frozen=True)
class Download:
    """A form of the graph: the path of its file, its media type, its size in kilobytes, and its SHA-256."""

    path: str
    media_type: str
    size: int
    digest: str


def files(site: Site) -> Iterator[File]:
    """``data.html`` in each language."""
    for lang in LANGUAGES:
        where = f"{FOLDERS[lang]}/data.html"
        yield File(where, partial(_page, site, lang, where))


def _page(site: Site, lang: str, where: str) -> str:
    downloads = [
        Download(path, form_of(path)[1], round(len(data) / 1000), sum_of(data))
        for path, data in site.publication.downloads.items()
    ]
    return site.render(
        "data.html",
        lang,
        where,
        downloads=downloads,
        loading=LOADING,
        example=f"results/{_EXAMPLE}.{lang}.csv" if _EXAMPLE in site.stored else "",
        described=stated(site, "description", lang),
        rights=stated(site, "rights", lang),
        citation=cite(site.facts, None, lang),
        bibtex=cite(site.facts, None, lang, bibtex=True),
        schema_org=schema_org(site, lang, where),
    )

"""What all pages of the site share: the graph, the stored queries, the languages, the date, and the frame of a page."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from paradiplomacy.graph import Graph
from paradiplomacy.names.labels import label_of, labels_of
from paradiplomacy.names.resolve import languages
from paradiplomacy.queries.headings import set_headings
from paradiplomacy.queries.stored import StoredQuery, stored_queries
from paradiplomacy.rdf.facts import TYPE, Node, literals, nodes, objects, subjects
from paradiplomacy.rdf.namespaces import DCTERMS, ID, OA, OWL, PARA, RDF, RDFS, SKOS, short
from paradiplomacy.rdf.read import load_store
from paradiplomacy.rdf.write import nquads
from paradiplomacy.release import home, shapes_file
from paradiplomacy.site.addresses import FOLDERS, is_external, name_of, page_of_term, page_of_thing, relative
from paradiplomacy.site.files import File
from paradiplomacy.site.messages import LANGUAGES, messages
from paradiplomacy.site.reading import pandas_line, r_line
from paradiplomacy.site.shown import emphasised
from paradiplomacy.sparql.answer import Answer

if TYPE_CHECKING:
    from jinja2 import Environment

_HERE = Path(__file__).parent
_DATASET = ox.NamedNode(ID + "dataset")
_SOURCE_OF_PASSAGE = ox.NamedNode(OA + "hasSource")
_SELECTOR = ox.NamedNode(OA + "hasSelector")
_PASSAGE = ox.NamedNode(PARA + "Passage")


@dataclass(frozen=True)
class Site:
    """The graph that is shown: ``graphs`` are the triples of each named graph, which together are the default graph.

    ``root`` is the folder with ``ontology/`` and ``queries/``, the project's own unless given.
    """

    graphs: Mapping[str, list[ox.Quad]]
    root: Path | None = None

    @cached_property
    def store(self) -> ox.Store:
        """The graphs in a store: all of them as the default graph, and each by its name."""
        store = ox.Store()
        for name, quads in self.graphs.items():
            places = (ox.DefaultGraph(), ox.NamedNode(name))
            store.bulk_extend(ox.Quad(it.subject, it.predicate, it.object, at) for it in quads for at in places)
        return store

    @cached_property
    def graph(self) -> Graph:
        """The graph as the rest of the package knows it; it answers the stored queries."""
        return Graph(self.store, self.query_folder)

    @cached_property
    def stored(self) -> dict[str, StoredQuery]:
        """The stored queries by name."""
        return {query.name: query for query in stored_queries(self.query_folder)}

    @cached_property
    def shapes(self) -> ox.Store:
        """The SHACL shapes."""
        return load_store([shapes_file(self.root)])

    @property
    def query_folder(self) -> Path:
        """The folder of the stored queries."""
        return (self.root or home()) / "queries"

    def answer(self, query: StoredQuery, lang: str) -> Answer:
        """The answer of a stored query in the language, computed once for all pages and files."""
        key = (query.name, lang)
        if key not in self._answers:
            given = {"lang": lang} if lang != "en" and "lang" in query.parameters and lang in self._languages else {}
            answer = self._answers[key] = self.graph.query(query, **given)
            set_headings(answer, query, lang)
        return self._answers[key]

    @cached_property
    def _answers(self) -> dict[tuple[str, str], Answer]:
        return {}

    @cached_property
    def _languages(self) -> frozenset[str]:
        return frozenset(languages(self.store))

    @cached_property
    def digest(self) -> str:
        """The SHA-256 of the sorted N-Quads of the graph, which is that of ``paradiplomacy.nq`` in the release."""
        return hashlib.sha256(nquads(self.graphs).encode()).hexdigest()

    @cached_property
    def date(self) -> str:
        """The day of the graph (YYYY-MM-DD), "" where it does not say."""
        days = [
            it.value for name in ("modified", "issued") for it in literals(self.store, _DATASET, f"{DCTERMS}{name}")
        ]
        return days[0] if days else ""

    @cached_property
    def version(self) -> str:
        """The version of the graph, "" where it does not say."""
        return next((it.value for it in literals(self.store, _DATASET, f"{OWL}versionInfo")), "")

    @cached_property
    def things(self) -> list[ox.NamedNode]:
        """The things of the graph that have a page of their own, by name: all but passages and their parts."""
        passages = set(subjects(self.store, TYPE, _PASSAGE))
        parts = {it for passage in passages for it in objects(self.store, passage, _SELECTOR)}
        axioms = set(subjects(self.store, TYPE, ox.NamedNode(f"{OWL}Axiom")))
        named = {
            it.subject
            for quads in self.graphs.values()
            for it in quads
            if isinstance(it.subject, ox.NamedNode) and it.subject.value.startswith(ID)
        }
        return sorted(named - passages - parts - axioms, key=lambda node: node.value)

    @cached_property
    def passages(self) -> dict[ox.NamedNode, ox.NamedNode]:
        """Passage → the source that it is of, on whose page it stands."""
        found = {}
        for passage in subjects(self.store, TYPE, _PASSAGE):
            for source in objects(self.store, passage, _SOURCE_OF_PASSAGE)[:1]:
                found[passage] = source
        return found

    def path_of(self, node: Node, lang: str) -> str:
        """The path, with its fragment, of the page where ``node`` is described; "" where the site has none."""
        if node in self._with_page:
            return page_of_thing(name_of(node.value), lang)
        if isinstance(node, ox.NamedNode) and node in self.passages:
            return f"{self.path_of(self.passages[node], lang)}#{name_of(node.value)}"
        return page_of_term(node.value, lang)

    @cached_property
    def _with_page(self) -> frozenset[Node]:
        return frozenset(self.things)

    def label(self, node: Node, lang: str) -> str:
        """The name of a node in the language, else in another, else that of the interface, else its short name."""
        known = self._labels.get((node, lang))
        if known is None:
            known = label_of(self.store, node, lang)
            known = self._labels[node, lang] = messages()[lang].get(f"term.{known}", known)
        return known

    @cached_property
    def _labels(self) -> dict[tuple[Node, str], str]:
        return {}

    def text(self, key: str, lang: str, **values: object) -> str:
        """The text of the interface called ``key``, with its ``{names}`` filled in."""
        return messages()[lang][key].format(**values)

    def page(self, template: str, lang: str, path: str, **values: Any) -> File:
        """The page that ``template`` makes for the ``path`` inside the folder of the language."""
        where = f"{FOLDERS[lang]}/{path}"
        return File(where, lambda: self.render(template, lang, where, **values))

    def render(self, template: str, lang: str, where: str, **values: Any) -> str:
        """The text of a page at the path ``where``. What templates may call:

        ``to(path)``: the address of a file of the site; ``link(node)``: the address of a node, "" where a link would
        lead nowhere; ``label(node)``: its name in the language; ``t(key, ...)``: a text of the interface.
        """

        def to(path: str) -> str:
            return relative(path, where)

        def link(node: Node) -> str:
            path = self.path_of(node, lang)
            return to(path) if path else node.value if is_external(node.value) else ""

        inside = where.removeprefix(f"{FOLDERS[lang]}/")
        return (
            environment()
            .get_template(template)
            .render(
                site=self,
                store=self.store,
                lang=lang,
                where=where,
                folder=FOLDERS[lang],
                others={other: f"{FOLDERS[other]}/{inside}" for other in LANGUAGES if other != lang},
                to=to,
                link=link,
                label=lambda node: self.label(node, lang),
                t=lambda key, **more: self.text(key, lang, **more),
                **values,
            )
        )


@cache
def environment() -> Environment:
    """The templates of the site; text of the graph is escaped in them."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    made = Environment(
        loader=FileSystemLoader(_HERE / "templates"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        undefined=StrictUndefined,
    )
    made.globals.update({"RDF": RDF, "RDFS": RDFS, "SKOS": SKOS, "OA": OA, "PARA": PARA, "DCTERMS": DCTERMS, "ID": ID})
    own = (emphasised, is_external, name_of, pandas_line, r_line)
    for function in (*own, labels_of, literals, nodes, objects, short):
        made.globals[function.__name__] = function
    return made

"""What all pages of the site share: the graph, the stored queries, the languages, the date, and the frame of a page."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, TypeVar

import pyoxigraph as ox

from paradiplomacy.graph import Graph
from paradiplomacy.names.labels import label_of, labels_of
from paradiplomacy.names.resolve import languages
from paradiplomacy.queries.headings import set_headings
from paradiplomacy.queries.stored import StoredQuery, stored_queries
from paradiplomacy.rdf.facts import TYPE, Node, Remembered, literals, nodes, objects, subjects
from paradiplomacy.rdf.namespaces import DCTERMS, ID, OA, OWL, PARA, RDF, RDFS, SKOS, short
from paradiplomacy.rdf.read import load_store
from paradiplomacy.release import home, shapes_file
from paradiplomacy.site.addresses import FOLDERS, is_external, name_of, page_of_term, page_of_thing
from paradiplomacy.site.files import File
from paradiplomacy.site.messages import LANGUAGES, messages
from paradiplomacy.site.place import Place
from paradiplomacy.site.publication import NOWHERE, Publication
from paradiplomacy.site.reading import pandas_line, r_line
from paradiplomacy.site.shown import emphasised
from paradiplomacy.sparql.answer import Answer

if TYPE_CHECKING:
    from jinja2 import Environment

    from paradiplomacy.auditing.article import Article

P = ParamSpec("P")
T = TypeVar("T")
_HERE = Path(__file__).parent
_DATASET = ox.NamedNode(ID + "dataset")
_SOURCE_OF_PASSAGE = ox.NamedNode(OA + "hasSource")
_PASSAGE = ox.NamedNode(PARA + "Passage")
_EVIDENCE = ox.NamedNode(PARA + "evidence")
_PARTS = {_PASSAGE, ox.NamedNode(OWL + "Axiom")}
_PARTS |= {ox.NamedNode(f"{OA}{name}") for name in ("SpecificResource", "TextQuoteSelector", "TextPositionSelector")}
#: From so many things on, a graph without evidence is one from a bulk source.
MANY = 2_000


@dataclass(frozen=True)
class Site:
    """The graph that is shown: a ``store`` whose default graph holds what its named graphs hold.

    ``root`` is the folder with ``ontology/`` and ``queries/``, the project's own unless given; ``digest`` is the
    SHA-256 of the graph as sorted N-Quads, "" where it is not known. A ``live`` site makes each page when it is asked
    for, so that every thing can have one. ``article`` is the text of a source, which is shown only where it is given.
    ``publication`` says with which files and where it is published.
    """

    store: ox.Store
    root: Path | None = None
    digest: str = ""
    live: bool = False
    article: Article | None = None
    publication: Publication = NOWHERE

    @cached_property
    def graph(self) -> Graph:
        """The graph as the rest of the package knows it; it answers the stored queries."""
        return Graph(self.store, self.query_folder)

    @cached_property
    def facts(self) -> Remembered:
        """The store for single facts about things."""
        return Remembered(self.store)

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

    def know(self, answers: Mapping[str, Answer]) -> None:
        """Take the answers to stored queries, in English, so that they are not asked again."""
        self._answers.update({(name, "en"): answer for name, answer in answers.items()})

    def kept(self, made: Callable[Concatenate[Site, P], T], *given: P.args, **named: P.kwargs) -> T:
        """What ``made`` gives for this site and what is ``given``, computed once for all pages and files."""
        key = (made, *given, *named.items())
        if key not in self._kept:
            self._kept[key] = made(self, *given, **named)
        return self._kept[key]  # type: ignore[no-any-return]

    @cached_property
    def _kept(self) -> dict[tuple[Any, ...], Any]:
        return {}

    @cached_property
    def _answers(self) -> dict[tuple[str, str], Answer]:
        return {}

    @cached_property
    def _languages(self) -> frozenset[str]:
        return frozenset(languages(self.store))

    @cached_property
    def date(self) -> str:
        """The day of the graph (YYYY-MM-DD), "" where it does not say."""
        days = [
            it.value for name in ("modified", "issued") for it in literals(self.facts, _DATASET, f"{DCTERMS}{name}")
        ]
        return days[0] if days else ""

    @cached_property
    def version(self) -> str:
        """The version of the graph, "" where it does not say."""
        return next((it.value for it in literals(self.facts, _DATASET, f"{OWL}versionInfo")), "")

    @cached_property
    def things(self) -> list[ox.NamedNode]:
        """The things of the graph that have a page of their own, by name: neither passages nor their parts nor bulk."""
        return sorted((it for it in self._named if not self._is_part(it)), key=lambda node: node.value)

    @cached_property
    def bulk(self) -> frozenset[ox.NamedNode]:
        """The things that only large graphs without evidence describe; they share one page."""
        if self.live:
            return frozenset()
        large: set[ox.NamedNode] = set()
        others: set[ox.NamedNode] = set()
        for graph in self.store.named_graphs():
            evident = any(self.store.quads_for_pattern(None, _EVIDENCE, None, graph))
            own = {it.subject for it in self.store.quads_for_pattern(None, None, None, graph)}
            found = {it for it in own if isinstance(it, ox.NamedNode) and it.value.startswith(ID)}
            (others if evident or len(found) < MANY else large).update(found)
        return frozenset(large - others)

    @cached_property
    def _named(self) -> set[ox.NamedNode]:
        subjects = {it.subject for it in self.store.quads_for_pattern(None, None, None, ox.DefaultGraph())}
        named = {it for it in subjects if isinstance(it, ox.NamedNode) and it.value.startswith(ID)}
        return named - self.bulk

    def _is_part(self, node: ox.NamedNode) -> bool:
        """Whether it is a passage, a part of one, or an annotation."""
        return not _PARTS.isdisjoint(objects(self.facts, node, TYPE))

    @cached_property
    def passages(self) -> dict[ox.NamedNode, ox.NamedNode]:
        """Passage → the source that it is of, on whose page it stands."""
        found = {}
        for passage in subjects(self.store, TYPE, _PASSAGE):
            for source in objects(self.facts, passage, _SOURCE_OF_PASSAGE)[:1]:
                found[passage] = source
        return found

    @cached_property
    def passages_of(self) -> dict[ox.NamedNode, list[ox.NamedNode]]:
        """Source → its passages, by name."""
        found: dict[ox.NamedNode, list[ox.NamedNode]] = {}
        for passage, source in self.passages.items():
            found.setdefault(source, []).append(passage)
        return found

    @cached_property
    def text_of(self) -> list[ox.NamedNode]:
        """The source whose text was given, by its digest; none where it is that of another work, or none was given."""
        if self.article is None:
            return []
        digest = ox.Literal(self.article.digest)
        quads = self.store.quads_for_pattern(None, ox.NamedNode(PARA + "textDigest"), digest, ox.DefaultGraph())
        return [quad.subject for quad in quads if isinstance(quad.subject, ox.NamedNode)][:1]

    def path_of(self, node: Node, lang: str) -> str:
        """The path, with its fragment, of the page where ``node`` is described; "" where the site has none."""
        if not isinstance(node, ox.NamedNode):
            return ""
        key = (node, lang)
        if key not in self._paths:
            self._paths[key] = self._path_of(node, lang)
        return self._paths[key]

    def _path_of(self, node: ox.NamedNode, lang: str) -> str:
        name = name_of(node.value)
        if not name or not any(self.store.quads_for_pattern(node, None, None, ox.DefaultGraph())):
            return page_of_term(node.value, lang)
        if node in self.bulk:
            return f"{FOLDERS[lang]}/thing.html#{name}"
        if not self._is_part(node):
            return page_of_thing(name, lang)
        source = next(iter(objects(self.facts, node, _SOURCE_OF_PASSAGE)), None)
        return f"{self.path_of(source, lang)}#{name}" if source else ""

    @cached_property
    def _paths(self) -> dict[tuple[ox.NamedNode, str], str]:
        return {}

    def label(self, node: Node, lang: str) -> str:
        """The name of a node in the language, else in another, else that of the interface, else its short name."""
        known = self._labels.get((node, lang))
        if known is None:
            known = label_of(self.facts, node, lang)
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
        """The text of a page at the path ``where``; templates may call what a ``Place`` offers."""
        key = (lang, where.rpartition("/")[0])
        place = self._places.get(key)
        if place is None:
            place = self._places[key] = Place(self, lang, where)
        inside = where.removeprefix(f"{FOLDERS[lang]}/")
        shared: dict[str, Any] = {
            "site": self,
            "lang": lang,
            "where": where,
            "folder": FOLDERS[lang],
            "others": {other: f"{FOLDERS[other]}/{inside}" for other in LANGUAGES if other != lang},
            "rooms": place.rooms,
            "to": place.to,
            "link": place.link,
            "label": place.label,
            "t": place.t,
            "thing": place.thing,
            "value": place.value,
            "sentence": place.sentence,
        }
        return environment().get_template(template).render(shared | values)

    @cached_property
    def _places(self) -> dict[tuple[str, str], Place]:
        return {}


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

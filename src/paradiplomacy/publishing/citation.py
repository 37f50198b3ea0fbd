"""How to cite the graph, a record of it with its sources, or a source, as BibTeX and as text.

What the graph does not know of a work (its journal, its year) is left out, never guessed.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import pyoxigraph as ox

from paradiplomacy.names.labels import in_language, label_of, texts_of
from paradiplomacy.publishing.digest import record_digest
from paradiplomacy.rdf.facts import Facts, Node, literals, objects, store_of, values
from paradiplomacy.rdf.namespaces import DCTERMS, ID, OA, OWL, PARA, PREFIXES, short
from paradiplomacy.sparql.answer import display_text

LANGUAGES = ("en", "id")
_DATASET = ox.NamedNode(ID + "dataset")
_PAGE, _PAGES = PREFIXES["foaf"] + "page", PREFIXES["bibo"] + "pages"
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_WORDS = {
    "en": {"undated": "n.d.", "version": "version", "set": "data set", "in": "record in", "section": "section"}
    | {"source": "Its words are those of", "cited": "who cites", "read": "read"}
    | {"own": "record that the published graph does not have"},
    "id": {"undated": "t.t.", "version": "versi", "set": "kumpulan data", "in": "catatan dalam", "section": "bagian"}
    | {"source": "Kata-katanya berasal dari", "cited": "yang mengutip", "read": "dibaca"}
    | {"own": "catatan yang tidak ada dalam graf terbitan"},
}
_BIBTEX = str.maketrans(
    {**{sign: f"\\{sign}" for sign in "&%$#_{}"}, "\\": r"\textbackslash{}", "~": r"\~{}", "^": r"\^{}"}
)


@dataclass
class Work:
    """One entry: its key, its fields by their names in BibTeX, and in ``where`` what the text says of its place."""

    key: str
    kind: str
    authors: list[str]
    fields: dict[str, str] = field(default_factory=dict)
    where: str = ""
    verbatim: frozenset[str] = frozenset({"month", "url", "urldate"})

    def bibtex(self) -> str:
        """The entry as BibTeX; a title keeps its capitals."""
        lines = [("author", " and ".join(map(_escaped_name, self.authors)))] if self.authors else []
        for name, value in self.fields.items():
            text = value if name in self.verbatim else value.translate(_BIBTEX)
            lines.append((name, f"{{{text}}}" if name == "title" else text))
        body = ",\n".join(f"  {name} = {text if name == 'month' else f'{{{text}}}'}" for name, text in lines if text)
        return f"@{self.kind}{{{self.key},\n{body}\n}}\n"

    def text(self, lang: str) -> str:
        """The entry as one line for readers."""
        authors = "; ".join(name.strip("{}") for name in self.authors)
        year = self.fields.get("year") or _WORDS[lang]["undated"]
        parts = [f"{authors} ({year})" if authors else "", self.fields["title"] + ("" if authors else f" ({year})")]
        parts += [self.where[:1].upper() + self.where[1:], self.fields.get("url", "")]
        return ". ".join(part.rstrip(".") for part in parts if part) + "."


def _escaped_name(name: str) -> str:
    return f"{{{name[1:-1].translate(_BIBTEX)}}}" if name.startswith("{") else name.translate(_BIBTEX)


@dataclass(frozen=True)
class Citation:
    """How to cite a thing: the ``works`` that are entries of a bibliography, and the ``lines`` that say it as text."""

    works: list[Work]
    lines: list[str]

    def text(self) -> str:
        """The citation as text."""
        return "\n".join(self.lines) + "\n"

    def bibtex(self) -> str:
        """The citation as entries in BibTeX."""
        return "\n".join(work.bibtex() for work in self.works)


def cite(
    store: Facts,
    thing: ox.NamedNode | None,
    lang: str = "en",
    bibtex: bool = False,
    published: ox.Store | None = None,
) -> str:
    """How to cite ``thing``, as by ``citation``, as text or as BibTeX."""
    found = citation(store, thing, lang, published)
    return found.bibtex() if bibtex else found.text()


def citation(store: Facts, thing: ox.NamedNode | None, lang: str = "en", published: ox.Store | None = None) -> Citation:
    """How to cite ``thing``, a source or anything with evidence, or the graph itself when None.

    What ``published``, unless given ``store``, does not know is cited as a record outside the graph; for what it
    knows, the citation has the digest of the record, by which ``verify`` tells whether a copy is the same.
    """
    whole = _graph(store, lang)
    if thing is None:
        return Citation([whole], [whole.text(lang)])
    if ox.NamedNode(PARA + "Source") in objects(store, thing, PREFIXES["rdf"] + "type"):
        source = _source(store, thing, lang)
        return Citation([source], [source.text(lang)])
    if published is not None and not any(published.quads_for_pattern(thing, None, None, None)):
        return Citation(*_record(store, thing, None, lang))
    digest = record_digest(store_of(store) if published is None else published, thing)
    return Citation(*_record(store, thing, whole, lang, digest))


def _graph(store: Facts, lang: str) -> Work:
    version = next((text.value for text in literals(store, _DATASET, OWL + "versionInfo")), "")
    fields = {"title": _title(store, _DATASET, lang), **_dated(store, _DATASET), "version": version}
    where = f"{_WORDS[lang]['version']} {version}, {_WORDS[lang]['set']}"
    return Work(f"paradiplomacy-{version}", "misc", _authors(store, _DATASET, lang), fields, where)


def _source(store: Facts, source: ox.NamedNode, lang: str) -> Work:
    def label(predicate: str) -> str:
        return ", ".join(label_of(store, node, lang) for node in objects(store, source, predicate))

    journal, pages = label(DCTERMS + "isPartOf"), ", ".join(map(display_text, literals(store, source, _PAGES)))
    kind, publisher, place = label(PARA + "sourceKind"), label(DCTERMS + "publisher"), label(PARA + "place")
    read = next((text.value for text in literals(store, source, PARA + "accessedOn")), "")
    fields = {
        "title": _title(store, source, lang),
        **_dated(store, source),
        "journal": journal,
        "howpublished": "" if journal else kind,
        "publisher": publisher,
        "address": place,
        "pages": pages.replace("-", "--"),
        "url": next((node.value for node in objects(store, source, _PAGE)), ""),
        "urldate": read,
    }
    accessed = f"{_WORDS[lang]['read']} {read}" if read else ""
    where = ", ".join(part for part in (journal or kind, publisher, place, pages, accessed) if part)
    return Work(short(source.value), "article" if journal else "misc", _authors(store, source, lang), fields, where)


def _record(
    store: Facts, thing: ox.NamedNode, whole: Work | None, lang: str, digest: str = ""
) -> tuple[list[Work], list[str]]:
    """The record as a part of the graph, with its digest, then each source of its passages, then what that cites."""
    words = _WORDS[lang]
    where = f"{words['in']}: {whole.fields['title']}, {whole.where}" if whole else words["own"]
    fields = dict(whole.fields if whole else ())
    note = ", ".join([thing.value, *([f"SHA-256 {digest}"] if digest else [])])
    fields |= {"title": label_of(store, thing, lang), "howpublished": where, "note": note}
    record = Work(short(thing.value), "misc", whole.authors if whole else [], fields, f"{where}. {note}")
    works, lines = [record], [record.text(lang)]
    passages = objects(store, thing, PARA + "evidence")
    for source in dict.fromkeys(node for passage in passages for node in objects(store, passage, OA + "hasSource")):
        own = [passage for passage in passages if source in objects(store, passage, OA + "hasSource")]
        sections = dict.fromkeys(text.value for each in own for text in literals(store, each, PARA + "section"))
        places = "; ".join(f"“{name}”" for name in sections)
        works.append(_source(store, source, lang))
        told = [f"{words['source']}: {works[-1].text(lang)}", f"{words['section'].capitalize()} {places}."]
        lines.append(" ".join(told if places else told[:1]))
        for other in dict.fromkeys(node for each in own for node in objects(store, each, PARA + "citesSource")):
            works.append(_source(store, other, lang))
            lines.append(f"  {words['cited']}: {works[-1].text(lang)}")
    return list({work.key: work for work in works}.values()), lines


def _title(store: Facts, node: Node, lang: str) -> str:
    titles = texts_of(store, node, [ox.NamedNode(DCTERMS + "title")])
    return display_text(ox.Literal(in_language(titles, lang))) or label_of(store, node, lang)


def _dated(store: Facts, node: Node) -> dict[str, str]:
    """Year and month of issue, as far as they are known."""
    issued = next((text.value for text in literals(store, node, DCTERMS + "issued")), "")
    year, _, rest = issued.partition("-")
    month = _MONTHS[int(rest[:2]) - 1 : int(rest[:2])] if rest[:2].isdecimal() else ()
    return {"year": year, "month": "".join(month)}


def _authors(store: Facts, node: Node, lang: str) -> list[str]:
    """The names of the creators; that of a body in braces, so that BibTeX does not part it."""
    person = ox.NamedNode(PARA + "Person")
    names = []
    for creator in objects(store, node, DCTERMS + "creator"):
        name = next((text.value for text in literals(store, creator, PARA + "sourceName")), "")
        name = name or label_of(store, creator, lang)
        names.append(name if person in values(store, creator, PREFIXES["rdf"] + "type") else f"{{{name}}}")
    return names

"""The page of the vocabulary: every term with its meaning, its use and its shape, and the values that records take."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, partial

import pyoxigraph as ox

from paradiplomacy.names.labels import labels_of
from paradiplomacy.rdf.facts import literals, objects
from paradiplomacy.rdf.namespaces import DCTERMS, ONTOLOGY, OWL, PARA, RDFS
from paradiplomacy.site import documents, shape_words
from paradiplomacy.site.addresses import FOLDERS
from paradiplomacy.site.diagram import diagram
from paradiplomacy.site.files import File
from paradiplomacy.site.messages import LANGUAGES, messages
from paradiplomacy.site.site import Site
from paradiplomacy.site.terms import KINDS, Terms
from paradiplomacy.sparql.answer import display_text


def files(site: Site) -> Iterator[File]:
    """The page in each language, and the vocabulary, the schemes and the shapes in four forms of RDF.

    A graph with a folder of its own may lack some of them; the page needs all three.
    """
    terms = Terms(site)
    for lang in LANGUAGES if len(documents.ontology_files(site.root)) == 3 else ():
        yield File(f"{FOLDERS[lang]}/vocabulary.html", partial(_page, terms, lang))
    yield from documents.files(site)


def _page(terms: Terms, lang: str) -> str:
    site = terms.site

    @cache
    def asked(cls: ox.NamedNode) -> shape_words.Asked:
        return shape_words.asked_of(site.shapes, cls, lang, [asked(it) for it in terms.above(cls)])

    return site.render(
        "vocabulary.html",
        lang,
        f"{FOLDERS[lang]}/vocabulary.html",
        terms=terms,
        kinds=KINDS,
        name=lambda node: (terms if node.value.startswith(PARA) else site).label(node, lang),
        names=lambda node: sorted(labels_of(terms.store, node).items()),
        ends=lambda node, end: objects(terms.store, node, RDFS + end),
        asked=asked,
        often=partial(how_often, lang=lang),
        messages_on=lambda node: shape_words.messages_on(site.shapes, node, lang),
        shown=display_text,
        stated=lambda name: " ".join(it.value for it in literals(terms.store, ox.NamedNode(ONTOLOGY), name)),
        version=OWL + "versionInfo",
        modified=DCTERMS + "modified",
        documents=documents.ontology_files(),
        forms=documents.FORMS,
        drawing=diagram(terms, lang),
    )


def how_often(least: int, most: int | None, lang: str) -> str:
    """How often something may stand, in words; "" where nothing is said.

    >>> how_often(1, 1, "en"), how_often(0, 1, "id"), how_often(2, None, "en"), how_often(2, 3, "en")
    ('exactly one', 'paling banyak satu', 'at least two', 'two to 3')
    """
    texts = messages()[lang]
    words = [texts.get(f"number.{it}", str(it)) for it in (least, most)]
    key = "exactly" if least == most else "most" if not least else "least" if most is None else "between"
    return texts[f"often.{key}"].format(least=words[0], most=words[1]) if least or most is not None else ""

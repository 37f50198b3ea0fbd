"""What the pages of one folder share: the words of a language, the names of things, and the links to them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

import pyoxigraph as ox
from markupsafe import Markup, escape

from paradiplomacy.rdf.facts import Node, Value
from paradiplomacy.site.addresses import FOLDERS, is_external, relative
from paradiplomacy.site.shown import emphasised, shown

# The rooms that every page leads to, each with the key of its name.
_ROOMS = [(page, f"nav.{page.partition('/')[0]}") for page in ("records", "compare", "queries/index", "sparql")]
_ROOMS += [(page, f"nav.{page}") for page in ("vocabulary", "data")]


class Names(Protocol):
    """What knows the pages, the names and the texts: the site."""

    def path_of(self, node: Node, lang: str) -> str:
        """The path of the page of a node, "" where it has none."""

    def label(self, node: Node, lang: str) -> str:
        """The name of a node."""

    def text(self, key: str, lang: str, **values: object) -> str:
        """A text of the interface."""


class Place:
    """Where pages of a language lie: in the folder of the page at the path ``where``.

    The pages of a folder name thousands of things, most of them many times: each is looked up and escaped once.
    """

    def __init__(self, site: Names, lang: str, where: str) -> None:
        self._site, self._lang, self._where = site, lang, where
        self._things: dict[Node, Markup] = {}
        paths = [(f"{FOLDERS[lang]}/{page}.html", key) for page, key in _ROOMS]
        #: Path, address and name of the rooms.
        self.rooms = [(path, self.to(path), self.t(key)) for path, key in paths]

    def to(self, path: str) -> str:
        """The address of a file of the site."""
        return relative(path, self._where)

    def link(self, node: Node) -> str:
        """The address of a node, "" where a link would lead nowhere."""
        path = self._site.path_of(node, self._lang)
        return self.to(path) if path else node.value if is_external(node.value) else ""

    def label(self, node: Node) -> str:
        """The name of a node."""
        return self._site.label(node, self._lang)

    def t(self, key: str, **values: object) -> str:
        """A text of the interface."""
        return self._site.text(key, self._lang, **values)

    def thing(self, node: Node) -> Markup:
        """A thing of the graph by its name, with a link where it has a page."""
        known = self._things.get(node)
        if known is None:
            address, name = self.link(node), escape(self.label(node))
            known = Markup(f'<a href="{escape(address)}">{name}</a>') if address else name
            self._things[node] = known
        return known

    def value(self, value: Value) -> Markup:
        """A text as it is read, in its language, or a thing."""
        if isinstance(value, ox.Literal):
            lang = value.language
            stated = f' lang="{escape(lang)}"' if lang and lang != self._lang else ""
            return Markup(f"<span{stated}>{emphasised(shown(value, self._lang))}</span>")
        return self.thing(value) if isinstance(value, Node) else escape(str(value))

    def sentence(self, parts: Iterable[str | Value]) -> Markup:
        """Words with values among them."""
        return Markup("").join(escape(part) if isinstance(part, str) else self.value(part) for part in parts)

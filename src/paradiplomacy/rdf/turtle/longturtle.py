"""Write Turtle in the layout of rdflib's ``longturtle``, in time that grows with the graph and no faster."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from functools import cache

import pyoxigraph as ox

from paradiplomacy.rdf.blank_nodes import named
from paradiplomacy.rdf.facts import Said, plain
from paradiplomacy.rdf.namespaces import INTEGERS, OWL, PREFIXES, RDF, RDFS, REALS, XSD

# Literals that Turtle can write without quotes; any other form of these datatypes is written in full.
_PLAIN = {
    f"{XSD}integer": re.compile(r"[+-]?[0-9]+"),
    f"{XSD}decimal": re.compile(r"[+-]?[0-9]*\.[0-9]+"),
    f"{XSD}double": re.compile(r"[+-]?([0-9]+\.[0-9]*|\.?[0-9]+)[eE][+-]?[0-9]+"),
    f"{XSD}boolean": re.compile(r"true|false"),
}
_NUMBER = re.compile(r"[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][+-]?[0-9]{1,3})?")
_SIGN = r"A-Za-z0-9_\xc0-\xd6\xd8-\xf6\xf8-\u02ff\u0370-\u037d\u037f-\u1fff\u3001-\ud7ff"
_LOCAL = re.compile(rf"(?:(?:[{_SIGN}:]|%[0-9A-Fa-f]{{2}}|[()](?=.))(?:[{_SIGN}:.()-]|%[0-9A-Fa-f]{{2}})*(?<!\.))?")
_SIMPLE = re.compile("[A-Za-z0-9_][A-Za-z0-9_-]*")  # as most are, and seen faster
_STRING = f"{XSD}string"
_NUMERIC = {*INTEGERS, *REALS}
_TYPE, _FIRST, _REST, _NIL = (f"<{RDF}{name}>" for name in ("type", "first", "rest", "nil"))
_EMPTY = ox.NamedNode(f"{RDF}nil")
# What a file opens with, by the class of the node.
_OPENS = {
    f"<{OWL}Ontology>": 0,
    **dict.fromkeys((f"<{OWL}Class>", f"<{RDFS}Class>"), 1),
    **dict.fromkeys((f"<{OWL}{kind}Property>" for kind in ("Object", "Datatype", "Annotation")), 2),
    f"<{RDF}Property>": 2,
}
# A blank node that stands deeper gets a name and a block of its own; lines indented ever more would grow by the square.
_DEEPEST = 40

Term = ox.NamedNode | ox.BlankNode | ox.Literal
Edges = dict[str, dict[str, list[Term]]]


def serialise(graph: Iterable[ox.Quad] | Said, prefixes: Mapping[str, str], source: str = "The graph") -> str:
    """The triples of a graph as canonical ``longturtle``, with those of ``prefixes`` that it uses.

    The project's own prefixes stand in where ``prefixes`` has none for a namespace.
    Raises UnreadableInput for what RDF 1.1 cannot hold, and for too many blank nodes that are alike.
    """
    said = Said.of(graph)
    blank = any(isinstance(node, ox.BlankNode) for node in said)
    for told in said.values():
        for values in told.values():
            for value in values:
                if not isinstance(value, ox.NamedNode):
                    blank = blank or isinstance(plain(value, source), ox.BlankNode)
    # Without blank nodes the order of the triples does not matter, because each part of the text is sorted.
    writer = _Writer(Said(named(said.quads(), source)) if blank else said, prefixes)
    blocks = writer.blocks()
    head = "".join(f"PREFIX {prefix}: <{iri}>\n" for prefix, iri in sorted(writer.used.items()))
    return "\n".join([head, *blocks] if head else blocks)


class _Writer:
    """The triples by subject and predicate, and the prefixes that their text uses."""

    def __init__(self, said: Said, prefixes: Mapping[str, str]) -> None:
        name = cache(str)  # of the few predicates
        self.says: Edges = {}
        self.uses: Counter[str] = Counter()
        self.wholes: dict[str, list[str]] = defaultdict(list)
        for subject, told in said.items():
            self.says[str(subject)] = {name(predicate): values for predicate, values in told.items()}  # type: ignore[misc]
            part = f"{subject.value}-" if isinstance(subject, ox.NamedNode) else "_:"
            for values in told.values():
                for value in values:
                    if isinstance(value, ox.BlankNode):
                        self.uses[str(value)] += 1
                    elif isinstance(value, ox.NamedNode) and value.value.startswith(part):
                        self.wholes[value.value].append(subject.value)
        own = {prefix: iri for prefix, iri in PREFIXES.items() if prefix not in prefixes}
        self.prefixes = {iri: prefix for prefix, iri in (own | dict(prefixes)).items()}
        self.lengths = sorted({len(iri) for iri in self.prefixes}, reverse=True)
        self.used: dict[str, str] = {}
        self.done: set[str] = set()
        self.deep: list[str] = []
        self.lists = self._cells()
        self.iri = cache(self._iri)
        self.node = cache(lambda node: "()" if node == _EMPTY else self.iri(node.value))
        self.heads = cache(self._heads)
        self.types = cache(lambda depth, *kinds: self._objects(kinds, depth))

    def blocks(self) -> list[str]:
        """The statements: the header, classes, properties, the rest, each part after its whole; blank nodes last.

        A part is a node that its whole refers to and whose name continues the name of the whole, as a quote
        (``…-p-street-quote``) that of its passage (``…-p-street``).
        """
        iris = [name[1:-1] for name in self.says if name[0] == "<"]
        families: dict[str, tuple[str, ...]] = {}
        for iri in sorted(iris, key=len):
            whole = max(self.wholes.get(iri, ()), key=len, default=None)
            families[iri] = (*(families[whole] if whole else ()), iri)

        @cache
        def opens(*kinds: Term) -> int:
            return min((_OPENS.get(str(kind), 3) for kind in kinds), default=3)

        def rank(name: str) -> int:
            return opens(*self.says[name].get(_TYPE, ()))

        blank = sorted((name for name in self.says if name.startswith("_:")), key=lambda name: self.uses[name])
        found = []
        for name in [*sorted(map("<{}>".format, iris), key=lambda name: (rank(name), families[name[1:-1]])), *blank]:
            waiting = [name]
            while waiting:
                if (subject := waiting.pop()) not in self.done:
                    self.done.add(subject)
                    start = self.iri(subject[1:-1]) if subject[0] == "<" else subject if self.uses[subject] else "[]"
                    text = self._predicates(subject, 1)
                    found.append(f"{start}{text if start == '[]' else chr(10) + text}\n.\n")
                    waiting += reversed(self.deep)
                    self.deep = []
        return found

    def _predicates(self, subject: str, depth: int) -> str:
        said, lines = self.says[subject], []
        for name, head in self.heads(depth, *said):
            values = said[name]
            if len(values) > 1 or isinstance(values[0], ox.BlankNode):
                # Many things have the same classes; where blank nodes are, it matters which one is written first.
                text = self._objects(values, depth) if self.uses or name != _TYPE else self.types(depth, *values)
            elif isinstance(values[0], ox.Literal):
                text = f" {self._literal(values[0])}"
            else:
                text = f" {self.node(values[0])}"
            lines.append(f"{head}{text} ;")
        return "\n".join(lines)

    def _heads(self, depth: int, *names: str) -> list[tuple[str, str]]:
        """Predicates in their order, each with the beginning of its line; many subjects have the same."""
        order = sorted(names, key=lambda name: (name != _TYPE, name != f"<{RDFS}label>", name[1:-1]))
        return [(name, "    " * depth + ("a" if name == _TYPE else self.iri(name[1:-1]))) for name in order]

    def _objects(self, objects: Sequence[Term], depth: int) -> str:
        indent = "\n" + "    " * (depth + 1)
        if len(objects) > 1 and len(objects := list(dict.fromkeys(objects))) > 1:
            return " ,".join([f"{indent}{self._text(value, depth + 1)}" for value in sorted(objects, key=_order)])
        name = str(objects[0])
        if name in self.says and self._is_inside(name) and name not in self.lists:
            return indent + self._text(objects[0], depth + 1)
        return f" {self._text(objects[0], depth)}"

    def _text(self, value: Term, depth: int) -> str:
        """A value as it stands in a line that is indented by ``depth``."""
        if isinstance(value, ox.Literal):
            return self._literal(value)
        if isinstance(value, ox.NamedNode):
            return self.node(value)
        name, indent = str(value), "    " * depth
        if not self._is_inside(name):
            return name
        if name not in self.says:
            return "[]"
        if depth > _DEEPEST:
            self.deep.append(name)
            return name
        if name not in self.lists:
            self.done.add(name)
            return f"[\n{self._predicates(name, depth + 1)}\n{indent}]"
        items = []
        while name != _NIL:
            self.done.add(name)
            items.append(f"{indent}    {self._text(self.says[name][_FIRST][0], depth + 1)}\n")
            name = str(self.says[name][_REST][0])
        return f"(\n{''.join(items)}{indent})"

    def _is_inside(self, name: str) -> bool:
        """Whether a blank node is written where it is used."""
        return name[0] == "_" and self.uses[name] == 1 and name not in self.done

    def _cells(self) -> set[str]:
        """The blank nodes that begin a list, whole or its rest, whose cells say nothing else and are used once."""
        cells = {
            name
            for name, said in self.says.items()
            if self.uses[name] == 1 and said.keys() == {_FIRST, _REST} and all(len(each) == 1 for each in said.values())
        }
        before = {str(self.says[name][_REST][0]): name for name in cells}
        found: set[str] = set()
        for name in [name for name in cells if str(self.says[name][_REST][0]) == _NIL]:
            while name in cells:
                found.add(name)
                name = before.get(name, "")
        return found

    def _iri(self, iri: str) -> str:
        for length in self.lengths:
            prefix = self.prefixes.get(iri[:length])
            if (
                prefix is not None
                and len(iri) >= length
                and (_SIMPLE.fullmatch(iri, length) or _LOCAL.fullmatch(iri, length))
            ):
                self.used[prefix] = iri[:length]
                return f"{prefix}:" + re.sub(r"([()])", r"\\\1", iri[length:])
        return f"<{iri}>"

    def _literal(self, literal: ox.Literal) -> str:
        text, language = literal.value, literal.language
        datatype = _STRING if language else literal.datatype.value
        if datatype in _PLAIN and _PLAIN[datatype].fullmatch(text):
            return text
        escaped = text.replace("\\", "\\\\").replace("\r", "\\r")
        if "\n" in text:
            escaped = re.sub(r'"(?=""|\Z)', r"\\\g<0>", escaped)
            quoted = f'"""{escaped}"""'
        else:
            quoted = '"' + escaped.replace('"', '\\"') + '"'
        if language:
            return f"{quoted}@{language}"
        return quoted if datatype == _STRING else f"{quoted}^^{self.iri(datatype)}"


def _order(value: Term) -> tuple[object, ...]:
    """Blank nodes, then IRIs, then literals by datatype, language, number and text."""
    if not isinstance(value, ox.Literal):
        return (isinstance(value, ox.NamedNode), value.value)
    datatype, number = value.datatype.value, Decimal(0)
    if datatype in _NUMERIC:
        datatype, number = "", Decimal(value.value) if _NUMBER.fullmatch(value.value) else number
    return (2, "" if value.language else datatype.replace(_STRING, ""), value.language or "", number, str(value))

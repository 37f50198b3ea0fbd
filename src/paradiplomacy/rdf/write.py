"""Write a graph in four forms of RDF so that the same triples always give the same bytes."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Mapping
from functools import lru_cache, partial
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from paradiplomacy.rdf.blank_nodes import named
from paradiplomacy.rdf.facts import Said
from paradiplomacy.rdf.namespaces import PREFIXES, RDF, XSD


def write_whole(path: Path, text: str | bytes) -> None:
    """Write ``text``, in UTF-8, to ``path`` so that the file is never there in part; raises OSError.

    The bytes are those of ``text`` on every system, and a file that is replaced keeps its permissions. A pipe or
    a device stays what it is.
    """
    data = text.encode() if isinstance(text, str) else text
    try:
        if path.exists() and not path.is_file():
            path.write_bytes(data)
        else:
            _replace(path, data)
    except OSError as error:
        # Writing to a full disk names no file, and the name of a part says nothing to a user.
        error.filename = str(path)
        raise


def packed(data: bytes) -> bytes:
    """The bytes as gzip, without a time, so that the same bytes give the same."""
    import gzip

    return gzip.compress(data, 9, mtime=0)


def _replace(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    # A link stays a link: what it points to is replaced.
    target = path.resolve()
    part = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        part.write_bytes(data)
        if target.exists():
            part.chmod(target.stat().st_mode)
        part.replace(target)
    except BaseException:
        part.unlink(missing_ok=True)
        raise


def serialised(triples: Iterable[ox.Triple], form: ox.RdfFormat) -> bytes:
    """The triples as the engine writes them, in their order, with those of the project's prefixes that they use."""
    found = list(triples)
    text = " ".join(map(str, found))
    used = {name: iri for name, iri in PREFIXES.items() if iri in text}
    return ox.serialize(found, format=form, prefixes=used) or b""


def turtle(graph: Iterable[ox.Quad] | Said, prefixes: Mapping[str, str] | None = None) -> str:
    """Canonical Turtle of the triples of a graph; graph names are dropped."""
    from paradiplomacy.rdf.turtle.longturtle import serialise

    return serialise(graph, prefixes or {})


def ntriples(quads: Iterable[ox.Quad]) -> str:
    """Sorted N-Triples of the triples of ``quads``; graph names are dropped.

    >>> one = ox.Quad(ox.NamedNode("urn:b"), ox.NamedNode("urn:p"), ox.Literal("x"), ox.NamedNode("urn:g"))
    >>> ntriples([one])
    '<urn:b> <urn:p> "x" .\\n'
    """
    triples = {ox.Quad(quad.subject, quad.predicate, quad.object) for quad in quads}
    return _lines(triples, ox.RdfFormat.N_TRIPLES)


def nquads(graphs: Mapping[str, Iterable[ox.Quad]]) -> str:
    """Sorted N-Quads of several named graphs, given by their IRIs."""
    named = {
        ox.Quad(quad.subject, quad.predicate, quad.object, ox.NamedNode(name))
        for name, quads in graphs.items()
        for quad in quads
    }
    return _lines(named, ox.RdfFormat.N_QUADS)


def shards(text: str, number: int) -> list[str]:
    """The lines of sorted N-Quads in ``number`` sorted parts of like size, for loaders that read several files at once.

    The statements of one subject stay together, and all that names a blank node stands in the first part, because a
    blank node has its name within one file only. A part is empty when there are fewer subjects than parts.

    >>> shards("<urn:a> <urn:p> _:b .\\n<urn:b> <urn:p> <urn:c> .\\n<urn:d> <urn:p> <urn:c> .\\n", 2)
    ['<urn:a> <urn:p> _:b .\\n<urn:b> <urn:p> <urn:c> .\\n', '<urn:d> <urn:p> <urn:c> .\\n']
    """
    lines = text.removesuffix("\n").split("\n") if text else []
    groups: dict[str, list[str]] = {"": []}
    for line in lines:
        # A literal may hold "_:" too; that one line more comes into the first part does no harm.
        groups.setdefault("" if "_:" in line else line.partition(" ")[0], []).append(line)
    parts: list[list[str]] = [[] for _ in range(number)]
    done = 0
    for group in groups.values():
        if group:
            parts[done * number // len(lines)] += group
            done += len(group)
    return ["".join(f"{line}\n" for line in sorted(part)) for part in parts]


def jsonld(quads: Iterable[ox.Quad], indent: int | None = 1) -> str:
    """JSON-LD with the project's prefixes as its context: one object per subject, all in a fixed order.

    ``indent`` None gives it on one line, as small as it can be.
    """
    triples = named(ox.Quad(quad.subject, quad.predicate, quad.object) for quad in quads)
    things: dict[str, dict[str, list[Any]]] = {}
    used: set[str] = set()
    for quad in triples:
        # A class is an IRI there, while the predicate may have a text as its value.
        is_class = quad.predicate.value == RDF + "type" and not isinstance(quad.object, ox.Literal)
        name = "@type" if is_class else _compact(quad.predicate, used)
        found = _compact(quad.object, used) if name == "@type" else _value(quad.object, used)
        things.setdefault(_compact(quad.subject, used), {}).setdefault(name, []).append(found)
    document = {
        "@context": {prefix: PREFIXES[prefix] for prefix in sorted(used)},
        "@graph": [
            {"@id": subject, **{name: _one_or_all(values) for name, values in sorted(thing.items())}}
            for subject, thing in sorted(things.items())
        ],
    }
    separators = (",", ":") if indent is None else None
    return json.dumps(document, ensure_ascii=False, indent=indent, separators=separators) + "\n"


def _one_or_all(values: list[Any]) -> Any:
    """The one value, or all in the order of their texts."""
    text = partial(json.dumps, ensure_ascii=False, sort_keys=True)
    return values[0] if len(values) == 1 else sorted(values, key=text)


def _lines(quads: Iterable[ox.Quad], form: ox.RdfFormat) -> str:
    data = ox.serialize(named(quads), format=form) or b""
    # Not splitlines(): a literal may hold other line ends than the one that parts two statements.
    lines = data.decode("utf-8").removesuffix("\n").split("\n") if data else []
    return "".join(f"{line}\n" for line in sorted(lines))


def _compact(node: object, used: set[str]) -> str:
    if isinstance(node, ox.BlankNode):
        return f"_:{node.value}"
    if not isinstance(node, ox.NamedNode):
        raise ValueError(f"{node} cannot stand where JSON-LD wants an IRI")
    prefix, name = _prefixed(node.value)
    if prefix:
        used.add(prefix)
    return name


@lru_cache(maxsize=1 << 14)
def _prefixed(iri: str) -> tuple[str, str]:
    """The first prefix that fits and the name with it; "" and the IRI itself where none does."""
    for prefix, namespace in PREFIXES.items():
        local = iri.removeprefix(namespace)
        # A local part that begins with // would be read as an address by every JSON-LD processor.
        if local != iri and not local.startswith("//"):
            return prefix, f"{prefix}:{local}"
    return "", iri


def _value(node: object, used: set[str]) -> Any:
    if not isinstance(node, ox.Literal):
        return {"@id": _compact(node, used)}
    if node.language:
        return {"@language": node.language, "@value": node.value}
    if node.datatype.value == XSD + "string":
        return node.value
    return {"@type": _compact(node.datatype, used), "@value": node.value}

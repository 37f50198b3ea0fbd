"""Read RDF files into an embedded store, with one plain sentence for every way in which a file can be bad."""

from __future__ import annotations

import mmap
import os
import re
import stat
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import IO

import pyoxigraph as ox

from paradiplomacy.errors import UnreadableInput, nearest, quoted
from paradiplomacy.rdf.mistakes import explained, relative
from paradiplomacy.rdf.namespaces import XSD, prefixed
from paradiplomacy.rdf.packed import is_packed, name_inside, unpacked
from paradiplomacy.rdf.refused import too_deep, xml_error

Say = Callable[[str], None]

FORMATS = {
    ".ttl": ox.RdfFormat.TURTLE,
    ".nt": ox.RdfFormat.N_TRIPLES,
    ".nq": ox.RdfFormat.N_QUADS,
    ".trig": ox.RdfFormat.TRIG,
    ".jsonld": ox.RdfFormat.JSON_LD,
    ".json": ox.RdfFormat.JSON_LD,
    ".rdf": ox.RdfFormat.RDF_XML,
    ".xml": ox.RdfFormat.RDF_XML,
    ".owl": ox.RdfFormat.RDF_XML,
}

#: What the parser raises for a file that it cannot read; MemoryError for a value or a comment of more than 16 MB.
PARSER_ERRORS = (SyntaxError, MemoryError)
# From this size on, in bytes, the engine reads a file itself.
_LARGE = 4_000_000
# Standard input, and what a shell makes of <(command).
_STREAM = re.compile(r"-|/dev/stdin|/(?:dev|proc/self)/fd/([0-9]+)")
# The datatypes that a store of the engine does not keep.
_KEPT_AS = {
    f"{XSD}{name}": f"{XSD}{'integer' if name != 'dateTimeStamp' else 'dateTime'}"
    for name in (
        *("byte", "short", "int", "long", "unsignedByte", "unsignedShort", "unsignedInt", "unsignedLong"),
        *("positiveInteger", "negativeInteger", "nonPositiveInteger", "nonNegativeInteger", "dateTimeStamp"),
    )
}
_BOM = b"\xef\xbb\xbf"
# The parser drops what has a relative IRI in JSON-LD without a word; with this base it is seen.
_NO_BASE = "x-relative:/"


def load_store(files: Iterable[str | Path], keep_graphs: bool = False, say: Say | None = None) -> ox.Store:
    """A store in memory with the triples of ``files``; the form of each is told by its extension, before any ``.gz``.

    All triples come into the default graph, each once, also those of the named graphs of N-Quads and TriG;
    with ``keep_graphs`` they stand in their named graphs as well, for queries that ask for one.
    ``say`` is told what ``stream_quads`` tells.
    Raises UnreadableInput, naming file and line, when a file is missing, no regular file, of an unknown
    extension, not UTF-8, not well formed, or without any triple.
    """
    store = ox.Store()
    for name in files:
        store.bulk_extend(stream_quads(name, say))
    named = list(store.named_graphs())
    # Copied, because a query on the engine's own union of graphs returns a triple once for each graph.
    for graph in named:
        quads = store.quads_for_pattern(None, None, None, graph)
        store.extend([ox.Quad(quad.subject, quad.predicate, quad.object) for quad in quads])
        if not keep_graphs:
            store.remove_graph(graph)
    return store


def stream_quads(path: str | Path, say: Say | None = None) -> Iterator[ox.Quad]:
    """The quads of the file ``path`` one by one, so that its size does not matter; the extension tells its form.

    What comes from a stream (see ``open_file``) is Turtle. Blank nodes get names that no other file uses.
    ``say`` is told, once for each, the datatypes that a store of the engine turns into another.
    Raises UnreadableInput as ``load_store`` does.
    """
    file_path = Path(path)
    form = _format(file_path)
    with open_unpacked(path) as file:
        data = b""
        if not file.seekable() or os.fstat(file.fileno()).st_size < _LARGE:
            data = decoded(path, _all_of(file, path)).encode()
        mark = not data and file.read(3) == _BOM
        file.seek(3 if mark else 0) if file.seekable() else None
        source = (
            {"input": data}
            if data
            else {"input": file}
            if mark or is_packed(path) or _STREAM.fullmatch(str(path))
            else {"path": file_path}
        )
        whole = data or mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        is_json, is_xml = form == ox.RdfFormat.JSON_LD, form == ox.RdfFormat.RDF_XML
        if not is_xml and too_deep(whole, is_json):
            raise UnreadableInput(f"{path}: it is nested too deeply to be read; write it flat.")
        malformed = xml_error(whole) if is_xml else None
        if malformed and "amplification" in str(malformed):
            raise unparsable(path, form.name, SyntaxError("its entities multiply"), data)
        base = _NO_BASE if is_json else None
        quad = None
        kept_as: dict[str, str] = {}
        try:
            for quad in ox.parse(**source, format=form, base_iri=base, rename_blank_nodes=True):
                if base and (found := re.search(rf"<{base}/?([^>]*)>", str(quad))):
                    said = relative(found[1], 'add "@base" to the @context')
                    raise UnreadableInput(f"{path}: {said}.")
                if say and isinstance(quad.object, ox.Literal) and (name := quad.object.datatype.value) in _KEPT_AS:
                    kept_as[name] = _KEPT_AS[name]
                yield quad
        except PARSER_ERRORS as error:
            raise unparsable(path, form.name, error, data) from None
        if malformed:
            raise unparsable(path, form.name, SyntaxError("the file is cut off"), data)
        if quad is None:
            advice = "write an @context that says what its names mean." if is_json else "is it the right file?"
            raise UnreadableInput(f"{file_path} holds no triple; {advice}")
    for name, other in sorted(kept_as.items()):
        assert say
        say(f"{path}: the store keeps {prefixed(name)} as {prefixed(other)}; the file is not changed.")


def read_term(text: str) -> ox.NamedNode | ox.BlankNode | ox.Literal:
    """The term that N-Triples writes as ``text``.

    >>> read_term('"kota"@id').language
    'id'
    """
    [quad] = ox.parse(f"<urn:s> <urn:p> {text} .", format=ox.RdfFormat.N_TRIPLES)
    term = quad.object
    assert isinstance(term, ox.NamedNode | ox.BlankNode | ox.Literal)
    return term


def open_file(path: str | Path) -> IO[bytes]:
    """The file ``path``, opened to be read: a regular file, or what a shell hands over as a stream.

    A stream is ``-`` or ``/dev/stdin``, and ``/dev/fd/3`` and its like. Other pipes and devices might never end.
    Raises UnreadableInput, which says why there is nothing to read.
    """
    stream = _STREAM.fullmatch(str(path))
    try:
        # Opened without waiting, because a named pipe without a writer would make it wait for ever.
        number = os.dup(int(stream[1] or 0)) if stream else os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))
    except FileNotFoundError:
        raise UnreadableInput(_missing(Path(path))) from None
    except (OSError, ValueError) as error:
        raise UnreadableInput(f"{path} cannot be read: {getattr(error, 'strerror', None) or error}.") from None
    kind = os.fstat(number).st_mode
    if not stat.S_ISDIR(kind) and (stream or stat.S_ISREG(kind)):
        return os.fdopen(number, "rb")
    os.close(number)
    if stat.S_ISDIR(kind):
        raise UnreadableInput(f"{path} is a folder; name the files in it instead.")
    raise UnreadableInput(f"{path} is a pipe or a device and no file, and it might never end; save its content first.")


def open_unpacked(path: str | Path) -> IO[bytes]:
    """The file ``path`` as ``open_file`` opens it, or what it holds where its name ends in ``.gz``."""
    file = open_file(path)
    return unpacked(file, path) if is_packed(path) else file


def file_bytes(path: str | Path) -> bytes:
    """All bytes of a file; raises UnreadableInput as ``open_file`` does, and for a file larger than the memory."""
    with open_file(path) as file:
        return _all_of(file, path)


def _all_of(file: IO[bytes], path: str | Path) -> bytes:
    try:
        return file.read()
    except OSError as error:
        raise UnreadableInput(f"{path} cannot be read: {error.strerror or error}.") from None
    except MemoryError:
        raise UnreadableInput(f"{path} is too large for the memory of this machine.") from None


def read_text(path: str | Path) -> str:
    """The text of a UTF-8 file, packed or not, with line ends as they are, without a byte order mark.

    Raises UnreadableInput.
    """
    with open_unpacked(path) as file:
        return decoded(path, _all_of(file, path))


def decoded(path: str | Path, data: bytes) -> str:
    """The text of ``data``, which ``path`` holds, without a byte order mark; raises UnreadableInput for other bytes."""
    if not data.removeprefix(_BOM).strip():
        raise UnreadableInput(f"{path} is empty; is it the right file?")
    try:
        return data.removeprefix(_BOM).decode("utf-8")
    except UnicodeDecodeError as error:
        start = error.start + len(data) - len(data.removeprefix(_BOM))
        line = data.count(b"\n", 0, start) + 1
        guess = " (it looks like UTF-16)" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else ""
        raise UnreadableInput(
            f"{path}, line {line}: byte {start + 1} of the file is not UTF-8{guess}; save the file as UTF-8."
        ) from None


def unparsable(path: str | Path, form: str, error: SyntaxError | MemoryError, data: bytes = b"") -> UnreadableInput:
    """The error that says where in ``path`` the mistake is; ``data`` is what the file holds, where it is known.

    Raises what ``read_text`` raises, where the file is not UTF-8.
    """
    if isinstance(error, MemoryError):
        return UnreadableInput(
            f"{path} holds a value or a comment of more than 16 MB, which cannot be read; shorten it or leave it out."
        )
    text = data.decode() if data else read_text(path)
    return UnreadableInput(explained(path, form, error, text))


def _format(path: Path) -> ox.RdfFormat:
    extension = name_inside(path).suffix
    form = FORMATS.get(extension.lower())
    if form is None and not path.is_dir() and not _STREAM.fullmatch(str(path)):
        known = ", ".join(FORMATS)
        what = quoted(extension) if extension else "a name without extension"
        raise UnreadableInput(
            f"{path}: {what} does not tell which form of RDF it is; the known extensions are {known}."
        )
    return form or ox.RdfFormat.TURTLE


def _missing(path: Path) -> str:
    if path.is_symlink():
        return f"{path} is a link to {path.readlink()}, which does not exist; correct the link."
    if not path.parent.is_dir():
        return f"{path} does not exist: there is no folder {path.parent}."
    close = nearest(path.name, (other.name for other in path.parent.iterdir()), 1)
    return f"{path} does not exist; {f'did you mean {path.with_name(close[0])}?' if close else 'check the name.'}"

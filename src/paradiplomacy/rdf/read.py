"""Read RDF files into an embedded store, with one plain sentence for every way in which a file can be bad."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox

from paradiplomacy.errors import UnreadableInput, nearest, quoted

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

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


def load_store(files: Iterable[str | Path], keep_graphs: bool = False) -> ox.Store:
    """A store in memory with the triples of ``files``; the form of each is told by its extension.

    All triples come into the default graph, each once, also those of the named graphs of N-Quads and TriG;
    with ``keep_graphs`` they stand in their named graphs as well, for queries that ask for one.
    Raises UnreadableInput, naming file and line, when a file is missing, a folder, of an unknown
    extension, not UTF-8, not well formed, or without any triple.
    """
    store = ox.Store()
    for name in files:
        path = Path(name)
        form = _format(path)
        if _is_large(path):
            _load_large(store, path, form)
            continue
        data = read_bytes(path)
        try:
            store.load(data, format=form)
        except PARSER_ERRORS as error:
            raise unparsable(path, form.name, error) from None
        if next(iter(ox.parse(data, format=form)), None) is None:
            raise UnreadableInput(f"{path} holds no triple; is it the right file?")
    named = list(store.named_graphs())
    # Copied, because a query on the engine's own union of graphs returns a triple once for each graph.
    for graph in named:
        quads = store.quads_for_pattern(None, None, None, graph)
        store.extend([ox.Quad(quad.subject, quad.predicate, quad.object) for quad in quads])
        if not keep_graphs:
            store.remove_graph(graph)
    return store


def _is_large(path: Path) -> bool:
    """Whether a copy of the file in memory would matter; a file with a byte order mark is read as a small one."""
    try:
        if path.stat().st_size < _LARGE:
            return False
        with path.open("rb") as file:
            return file.read(3) != b"\xef\xbb\xbf"
    except OSError:
        return False


def _load_large(store: ox.Store, path: Path, form: ox.RdfFormat) -> None:
    try:
        if next(iter(ox.parse(path=path, format=form)), None) is None:
            raise UnreadableInput(f"{path} holds no triple; is it the right file?")
        store.load(path=path, format=form)
    except PARSER_ERRORS as error:
        read_bytes(path)  # which says so when it is not even UTF-8
        raise unparsable(path, form.name, error) from None


def stream_quads(path: str | Path) -> Iterator[ox.Quad]:
    """The quads of the file ``path`` one by one, so that its size does not matter; the extension tells its form.

    Blank nodes get names that no other file uses. Raises UnreadableInput as ``load_store`` does.
    """
    name = Path(path)
    form = _format(name)
    found = False
    try:
        with name.open("rb") as file:
            mark = file.read(3) == b"\xef\xbb\xbf"
            file.seek(3 if mark else 0)
            source = {"input": file} if mark else {"path": name}
            for quad in ox.parse(**source, format=form, rename_blank_nodes=True):
                found = True
                yield quad
    except PARSER_ERRORS as error:
        raise unparsable(name, form.name, error) from None
    except OSError:
        read_bytes(path)  # which says in its own words what is wrong
        raise
    if not found:
        read_bytes(path)
        raise UnreadableInput(f"{name} holds no triple; is it the right file?")


def read_term(text: str) -> ox.NamedNode | ox.BlankNode | ox.Literal:
    """The term that N-Triples writes as ``text``.

    >>> read_term('"kota"@id').language
    'id'
    """
    [quad] = ox.parse(f"<urn:s> <urn:p> {text} .", format=ox.RdfFormat.N_TRIPLES)
    term = quad.object
    assert isinstance(term, ox.NamedNode | ox.BlankNode | ox.Literal)
    return term


def read_bytes(path: str | Path) -> bytes:
    """The bytes of a text file without a byte order mark; raises UnreadableInput unless they are UTF-8."""
    try:
        data = Path(path).read_bytes()
    except FileNotFoundError:
        raise UnreadableInput(_missing(Path(path))) from None
    except IsADirectoryError:
        raise UnreadableInput(f"{path} is a folder; name the files in it instead.") from None
    except OSError as error:
        raise UnreadableInput(f"{path} cannot be read: {error.strerror or error}.") from None
    if not data.strip():
        raise UnreadableInput(f"{path} is empty; is it the right file?")
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        guess = " (it looks like UTF-16)" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else ""
        raise UnreadableInput(
            f"{path}, line {line}: byte {error.start + 1} of the file is not UTF-8{guess}; save the file as UTF-8."
        ) from None
    return data.removeprefix(b"\xef\xbb\xbf")


def read_text(path: str | Path) -> str:
    """The text of a UTF-8 file, with line ends as they are; raises UnreadableInput as ``read_bytes`` does."""
    return read_bytes(path).decode("utf-8")


def unparsable(path: str | Path, form: str, error: SyntaxError | MemoryError) -> UnreadableInput:
    """The error that says where in ``path`` the parser stopped, and why; raises what ``read_bytes`` raises."""
    if isinstance(error, MemoryError):
        return UnreadableInput(
            f"{path} holds a value or a comment of more than 16 MB, which cannot be read; shorten it or leave it out."
        )
    if "utf-8" in error.msg.lower():
        read_bytes(path)  # which says which byte it is
    return UnreadableInput(_syntax_sentence(path, form, error))


def _syntax_sentence(path: str | Path, form: str, error: SyntaxError) -> str:
    prefix, _, rest = error.msg.partition(": ")
    reason = (rest if prefix.startswith("Parser error at line") else error.msg).rstrip(".")
    if "LoadDocumentCallback" in reason:
        return f"{path}: the JSON-LD names a remote @context, which is never fetched; write the context into the file."
    place = f", line {error.lineno}" if error.lineno else ""
    if error.lineno and error.offset:
        place += f", column {error.offset}"
    reason = reason[:1].lower() + reason[1:] if reason[1:2].islower() else reason
    return f"{path}{place}: this is not valid {form}: {' '.join(reason.split())}; correct the file."


def _format(path: Path) -> ox.RdfFormat:
    extension = path.suffix
    form = FORMATS.get(extension.lower())
    if form is None and not path.is_dir():
        known = ", ".join(FORMATS)
        what = quoted(extension) if extension else "a name without extension"
        raise UnreadableInput(
            f"{path}: {what} does not tell which form of RDF it is; the known extensions are {known}."
        )
    return form or ox.RdfFormat.TURTLE


def _missing(path: Path) -> str:
    if not path.parent.is_dir():
        return f"{path} does not exist: there is no folder {path.parent}."
    close = nearest(path.name, (other.name for other in path.parent.iterdir()), 1)
    return f"{path} does not exist; {f'did you mean {path.with_name(close[0])}?' if close else 'check the name.'}"

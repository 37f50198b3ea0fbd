"""The one layout in which the project's Turtle files are written, so that a diff shows only changes.

It is rdflib's ``longturtle`` of the canonical graph, plus the comments that stand before a statement.
"""

from __future__ import annotations

import errno
import os
from bisect import bisect
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

import pyoxigraph as ox

from paradiplomacy.errors import DataError, UnreadableInput, UsageError
from paradiplomacy.rdf.blank_nodes import named
from paradiplomacy.rdf.read import PARSER_ERRORS, read_text, unparsable
from paradiplomacy.rdf.turtle.outline import Block, Outline, outline
from paradiplomacy.rdf.write import ntriples, write_whole

# Where comments stand that belong to no statement; no statement has such a key.
_HEADER, _FOOTER = "header", "footer"


def format_files(files: Iterable[Path], check: bool = False) -> tuple[list[Path], int]:
    """The files that were not in canonical form, now rewritten, and the number of files read.

    With ``check`` nothing is written. Every file is read before the first is written, so an error
    (UnreadableInput, or DataError where a comment or the meaning would be lost) leaves all unchanged.
    """
    texts = []
    for path in files:
        if path.suffix.lower() != ".ttl":
            raise UsageError(f"{path} is not a .ttl file; only Turtle has a canonical form here.")
        texts.append((path, read_text(path)))
    if not texts:
        raise DataError("There is no Turtle file to format in ontology/ or data/.")
    changes = [(path, new) for path, old in texts if (new := canonical(old, path)) != old]
    if not check:
        for path, new in changes:
            replace_text(path, new)
    return [path for path, _ in changes], len(texts)


def canonical(text: str, path: Path) -> str:
    """The Turtle ``text`` in canonical form; ``path`` serves the error messages only.

    Raises UnreadableInput where the text is not Turtle or states nothing, DataError where a comment
    would be lost or where the result would not say the same as the text.
    """
    from paradiplomacy.rdf.turtle.longturtle import serialise

    quads = _parse(text, path)
    plan = outline(text)
    notes = _comments(text, plan, path)
    result = _with_comments(serialise(quads, plan.prefixes, str(path)), notes, path)
    if named(_parse(result, path)) != named(quads):
        raise DataError(
            f"{path} cannot be put into canonical form without changing what it says; it is left as it was."
        )
    return result


def _comments(text: str, plan: Outline, path: Path) -> dict[str, list[str]]:
    """The comment lines of each statement (by its key), of the header, and after the last statement."""
    notes: dict[str, list[str]] = defaultdict(list)
    starts = [block.start for block in plan.blocks]
    for comment in plan.comments:
        if comment.statement_line is not None:
            raise DataError(
                f"{path}:{comment.line}: a comment inside or beside a statement would be lost; "
                f"move it to a line of its own before the statement that starts on line {comment.statement_line}."
            )
        place = bisect(starts, comment.start)
        if plan.directives and comment.start < plan.directives[-1]:
            key = _HEADER
        else:
            key = _FOOTER if place == len(starts) else _key(text, plan, plan.blocks[place], path)
        notes[key].append(comment.text)
    return notes


def _with_comments(body: str, notes: dict[str, list[str]], path: Path) -> str:
    """Put the comment lines back into the serialised ``body``."""
    plan = outline(body)
    header, footer = notes.pop(_HEADER, []), notes.pop(_FOOTER, [])
    # A blank line sets the header off from the prefixes, but never from a statement: read again, a
    # header without prefixes is the comment of the first statement.
    places = [(0, [*header, ""] if plan.directives else header)] if header else []
    for block in plan.blocks:
        if notes and (lines := notes.pop(_key(body, plan, block, path), None)):
            places.append((block.start, lines))
    if notes:
        [first, *_], *_ = notes.values()
        raise DataError(
            f"{path}: the comment {first!r} stands before a node without an IRI that is written elsewhere "
            "in canonical form; move the comment to the thing that uses the node."
        )
    parts: list[str] = []
    done = 0
    for start, lines in places:
        parts += (body[done:start], *(f"{line}\n" for line in lines))
        done = start
    body = "".join([*parts, body[done:]])
    return "\n".join([body, *footer, ""]) if footer else body


def _key(text: str, plan: Outline, block: Block, path: Path) -> str:
    """What a statement is recognised by in another layout: the IRI of its subject, else all that it says."""
    if block.subject and not block.subject.startswith("_:"):
        return block.subject
    said = text[block.start : block.end]
    used = {name: plan.prefixes[name] for name in outline(said).used_prefixes}
    declared = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in used.items())
    return ntriples(_parse(declared + said, path))


def _parse(text: str, path: Path) -> list[ox.Quad]:
    try:
        quads = list(ox.parse(text, format=ox.RdfFormat.TURTLE))
    except PARSER_ERRORS as error:
        raise unparsable(path, "Turtle", error) from None
    if not quads:
        raise UnreadableInput(f"{path} holds no triple; is it the right file?")
    return quads


def replace_text(path: Path, text: str) -> None:
    """Write ``text`` to ``path`` whole or not at all; raises UnreadableInput where it cannot be written."""
    target = path.resolve()
    try:
        if not os.access(target, os.W_OK):
            raise PermissionError(errno.EACCES, "it is read-only")
        write_whole(target, text)
    except OSError as error:
        raise UnreadableInput(f"{path} cannot be written: {error.strerror or error}; it is left as it was.") from None

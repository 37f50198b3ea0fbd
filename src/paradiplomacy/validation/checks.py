"""Check queries: rules that span several records, as SPARQL queries that must return no row.

The header gives ``message`` (and ``message_id``), in which ``{variable}`` stands for a value of the row, and
``severity``. The first column is ``?focusNode``, the node that the finding is about.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from paradiplomacy.errors import UnreadableInput, quoted, suggestion
from paradiplomacy.graph import Graph
from paradiplomacy.names.labels import in_language, labels_of
from paradiplomacy.queries.stored import StoredQuery, parse_header, read
from paradiplomacy.rdf.namespaces import SH, SHAPES
from paradiplomacy.release import check_files
from paradiplomacy.sparql.answer import Answer
from paradiplomacy.validation.findings import LANGUAGES, SEVERITIES, Finding, name_of
from paradiplomacy.validation.placing import name_of_node

_FOCUS = "focusNode"
_PLACEHOLDER = re.compile(r"\{[?$]?(\w+)\}")


@dataclass(frozen=True, slots=True)
class Check:
    """A check query: its text, the message in each language, and how grave a row is."""

    query: StoredQuery
    messages: dict[str, str]
    severity: str

    @property
    def name(self) -> str:
        """The name of the file, without the extension."""
        return self.query.name

    @property
    def shape(self) -> str:
        """The IRI that stands for this check in a validation report."""
        return f"{SHAPES}check-{self.name}"


def load_checks(files: Iterable[Path] | None = None) -> list[Check]:
    """The check queries of the project, or those in ``files``.

    Raises UnreadableInput, naming the file, when a header lacks the message or has an unknown severity.
    """
    return [_check(path) for path in (check_files() if files is None else files)]


def run_check(check: Check, store: ox.Store) -> list[Finding]:
    """One finding for each row of the check; place and label are left for the caller.

    Raises UnreadableInput when the query is broken, has no ``?focusNode`` as its first column, or lacks a
    variable that the message mentions.
    """
    return findings_of(check, Graph(store).query(check.query), store)


def findings_of(check: Check, answer: Answer, store: ox.Store) -> list[Finding]:
    """One finding for each row of the answer to a check; ``store`` holds the labels of what the message mentions."""
    where = check.query.path
    if answer.kind != "select" or answer.variables[:1] != [_FOCUS]:
        raise UnreadableInput(f"{where}: the first column of a check query must be ?{_FOCUS}.")
    mentioned = {name for text in check.messages.values() for name in _PLACEHOLDER.findall(text)}
    for name in sorted(mentioned - set(answer.variables)):
        raise UnreadableInput(
            f"{where}: the message mentions {{{name}}}, which is not a column of the query; "
            f"{suggestion(name, answer.variables)}"
        )
    found = []
    for terms in answer.rows:
        row = dict(zip(answer.variables, terms, strict=True))
        focus = row[_FOCUS]
        if focus is None:
            raise UnreadableInput(f"{where}: a row leaves ?{_FOCUS} unbound; bind it in every row.")
        messages = {
            lang: _PLACEHOLDER.sub(lambda match, row=row, lang=lang: _text(row[match[1]], store, lang), text)  # type: ignore[misc]
            for lang, text in check.messages.items()
        }
        found.append(
            Finding(
                check.severity,
                name_of_node(focus),
                check.shape,
                component=f"{SH}SPARQLConstraintComponent",
                messages=messages,
            )
        )
    return found


def _check(path: Path) -> Check:
    query = read(path)
    header = parse_header(query.text, path)
    messages = {
        lang: str(header[key])
        for lang in LANGUAGES
        if (key := "message" if lang == "en" else f"message_{lang}") in header
    }
    if "en" not in messages:
        raise UnreadableInput(
            f"{path}: the header has no message; add a line #+ message: what is wrong and what to do."
        )
    severity = str(header.get("severity", "violation"))
    if severity not in SEVERITIES:
        raise UnreadableInput(f"{path}: {quoted(severity)} is not a severity; {suggestion(severity, SEVERITIES)}")
    return Check(query, messages, severity)


def _text(term: object, store: ox.Store, lang: str) -> str:
    """A value of the row for use in the message."""
    if isinstance(term, ox.NamedNode):
        return name_of(term.value, in_language(labels_of(store, term), lang))
    if isinstance(term, ox.Literal):
        return term.value
    return "–" if term is None else str(term)

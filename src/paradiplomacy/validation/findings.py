"""What a validation found: the findings, how much was looked at, and how to print both."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pyoxigraph as ox

from paradiplomacy.errors import file_name, printable, quoted
from paradiplomacy.names.labels import in_language
from paradiplomacy.rdf.namespaces import SH, prefixed, short

SEVERITIES = ("violation", "warning", "info")

# One and many, where a language tells them apart.
_WORDS: dict[str, dict[str, tuple[str, ...]]] = {
    "en": {
        "violation": ("violation", "violations"),
        "warning": ("warning", "warnings"),
        "info": ("info", "infos"),
        "node": ("node", "nodes"),
        "shape": ("shape", "shapes"),
        "check": ("check query", "check queries"),
    },
    "id": {
        "violation": ("pelanggaran",),
        "warning": ("peringatan",),
        "info": ("info",),
        "node": ("simpul",),
        "shape": ("shape",),
        "check": ("kueri pemeriksa",),
    },
}
_SENTENCES = {
    "en": {
        "found": "found",
        "summary": "Checked {node} with {shape} and {check}: {violation}, {warning}, {info}.",
        "unreached": "Not looked at, because no shape knows their class: {names}.",
        "nothing": "Nothing was checked: {reason}",
    },
    "id": {
        "found": "ditemukan",
        "summary": "{node} diperiksa dengan {shape} dan {check}: {violation}, {warning}, {info}.",
        "unreached": "Tidak diperiksa, karena kelasnya tidak dikenal oleh shape mana pun: {names}.",
        "nothing": "Tidak ada yang diperiksa: {reason}",
    },
}

LANGUAGES = tuple(_WORDS)


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong with one node.

    ``focus`` and ``shape`` are IRIs (``_:id`` for a blank node; a check query's name makes its shape),
    ``path`` is the property concerned and ``value`` the offending value, both as people write them.
    ``labels``, ``messages`` and ``advice`` (what to do) hold one text per language, "" for none.
    ``file`` and ``line`` are None where no file is known to describe the node.
    """

    severity: str
    focus: str
    shape: str
    path: str = ""
    value: str = ""
    component: str = ""
    labels: Mapping[str, str] = field(default_factory=dict)
    messages: Mapping[str, str] = field(default_factory=dict)
    advice: Mapping[str, str] = field(default_factory=dict)
    file: Path | None = None
    line: int | None = None
    # The property as an IRI where it is one; the value and the path as terms, and the store that holds the path.
    predicate: str = ""
    raw: tuple[object, ox.NamedNode | ox.BlankNode | None, ox.Store] | None = field(
        default=None, compare=False, repr=False
    )

    def label(self, lang: str = "en") -> str:
        """The label of the node in ``lang``, or in another language, or ""."""
        return in_language(self.labels, lang)

    def message(self, lang: str = "en") -> str:
        """What is wrong, in ``lang`` where the shape has it."""
        return in_language(self.messages, lang)

    def what_to_do(self, lang: str = "en") -> str:
        """What to do about it, or "" where the message already says it."""
        return in_language(self.advice, lang)

    def sentence(self, lang: str = "en") -> str:
        """The line for the terminal.

        >>> Finding("warning", "https://w3id.org/paradiplomacy/id/medan", "", messages={"en": "No."}).sentence()
        'warning: (medan): No.'
        >>> found = Finding("violation", "_:b", "", value="12", messages={"id": "Salah."})
        >>> found.sentence("id")
        'pelanggaran: (_:b): Salah. (ditemukan: 12)'
        """
        place = ""
        if self.file is not None:
            place = f"{file_name(self.file)}:{self.line}: " if self.line else f"{file_name(self.file)}: "
        text = " ".join(part for part in (self.message(lang), self.what_to_do(lang)) if part)
        found = self._found().replace("\n", "\\n")  # a finding has one line
        if found and found not in text:
            text += f" ({_SENTENCES[lang]['found']}: {found})"
        return printable(f"{place}{_word(self.severity, 1, lang)}: {name_of(self.focus, self.label(lang))}: {text}")

    def _found(self) -> str:
        """What the reader has to look for in the block of the node."""
        if self.component == f"{SH}ClosedConstraintComponent":
            return f"{self.path} {self.value}"
        # A constraint on a node as a whole has the node itself as its value.
        return "" if self.value == prefixed(self.focus) else self.value


@dataclass(slots=True)
class Report:
    """The findings of one validation, with the counts that tell how much was looked at.

    ``nothing`` is the reason, by language, why nothing was checked, if so; ``unreached`` names the things of the
    user's files that no shape looked at; ``seconds`` holds the time of each phase.
    """

    findings: list[Finding]
    nodes: int
    shapes: int
    checks: int
    nothing: Mapping[str, str] = field(default_factory=dict)
    unreached: list[str] = field(default_factory=list)
    seconds: dict[str, float] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.findings)

    def __iter__(self) -> Iterator[Finding]:
        return iter(self.findings)

    def __str__(self) -> str:
        return "\n".join([*self.lines(), self.summary()])

    __repr__ = __str__  # what a notebook shows

    def count(self, severity: str) -> int:
        """How many findings have this severity."""
        return sum(finding.severity == severity for finding in self.findings)

    def status(self, strict: bool = False) -> int:
        """The exit status: 1 for a violation (with ``strict`` also for a warning) or an empty check, else 0."""
        failing = self.count("violation") + (self.count("warning") if strict else 0)
        return 1 if failing or self.nothing else 0

    def lines(self, lang: str = "en") -> list[str]:
        """One line per finding."""
        return [finding.sentence(lang) for finding in self.findings]

    def summary(self, lang: str = "en") -> str:
        """What was looked at and what came of it."""
        sentences = _SENTENCES[lang]
        counts = {"node": self.nodes, "shape": self.shapes, "check": self.checks}
        counts |= {severity: self.count(severity) for severity in SEVERITIES}
        told = {what: f"{count} {_word(what, count, lang)}" for what, count in counts.items()}
        parts = [sentences["summary"].format(**told)]
        if self.unreached:
            names = ", ".join(self.unreached[:5]) + ("…" if len(self.unreached) > 5 else "")
            parts.append(sentences["unreached"].format(names=names))
        if self.nothing:
            parts.append(sentences["nothing"].format(reason=in_language(self.nothing, lang)))
        return "\n".join(parts)

    def to_json(self, lang: str = "en") -> str:
        """The whole report as one JSON object, messages in ``lang``."""
        rows = [
            {
                "file": file_name(finding.file) if finding.file else None,
                "line": finding.line,
                "severity": finding.severity,
                "focus": finding.focus,
                "label": finding.label(lang),
                "message": finding.message(lang),
                "advice": finding.what_to_do(lang),
                "shape": finding.shape,
                "path": finding.path,
                "value": finding.value,
            }
            for finding in self.findings
        ]
        content = {
            "conforms": not self.findings and not self.nothing,
            "nodes": self.nodes,
            "shapes": self.shapes,
            "checks": self.checks,
            **{f"{severity}s": self.count(severity) for severity in SEVERITIES},
            "nothing_checked": in_language(self.nothing, lang) or None,
            "unreached": self.unreached,
            "findings": rows,
        }
        return json.dumps(content, ensure_ascii=False, indent=2)


def _word(what: str, count: int, lang: str) -> str:
    forms = _WORDS[lang][what]
    return forms[0] if count == 1 else forms[-1]


def name_of(iri: str, label: str) -> str:
    """A thing as people know it: its label where it has one, and its short id.

    >>> name_of("https://w3id.org/paradiplomacy/id/medan", "Medan")
    '"Medan" (medan)'
    """
    if iri.startswith('"'):
        return iri
    known = f"({short(iri)})"
    return f"{quoted(label)} {known}" if label else known


def in_order(findings: Iterable[Finding]) -> list[Finding]:
    """The findings by place, then by severity; a finding with no place comes last."""
    return sorted(
        findings,
        key=lambda found: (
            found.file is None,
            str(found.file),
            found.line or 0,
            found.focus,
            SEVERITIES.index(found.severity),
            found.shape,
            found.path,
            found.value,
        ),
    )

"""Write the rows of a SELECT one by one, or the truth of an ASK, in the four result forms of SPARQL 1.1.

The engine can write these forms too, but only to their end; here the rows are counted, so that an answer can be cut
after any row and still be whole.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from json.encoder import encode_basestring as json_text
from xml.sax.saxutils import escape, quoteattr

import pyoxigraph as ox

from paradiplomacy.rdf.facts import lexical, plain
from paradiplomacy.rdf.namespaces import XSD

Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple | None
Row = Iterable[Term]
Writer = Callable[[Sequence[str]], "ResultForm"]

_STRING = XSD + "string"
_SPECIAL = re.compile(r'[",\r\n]')
_XML_START = '<?xml version="1.0" encoding="UTF-8"?>\n<sparql xmlns="http://www.w3.org/2005/sparql-results#">'
#: What XML 1.0 cannot hold in any way.
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class ResultForm:
    """How one form writes: what comes before the rows, each row, what stands between two, what comes after."""

    def __init__(self, start: str, row: Callable[[Row], str], between: str, end: str) -> None:
        self.start, self.row, self.between, self.end = start, row, between, end


def csv(variables: Sequence[str]) -> ResultForm:
    """SPARQL 1.1 Query Results CSV."""
    head = ",".join(map(_csv_cell, variables))
    return ResultForm(f"{head}\r\n", lambda row: ",".join([_csv_cell(lexical(term)) for term in row]) + "\r\n", "", "")


def tsv(variables: Sequence[str]) -> ResultForm:
    """SPARQL 1.1 Query Results TSV."""
    head = "\t".join(f"?{name}" for name in variables)
    return ResultForm(f"{head}\n", lambda row: "\t".join([_tsv_cell(term) for term in row]) + "\n", "", "")


def json(variables: Sequence[str]) -> ResultForm:
    """SPARQL 1.1 Query Results JSON."""
    names = [json_text(name) for name in variables]
    start = f'{{"head":{{"vars":[{",".join(names)}]}},"results":{{"bindings":['

    def write(row: Row) -> str:
        cells = [f"{name}:{_json(term)}" for name, term in zip(names, row, strict=True) if term is not None]
        return f"{{{','.join(cells)}}}"

    return ResultForm(start, write, ",\n", "]}}\n")


def xml(variables: Sequence[str]) -> ResultForm:
    """SPARQL Query Results XML; a character that XML cannot hold becomes U+FFFD."""
    names = [quoteattr(name) for name in variables]
    head = "".join(f"<variable name={name}/>" for name in names)
    start = f"{_XML_START}<head>{head}</head><results>\n"

    def write(row: Row) -> str:
        cells = [
            f"<binding name={name}>{_xml(term)}</binding>"
            for name, term in zip(names, row, strict=True)
            if term is not None
        ]
        return f"<result>{''.join(cells)}</result>\n"

    return ResultForm(start, write, "", "</results></sparql>\n")


WRITERS: dict[str, Writer] = {"json": json, "xml": xml, "csv": csv, "tsv": tsv}


def truth(value: bool, form: str) -> str:
    """The answer of an ASK in one of ``WRITERS``."""
    word = "true" if value else "false"
    return {
        "json": f'{{"head":{{}},"boolean":{word}}}\n',
        "xml": f"{_XML_START}<head></head><boolean>{word}</boolean></sparql>\n",
    }.get(form, word)


def _csv_cell(text: str) -> str:
    return '"' + text.replace('"', '""') + '"' if _SPECIAL.search(text) else text


def _tsv_cell(term: Term) -> str:
    # The engine escapes only what Turtle's short strings must not hold; a tab would end the cell.
    return "" if term is None else str(term).replace("\t", "\\t").replace("\n", "\\n").replace("\r", "\\r")


def _json(term: Term) -> str:
    if isinstance(term, ox.NamedNode):
        return f'{{"type":"uri","value":{json_text(term.value)}}}'
    if isinstance(term, ox.Literal):
        value = json_text(term.value)
        if term.language:
            plain(term, "The answer")  # a base direction would be lost
            return f'{{"type":"literal","value":{value},"xml:lang":{json_text(term.language)}}}'
        datatype = term.datatype.value
        if datatype == _STRING:
            return f'{{"type":"literal","value":{value}}}'
        return f'{{"type":"literal","value":{value},"datatype":{json_text(datatype)}}}'
    if isinstance(term, ox.Triple):
        parts = (term.subject, term.predicate, term.object)
        inner = [
            f'"{name}":{_json(part)}' for name, part in zip(("subject", "predicate", "object"), parts, strict=True)
        ]
        return f'{{"type":"triple","value":{{{",".join(inner)}}}}}'
    return f'{{"type":"bnode","value":{json_text(term.value if term else "")}}}'


def _xml(term: Term) -> str:
    if isinstance(term, ox.NamedNode):
        return f"<uri>{_xml_text(term.value)}</uri>"
    if isinstance(term, ox.Literal):
        value = _xml_text(term.value)
        if term.language:
            plain(term, "The answer")
            return f"<literal xml:lang={quoteattr(term.language)}>{value}</literal>"
        datatype = term.datatype.value
        if datatype == _STRING:
            return f"<literal>{value}</literal>"
        return f"<literal datatype={quoteattr(_xml_text(datatype))}>{value}</literal>"
    if isinstance(term, ox.Triple):
        parts = (("subject", term.subject), ("predicate", term.predicate), ("object", term.object))
        inner = "".join(f"<{name}>{_xml(part)}</{name}>" for name, part in parts)
        return f"<triple>{inner}</triple>"
    return f"<bnode>{_xml_text(term.value if term else '')}</bnode>"


def _xml_text(text: str) -> str:
    # A bare carriage return would be read back as a line feed.
    return escape(_NOT_XML.sub("\ufffd", text), {"\r": "&#13;"})

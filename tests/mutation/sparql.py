"""Every single change of a SPARQL query: a pattern dropped, a condition turned, a constant or an operator replaced."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from paradiplomacy.sparql.text import Token, position, tokens

_CLOSING = {"{": "}", "(": ")", "[": "]"}
_OPERATORS = {
    "=": "!=", "!=": "=", "<": "<=", ">": ">=", "<=": "<", ">=": ">", "&&": "||", "||": "&&", "+": "-", "-": "+",
}  # fmt: skip
_AGGREGATES = {"MIN": "MAX", "MAX": "MIN", "SUM": "MIN", "COUNT": "SAMPLE", "AVG": "MIN"}
_LANGUAGES = {'"en"': '"id"', '"id"': '"en"'}
_BEGINS_SOMETHING_ELSE = {"OPTIONAL", "FILTER", "BIND", "VALUES", "MINUS", "UNION", "SELECT", "GRAPH"}


@dataclass(frozen=True)
class Change:
    """One change: its ``kind``, and the text that stands in place of that between ``start`` and ``end``."""

    kind: str
    start: int
    end: int
    text: str = ""

    def of(self, query: str) -> str:
        """The changed query."""
        return query[: self.start] + self.text + query[self.end :]

    def told(self, query: str) -> str:
        """The change in words: line, what stood there, and what stands there now."""
        line, _ = position(query, self.start)
        old = " ".join(query[self.start : self.end].split())
        if len(old) > 90:
            old = f"{old[:60]} … {old[-25:]}"
        return f"line {line}: {self.kind}: {old} → {self.text or 'nothing'}"


def changes(query: str) -> list[Change]:
    """Every change of the text; one that leaves no valid query is among them and is no mutant."""
    return list(_Changes(query).all())


class _Changes:
    """The tokens of a query after its prologue, read once for brackets and once for patterns."""

    def __init__(self, query: str) -> None:
        self.query = query
        self.tokens = list(_joined(tokens(query)))
        self.closed: dict[int, int] = {}
        open_at: list[int] = []
        for place, token in enumerate(self.tokens):
            if token.text in _CLOSING:
                open_at.append(place)
            elif token.text in _CLOSING.values() and open_at:
                self.closed[open_at.pop()] = place

    def all(self) -> Iterator[Change]:
        """The changes of patterns, then those of single tokens."""
        for place, token in enumerate(self.tokens):
            if token.text == "{":
                yield from self._group(place)
        start = next((i for i, t in enumerate(self.tokens) if t.keyword in ("SELECT", "ASK", "CONSTRUCT")), 0)
        for place in range(start, len(self.tokens)):
            yield from self._token(place)

    def _span(self, kind: str, first: int, last: int, text: str = "") -> Change:
        """The change of the tokens from ``first`` to ``last``."""
        end = self.tokens[last]
        return Change(kind, self.tokens[first].offset, end.offset + len(end.text), text)

    def _group(self, opened: int) -> Iterator[Change]:
        place, end = opened + 1, self.closed[opened]
        while place < end:
            word = self.tokens[place].keyword
            last = self._element_end(place, end)
            if word == "SELECT":
                return
            if word in ("OPTIONAL", "MINUS", "FILTER", "VALUES", "BIND"):
                yield self._span(f"drop {word}", place, last)
                if word == "OPTIONAL":
                    yield self._span("OPTIONAL → required", place, place)
            elif self.tokens[place].text == "{":
                yield from self._branches(place, end)
                last = self._union_end(place, end)
            elif self.tokens[place].text != ".":
                yield from self._triples(place, last)
            place = last + 1

    def _element_end(self, place: int, end: int) -> int:
        """The last token of the element that begins there."""
        word = self.tokens[place].keyword
        if word in ("FILTER", "BIND", "OPTIONAL", "MINUS", "VALUES") or self.tokens[place].text == "{":
            while self.tokens[place].text not in ("{", "("):
                place += 1
            close = self.closed[place]
            if word == "VALUES" and self.tokens[place].text == "(":
                close = self.closed[close + 1]
            return close
        while place + 1 < end:
            following = self.tokens[place + 1]
            if self.tokens[place].text == "." or following.text == "{" or following.keyword in _BEGINS_SOMETHING_ELSE:
                return place
            place = self.closed.get(place + 1, place + 1)
        return place

    def _union_end(self, place: int, end: int) -> int:
        last = self.closed[place]
        while last + 2 < end and self.tokens[last + 1].keyword == "UNION":
            last = self.closed[last + 2]
        return last

    def _branches(self, place: int, end: int) -> Iterator[Change]:
        branches = [place]
        while (following := self.closed[branches[-1]] + 1) < end and self.tokens[following].keyword == "UNION":
            branches.append(following + 1)
        if len(branches) > 1:
            for number, branch in enumerate(branches):
                # With the word UNION before it, or after it for the first.
                first, last = (branch - 1, self.closed[branch]) if number else (branch, branches[1] - 1)
                yield self._span("drop UNION branch", first, last)

    def _triples(self, first: int, last: int) -> Iterator[Change]:
        """One subject with its predicates and objects, between semicolons."""
        inner, cuts = first, []
        while inner <= last:
            if self.tokens[inner].text == ";":
                cuts.append(inner)
            inner = self.closed.get(inner, inner) + 1
        dot = last if self.tokens[last].text == "." else last + 1
        if not cuts:
            yield self._span("drop triple", first, last)
            return
        for number, cut in enumerate([first, *cuts]):
            until = [*cuts, dot][number]
            if number == 0:
                yield self._span("drop triple", first + 1, until)
            elif until > cut + 1:
                yield self._span("drop triple", cut, until - 1)

    def _token(self, place: int) -> Iterator[Change]:
        token, word = self.tokens[place], self.tokens[place].keyword
        following = self.tokens[place + 1] if place + 1 < len(self.tokens) else token
        if token.kind == "name" and token.text[-1] != ":":
            yield self._span("other IRI", place, place, token.text + "x")
        elif token.kind == "string":
            yield from self._string(place)
        elif token.text.isdigit():
            yield self._span("other number", place, place, str(int(token.text) + 1))
        elif token.text in _OPERATORS and token.kind == "sign":
            yield self._span("other operator", place, place, _OPERATORS[token.text])
        elif word in _AGGREGATES and following.text == "(":
            yield self._span("other aggregate", place, place, _AGGREGATES[word])
        elif word == "DISTINCT":
            yield self._span("drop DISTINCT", place, place)
        elif word == "BOUND" and self.tokens[place - 1].text != "!":
            yield self._span("turn BOUND", place, place, "!BOUND")
        elif token.text == "!" and following.keyword == "BOUND":
            yield self._span("turn BOUND", place, place)
        elif word == "EXISTS" and self.tokens[place - 1].keyword == "NOT":
            yield self._span("turn EXISTS", place - 1, place, "EXISTS")
        elif word == "EXISTS":
            yield self._span("turn EXISTS", place, place, "NOT EXISTS")
        elif word == "IN" and self.tokens[place - 1].keyword == "NOT":
            yield self._span("turn IN", place - 1, place, "IN")
        elif word == "IN":
            yield self._span("turn IN", place, place, "NOT IN")
        elif word == "COALESCE":
            yield from self._arguments(place + 1)
        elif word == "ORDER":
            yield from self._order(place)

    def _string(self, place: int) -> Iterator[Change]:
        text = self.tokens[place].text
        if text in _LANGUAGES:
            yield self._span("other language", place, place, _LANGUAGES[text])
        else:
            yield self._span("other text", place, place, f"{text[:-1]}x{text[-1]}")

    def _arguments(self, opened: int) -> Iterator[Change]:
        """COALESCE without one of its arguments."""
        commas, place = [], opened + 1
        while place < self.closed[opened]:
            if self.tokens[place].text == ",":
                commas.append(place)
            place = self.closed.get(place, place) + 1
        if commas:
            yield self._span("drop argument", opened + 1, commas[0])
            for comma, until in zip(commas, [*commas[1:], self.closed[opened]], strict=True):
                yield self._span("drop argument", comma, until - 1)

    def _order(self, place: int) -> Iterator[Change]:
        first, last, keys = place + 2, place + 2, []
        while last < len(self.tokens):
            token = self.tokens[last]
            if token.kind == "variable":
                keys.append((last, last))
            elif token.keyword in ("ASC", "DESC"):
                keys.append((last, self.closed[last + 1]))
            elif token.text == "(":
                keys.append((last, self.closed[last]))
            else:
                break
            last = keys[-1][1] + 1
        yield self._span("drop ORDER BY", place, last - 1)
        if len(keys) > 1:
            for one in keys:
                yield self._span("drop order key", *one)
        del first


def _joined(found: Iterator[Token]) -> Iterator[Token]:
    """The tokens with ``!=``, ``<=``, ``>=``, ``&&`` and ``||`` as one each."""
    before: Token | None = None
    for token in found:
        if before is not None:
            if before.text + token.text in _OPERATORS and token.offset == before.offset + 1:
                yield Token("sign", before.text + token.text, before.offset)
                before = None
                continue
            yield before
        before = token
    if before is not None:
        yield before

"""Look at the text of a query as a SPARQL parser would: what is a string, a comment or an IRI, and what is not.

Written without regular expressions: a cold start of the command has no need of them, and they are slow to import.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_OPENERS = ('"', "'", "<", "#", "\\")
_NOT_IN_IRI = frozenset('<>"{}|^`' + "".join(map(chr, range(0x21))))
# Past these the recursive parser of the engine runs out of stack, which would end the whole process.
_MOST_BRACES = 1000
_MOST_PARENTHESES = 5000


def holds_code(text: str) -> bool:
    """Whether ``text`` holds a code such as \\u0022, which some engines read before they look for a string's end."""
    return "\\u" in text or "\\U" in text


def split_at_parameters(query: str) -> list[str]:
    """``query`` cut at its parameters: every second piece, from the second on, is the name of one.

    A parameter is a variable whose name starts with an underscore, outside strings, comments and IRIs.

    >>> split_at_parameters('SELECT * { ?a ?_b "?_c" } # ?_d')
    ['SELECT * { ?a ', '_b', ' "?_c" } # ?_d']
    """
    pieces: list[str] = []
    done = 0
    for begin, end in _visible(query):
        place = begin
        while (place := _next(query, "?_", "$_", place, end)) < end:
            name_end = place + 1
            while name_end < end and (query[name_end].isalnum() or query[name_end] == "_"):
                name_end += 1
            pieces += (query[done:place], query[place + 1 : name_end])
            done = place = name_end
    return [*pieces, query[done:]]


def refusal(query: str) -> str | None:
    """Why ``query`` may not run on the embedded graph, as a sentence; None when it may.

    SERVICE is refused, because a query must not make this machine fetch anything. (An update is no query,
    so the engine does not parse it.)
    """
    if query.count("{") > _MOST_BRACES or query.count("(") > _MOST_PARENTHESES:
        return "the query is nested or chained too deeply to be answered; split it."
    if "service" not in query.lower():
        return None
    for begin, end in _visible(query):
        text = query[begin:end]
        # Signs outside ASCII cannot make a keyword, but changing their case could move the others.
        lower = "".join(sign if sign.isascii() else "?" for sign in text).lower()
        place = lower.find("service")
        while place >= 0:
            if not _is_in_name(text, place):
                line, _ = position(query, begin + place)
                return f"line {line}: SERVICE asks another server; the embedded graph fetches nothing, so remove it."
            place = lower.find("service", place + 1)
    return None


def blanked(query: str) -> str:
    """``query`` with its strings, comments and IRIs blanked out, every other sign at its place.

    >>> blanked('ASK { ?s ?p "o" }')
    'ASK { ?s ?p     }'
    """
    signs = [sign if sign == "\n" else " " for sign in query]
    for begin, end in _visible(query):
        signs[begin:end] = query[begin:end]
    return "".join(signs)


def position(text: str, offset: int) -> tuple[int, int]:
    """Line and column, both from 1, of a place in ``text``.

    >>> position("ab\\ncd", 4)
    (2, 2)
    """
    return text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset)


def _visible(query: str) -> Iterator[tuple[int, int]]:
    """Where the stretches of ``query`` outside strings, comments, IRIs and escapes begin and end."""
    end = len(query)
    next_of = dict.fromkeys(_OPENERS, -1)
    begin = place = 0
    while True:
        for sign, known in next_of.items():
            if known < place:
                found = query.find(sign, place)
                next_of[sign] = end if found < 0 else found
        opener = min(next_of.values())
        if opener == end:
            break
        place = _close(query, opener)
        if place > opener:
            yield begin, opener
            begin = place
        else:
            place = opener + 1
    yield begin, end


def _close(query: str, opener: int) -> int:
    """Where the string, comment, IRI or escape that starts at ``opener`` ends; ``opener`` when it is none."""
    sign = query[opener]
    if sign == "\\":
        return min(opener + 2, len(query))
    if sign == "#":
        return _next(query, "\n", "\r", opener, len(query))
    if sign == "<":
        close = query.find(">", opener)
        is_iri = close > 0 and _NOT_IN_IRI.isdisjoint(query[opener + 1 : close])
        return close + 1 if is_iri else opener
    mark = sign * 3 if query.startswith(sign * 3, opener) else sign
    place = opener + len(mark)
    while (close := query.find(mark, place)) >= 0:
        escape = query.find("\\", place, close)
        if escape < 0:
            is_whole = len(mark) == 3 or "\n" not in query[opener:close]
            return close + len(mark) if is_whole else opener
        place = escape + 2
    return opener


def _next(query: str, first: str, second: str, begin: int, end: int) -> int:
    """Where the nearer of two strings stands between ``begin`` and ``end``; ``end`` when neither does."""
    places = (query.find(first, begin, end), query.find(second, begin, end))
    return min((place for place in places if place >= 0), default=end)


def _is_in_name(text: str, place: int) -> bool:
    """Whether the word at ``place`` is part of a variable or of the local part of a prefixed name.

    The engine needs no space around its keywords, so whatever is not surely a name counts as the keyword.
    """
    begin = place
    while begin and (text[begin - 1].isalnum() or text[begin - 1] == "_"):
        begin -= 1
    if begin and text[begin - 1] in "?$":
        return True
    while begin and (text[begin - 1].isalnum() or text[begin - 1] in "_-.:%"):
        begin -= 1
    # The local part may not start with a dot or a hyphen: in "ex:.SERVICE" the name ends at the colon.
    _, colon, local = text[begin : place + 1].partition(":")
    return bool(colon) and local[:1] not in (".", "-")

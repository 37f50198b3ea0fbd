"""Stored queries: one file each, a SPARQL query under a header of ``#+`` lines as in grlc."""

from __future__ import annotations

from pathlib import Path

from paradiplomacy.errors import UnreadableInput, UsageError, quoted, suggestion
from paradiplomacy.rdf.read import read_text
from paradiplomacy.release import home, query_files
from paradiplomacy.sparql.text import split_at_parameters

# What a check query says of each of its rows.
_CHECK_KEYS = ("message", "message_id", "severity")
_TEXT_KEYS = ("summary", "summary_id", "description", "description_id", "method", *_CHECK_KEYS)
# Keys of grlc that say how a web service should run the query; they mean nothing here.
_SERVICE_KEYS = ("endpoint", "endpoint_in_url", "enumerate", "mime", "pagination", "transform")
_KEYS = (*_TEXT_KEYS, "tags", "defaults", *_SERVICE_KEYS)

# Folders whose queries answer a list of questions of its own and are asked as FOLDER/NAME.
_LISTED_APART = ("oecd",)

#: The endings of a query file.
ENDINGS = (".rq", ".sparql")

Header = dict[str, "str | list[str] | dict[str, str]"]


class Parameter:
    """A value that the user may give to a query.

    ``name`` as typed, ``takes_thing`` when it stands for a thing of the graph (``?__city_iri``) and not
    for a word (``?__lang``), ``default`` the value of the header, or None. grlc demands a value for ``?_name`` and none
    for ``?__name``; here both may be left out.
    """

    __slots__ = ("default", "name", "takes_thing", "variable")

    def __init__(self, variable: str, default: str | None = None) -> None:
        self.variable = variable
        self.takes_thing = variable.endswith("_iri")
        self.name = variable.lstrip("_").removesuffix("_iri")
        self.default = default


class StoredQuery:
    """A query and what its header says.

    ``name``, ``path`` (None when it came from no file), ``text``; ``summary`` and ``description`` by language,
    ``tags``; ``parameters`` by name; ``pieces``, the text cut at its parameters.
    """

    __slots__ = ("description", "name", "parameters", "path", "pieces", "summary", "tags", "text")

    def __init__(self, name: str, path: str | Path | None, text: str) -> None:
        """Read the header of ``text``; raises UnreadableInput, with file and line, when it is wrong."""
        header = parse_header(text, path)
        self.name = name
        self.path = Path(path) if path else None
        self.text = text
        self.summary = _by_language(header, "summary")
        self.description = _by_language(header, "description")
        tags = header.get("tags", [])
        self.tags = list(tags) if isinstance(tags, list) else []
        defaults = header.get("defaults", {})
        self.pieces = split_at_parameters(text)
        self.parameters = _parameters(self.pieces[1::2], path)
        if isinstance(defaults, dict):
            _set_defaults(self.parameters, defaults, path)

    def question(self, language: str) -> str:
        """The question that it answers, in ``language`` where the header has it, else in English."""
        return self.summary.get(language) or self.summary["en"]

    def explanation(self, language: str) -> str:
        """What the rows and columns of its answer mean, in ``language`` where the header has it, else in English."""
        return self.description.get(language) or self.description["en"]

    @property
    def where(self) -> str:
        """What to call the query in an error: its file, if it has one."""
        return str(self.path or "the query")

    def __repr__(self) -> str:
        return f"StoredQuery({self.name!r})"


def _by_language(header: Header, key: str) -> dict[str, str]:
    """The text of a key in English, "" where there is none, and in Indonesian where there is one."""
    indonesian = {"id": str(header[f"{key}_id"])} if f"{key}_id" in header else {}
    return {"en": str(header.get(key, ""))} | indonesian


def stored_queries(folder: Path | None = None) -> list[StoredQuery]:
    """All stored queries by name: ours, or those of ``folder``."""
    return [read(path) for path in _paths(folder)]


def queries_apart(kind: str, folder: Path | None = None) -> list[StoredQuery]:
    """The queries, called KIND/NAME, of the folder ``kind`` among the stored queries: ours, or those of ``folder``."""
    top = folder or home() / "queries"
    return [read(path, f"{kind}/{path.stem}") for path in sorted((top / kind).glob("*.rq"))]


def find(name: str, folder: Path | None = None) -> StoredQuery:
    """The stored query called ``name``; raises UsageError with the nearest names when there is none."""
    top = folder or home() / "queries"
    file = top / f"{name}.rq"
    if str(Path(name).parent) in (".", *_LISTED_APART) and file.is_file():
        return read(file, name)
    apart = (f"{each}/{path.stem}" for each in _LISTED_APART for path in (top / each).glob("*.rq"))
    hint = suggestion(name, (*(path.stem for path in _paths(folder)), *sorted(apart)))
    raise UsageError(f"{quoted(name)} is not a stored query; {hint}")


def named(name_or_text: str, folder: Path | None = None) -> StoredQuery:
    """The query in the file of that name, with that text, or stored under that name in ``folder``, else among ours."""
    if name_or_text.endswith(ENDINGS) and not any(sign in name_or_text for sign in "{\n"):
        return read(name_or_text)
    if any(sign.isspace() or sign in "{}" for sign in name_or_text):
        return StoredQuery("query", None, name_or_text)
    return find(name_or_text, folder)


def read(path: str | Path, name: str = "") -> StoredQuery:
    """The query in the file ``path``; its name is ``name``, or the file's without the extension."""
    return StoredQuery(name or Path(path).stem, path, read_text(path))


def parse_header(text: str, path: str | Path | None = None) -> Header:
    """The ``#+`` lines of ``text`` as a dictionary: texts, ``tags`` as a list, ``defaults`` as a dictionary.

    ``path`` is named in the errors: UnreadableInput when a line is no ``key: value``, a key is not known
    or stands twice, or a value would not be read by YAML, in which grlc takes the header to be written.

    >>> parse_header("#+ summary: Who met\\n#+ tags: [a, b]\\n#+ defaults:\\n#+   - lang: en\\n")
    {'summary': 'Who met', 'tags': ['a', 'b'], 'defaults': {'lang': 'en'}}
    """
    header: Header = {}
    current = ""
    for number, line in enumerate(text.splitlines(), 1):
        if not line.startswith("#+"):
            continue
        where = f"{path or 'the query'}, line {number}"
        content = line[2:].strip()
        if not content:
            continue
        if content.startswith("- "):
            _item(header, current, content[2:].strip(), where)
            continue
        key, colon, rest = content.partition(":")
        current = key.strip()
        if not colon:
            raise UnreadableInput(f"{where}: {quoted(content)} is not of the form key: value.")
        if current not in _KEYS:
            hint = suggestion(current, _KEYS)
            raise UnreadableInput(f"{where}: {quoted(current)} is not a key of a query header; {hint}")
        if current in header:
            raise UnreadableInput(f"{where}: {quoted(current)} stands twice; keep one of them.")
        header[current] = _value(current, rest.strip(), where)
    return header


def _value(key: str, text: str, where: str) -> str | list[str] | dict[str, str]:
    if key == "defaults":
        if text:
            raise UnreadableInput(f"{where}: write each default on its own line, #+   - name: value.")
        return {}
    if key == "tags":
        if text and not (text.startswith("[") and text.endswith("]")):
            raise UnreadableInput(f"{where}: write the tags as [first, second].")
        return [_scalar(tag, where) for tag in text[1:-1].split(",") if tag.strip()]
    if key in _TEXT_KEYS and not text:
        raise UnreadableInput(f"{where}: {quoted(key)} has no value; write it on the same line.")
    return _scalar(text, where) if key in _TEXT_KEYS else text


def _item(header: Header, key: str, text: str, where: str) -> None:
    value = header.get(key)
    if isinstance(value, list):
        value.append(_scalar(text, where))
    elif isinstance(value, dict):
        name, colon, rest = text.partition(":")
        if not colon or not rest.strip():
            raise UnreadableInput(f"{where}: {quoted(text)} is not of the form - name: value.")
        value[name.strip()] = _scalar(rest, where)
    elif key not in _SERVICE_KEYS:
        raise UnreadableInput(f"{where}: a list belongs under tags or defaults only.")


def _scalar(text: str, where: str) -> str:
    text = text.strip()
    if len(text) > 1 and text[0] == text[-1] and text[0] in "\"'":
        return text[1:-1]
    if text[:1] in ("|", ">", "&", "*", "!", "%", "@", "`", "[", "{", '"', "'") or (
        ": " in text or " #" in text or text.endswith(":")
    ):
        raise UnreadableInput(
            f"{where}: put {quoted(text)} on one line in quotation marks, "
            "or leave out the signs that mean something in YAML."
        )
    return text


def _parameters(variables: list[str], path: str | Path | None) -> dict[str, Parameter]:
    parameters: dict[str, Parameter] = {}
    for variable in variables:
        parameter = Parameter(variable)
        other = parameters.setdefault(parameter.name, parameter)
        if other.variable != variable:
            raise UnreadableInput(
                f"{path or 'the query'}: ?{other.variable} and ?{variable} would be one parameter; rename one."
            )
    return parameters


def _set_defaults(parameters: dict[str, Parameter], defaults: dict[str, str], path: str | Path | None) -> None:
    for name, value in defaults.items():
        if name not in parameters:
            raise UnreadableInput(
                f"{path or 'the query'}: the header gives {quoted(name)} a default, "
                f"but the query has no ?_{name} and no ?_{name}_iri."
            )
        parameters[name].default = value


def _paths(folder: Path | None) -> list[Path]:
    return query_files() if folder is None else sorted(folder.glob("*.rq"))

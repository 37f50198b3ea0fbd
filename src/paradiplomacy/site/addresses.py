"""Where the page of a thing or a term lies, and how one page of the site links to another, also on a disk."""

from __future__ import annotations

from functools import lru_cache
from urllib.parse import quote

from paradiplomacy.rdf.namespaces import ID, PARA

#: The folder of each language.
FOLDERS = {"en": "en", "id": "id-ID"}


def relative(path: str, start: str) -> str:
    """The address of the file ``path`` (with a fragment, if any) in a link on the page ``start``, both from the root.

    >>> relative("assets/site.css", "en/id/medan.html")
    '../../assets/site.css'
    >>> relative("en/index.html#map", "en/index.html")
    'index.html#map'
    """
    return _from_folder(path, start.rpartition("/")[0])


@lru_cache(maxsize=1 << 14)
def _from_folder(path: str, folder: str) -> str:
    # The name of a thing may hold any sign, so that a fragment is only what follows the end of a page's name.
    file, sign, fragment = path.partition(".html#")
    file, sign = (f"{file}.html", "#") if sign else (file, "")
    own = folder.split("/") if folder else []
    parts = file.split("/")
    same = 0
    while same < min(len(own), len(parts) - 1) and own[same] == parts[same]:
        same += 1
    return "../" * (len(own) - same) + quote("/".join(parts[same:])) + sign + quote(fragment)


def page_of_thing(name: str, lang: str) -> str:
    """The path of the page of the thing whose short id is ``name``.

    >>> page_of_thing("medan", "id")
    'id-ID/id/medan.html'
    """
    return f"{FOLDERS[lang]}/id/{name}.html"


def page_of_term(iri: str, lang: str) -> str:
    """The place on the page of the vocabulary where the term stands; "" where ``iri`` is no term of ours.

    >>> page_of_term("https://w3id.org/paradiplomacy/ontology#party", "en")
    'en/vocabulary.html#party'
    """
    return f"{FOLDERS[lang]}/vocabulary.html#{iri.removeprefix(PARA)}" if iri.startswith(PARA) else ""


def name_of(iri: str) -> str:
    """The short id of a thing of the graph; "" where ``iri`` is none."""
    return iri.removeprefix(ID) if iri.startswith(ID) else ""


def is_external(address: str) -> bool:
    """Whether a page may link to the address outside the site: http and https only.

    >>> is_external("javascript:alert(1)"), is_external("https://example.org/")
    (False, True)
    """
    return address.startswith(("http://", "https://"))

"""Small HTML pages, written so that no text of a user or of the graph can become markup."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from html import escape

STYLE = """\
body { font: 1rem/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 60rem; padding: 0 1rem; color: #1a1a1a; }
a { color: #0b57a4; }
table { border-collapse: collapse; width: 100%; }
th, td { text-align: left; vertical-align: top; padding: .3rem .8rem .3rem 0; border-bottom: 1px solid #ddd; }
th { font-weight: 600; width: 14rem; }
blockquote { margin: .8rem 0; padding: .2rem 1rem; border-left: 4px solid #b5762a; }
.other, .iri { color: #555; }
.iri { overflow-wrap: anywhere; }
textarea { width: 100%; font-family: monospace; }
body.small { font-size: .85rem; margin: .5rem; padding: 0; }
body.small h2 { font-size: 1.1rem; margin: 0 0 .3rem; }
"""


class Markup(str):
    """Text that is HTML already."""

    __slots__ = ()


def element(name: str, /, *content: str | Markup, **attributes: str) -> Markup:
    """One element; content that is no Markup, and every attribute, is escaped.

    >>> element("a", "<x>", href="/?a=1&b=2")
    '<a href="/?a=1&amp;b=2">&lt;x&gt;</a>'
    """
    said = "".join(f' {key.rstrip("_").replace("_", "-")}="{escape(value)}"' for key, value in attributes.items())
    return Markup(f"<{name}{said}>{joined(content)}</{name}>")


def joined(parts: Iterable[str | Markup], between: str = "") -> Markup:
    """The parts one after another, each escaped unless it is Markup; ``between`` is Markup."""
    return Markup(between.join(part if isinstance(part, Markup) else escape(part) for part in parts))


def link(address: str, text: str | Markup) -> Markup:
    """A link, or only the text when the address is neither of this server nor http.

    >>> link("javascript:alert(1)", "x")
    'x'
    """
    if not address.startswith(("/", "http://", "https://")) or address.startswith("//"):
        return joined([text])
    return element("a", text, href=address)


def table(lines: Iterable[tuple[str | Markup, str | Markup]]) -> Markup:
    """A table of two columns, of which the first names the second."""
    return element(
        "table", *(element("tr", element("th", name, scope="row"), element("td", value)) for name, value in lines)
    )


def page(title: str, *content: str | Markup, alternates: Mapping[str, str] | None = None) -> bytes:
    """A whole page; ``alternates`` maps media types to the addresses of the same in those types."""
    others = "".join(
        f'<link rel="alternate" type="{escape(kind)}" href="{escape(address)}">'
        for kind, address in (alternates or {}).items()
    )
    text = (
        '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<title>{escape(title)}</title><link rel="stylesheet" href="/style.css">{others}</head>\n'
        f'<body><p><a href="/">paradiplomacy</a></p>\n{joined(content, chr(10))}\n</body></html>\n'
    )
    return text.encode()

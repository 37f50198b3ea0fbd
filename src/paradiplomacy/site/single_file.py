"""The page of queries with graph, engine, styles and scripts in one HTML file, which asks for nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from paradiplomacy.rdf.read import load_store
from paradiplomacy.rdf.write import write_whole
from paradiplomacy.release import home, named_graphs, own_graphs
from paradiplomacy.site import graph_script, sparql_page, vendored
from paradiplomacy.site.build import ASSETS
from paradiplomacy.site.lean import without_passages
from paradiplomacy.site.release import site_of
from paradiplomacy.site.site import Site

#: A graph of the user with more triples than this goes in without its passages.
MOST_WITH_PASSAGES = 100_000


def write(path: Path, lang: str, root: Path | None = None, data: Sequence[str | Path] = ()) -> int:
    """Write the page in the language into the file ``path``; returns its size in bytes.

    ``root`` is the folder of the release, the project's own unless given; ``data`` are files of the user.
    """
    top = root or home()
    own = own_graphs(data)
    graphs = {name: list(load_store(files)) for name, files in {**named_graphs(top), **own}.items()}
    left_out = [name for name in own if len(graphs[name]) > MOST_WITH_PASSAGES]
    graphs |= {name: without_passages(graphs[name]) for name in left_out}
    body = page(site_of(graphs, top), lang, left_out).encode()
    write_whole(path, body)
    return len(body)


def page(site: Site, lang: str, left_out: Sequence[str] = ()) -> str:
    """The whole page as text; ``left_out`` are the graphs of which it says that their passages are not here."""
    scripts = [(vendored.FOLDER / name).read_text("utf-8") for name in sparql_page.VENDORED]
    scripts.append(graph_script.script(site.store))
    scripts += [(ASSETS / name).read_text("utf-8") for name in sparql_page.SCRIPTS]
    return site.render(
        "single.html",
        lang,
        "single.html",
        settings=sparql_page.settings,
        land=sparql_page.land,
        styles=[(ASSETS / name).read_text("utf-8") for name in ("site.css", "sparql.css")],
        scripts=scripts,
        licences=(vendored.FOLDER / "LICENCES.txt").read_text("utf-8"),
        left_out=left_out,
    )

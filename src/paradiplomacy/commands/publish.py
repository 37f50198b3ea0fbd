"""The command ``paradiplomacy publish``: validate the graph, answer every query and write the release."""

from __future__ import annotations

import argparse
import importlib.util
import os
import shutil
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from paradiplomacy.commands.arguments import declare_data
from paradiplomacy.commands.console import width
from paradiplomacy.errors import UsageError, install, quoted

if TYPE_CHECKING:
    import pyoxigraph as ox

    from paradiplomacy.publishing.publish import More
    from paradiplomacy.sparql.answer import Answer

MOST_SHARDS = 1000
# What the site needs beside what the package always brings: it is the extra site.
_PACKAGES = ("jinja2", "resvg_py")
_SITE = {
    "en": ("writing the site ...", "site: {number} files in {time:.1f} s."),
    "id": ("menulis situs ...", "situs: {number} berkas dalam {time:.1f} s."),
}
_WIDTH_ELSEWHERE = 100
# What a reader may do next.
_NEXT = {
    "en": """Next:
  paradiplomacy query                              the stored questions
  paradiplomacy query city-profile Medan           what the sources say of a city
  paradiplomacy query sector-evidence -o words.csv the words above, for a spreadsheet
  paradiplomacy cite                               how to cite the graph, a record or a source""",
    "id": """Selanjutnya:
  paradiplomacy query --lang id                              pertanyaan yang tersimpan
  paradiplomacy query city-profile Medan --lang id           apa kata sumber tentang suatu kota
  paradiplomacy query sector-evidence --lang id -o kata.csv  kata-kata di atas, untuk lembar kerja
  paradiplomacy cite --lang id                               cara mengutip graf, catatan, atau sumber""",
}

_WRITTEN = {
    "en": "{path}: {megabytes:.1f} MB; open it in a browser, it needs no network.",
    "id": "{path}: {megabytes:.1f} MB; bukalah di peramban, tanpa perlu jaringan.",
}


def declare(command: argparse.ArgumentParser) -> None:
    """Add the arguments of the command to its parser."""
    command.add_argument("folder", metavar="DIR", nargs="?", help="where to write it (default: dist)")
    command.add_argument(
        "--single-file", metavar="FILE.html", help="write instead one page that answers queries without a network"
    )
    command.add_argument("--shards", metavar="N", type=int, default=0, help="also write the N-Quads in N sorted files")
    command.add_argument("--lang", choices=tuple(_NEXT), default="en", help="language of the comparison: en, id")
    command.add_argument("--no-site", action="store_true", help="leave out the web pages")
    command.add_argument("--base-url", metavar="URL", default="", help="the address at which the site will be")
    command.add_argument("--keep", metavar="DIR", help="keep the versions of this folder, which was published before")
    command.add_argument(
        "--article",
        metavar="FILE",
        help="show the text of a source, too, with its quotes in place; not for the web",
    )
    declare_data(command, "publish", only=False)
    command.set_defaults(run=run)


def run(parsed: argparse.Namespace) -> int:
    """Publish the release and print the comparison of sectors, or write the single file; returns the exit status."""
    if parsed.single_file:
        return _single_file(parsed)
    from paradiplomacy.publishing.publish import publish

    parsed.folder = parsed.folder or "dist"
    if not 0 <= parsed.shards <= MOST_SHARDS:
        raise UsageError(f"--shards {parsed.shards} is not a number of files from 0 to {MOST_SHARDS}.")
    for name in parsed.data:
        if Path(name).resolve().is_relative_to(Path(parsed.folder).resolve()):
            raise UsageError(f"{name} lies in the folder that is written anew; move it away, or name another folder.")
    comparison = publish(
        Path(parsed.folder),
        say=lambda line: print(line, file=sys.stderr),
        width=width(_WIDTH_ELSEWHERE),
        shards=parsed.shards,
        lang=parsed.lang,
        data=parsed.data,
        more=_more(parsed),
    )
    print(comparison, _NEXT[parsed.lang].replace("\n  paradiplomacy", f"\n  {called()}"), sep="\n")
    return 0


def _single_file(parsed: argparse.Namespace) -> int:
    from paradiplomacy.publishing.publish import validate
    from paradiplomacy.release import home
    from paradiplomacy.site import single_file

    path = Path(parsed.single_file)
    if parsed.folder or parsed.shards or parsed.no_site or parsed.base_url or parsed.keep or parsed.article:
        others = "DIR, --shards, --no-site, --base-url, --keep and --article"
        raise UsageError(f"--single-file writes one file and no folder; leave out {others}.")
    if importlib.util.find_spec("jinja2") is None:
        command = install("-e '.[site]'")
        raise UsageError(f"The page needs jinja2; run in the clone: {command}")
    if path.suffix != ".html":
        raise UsageError(f"{quoted(parsed.single_file)} does not end in .html, by which a browser knows a page.")
    if path.resolve() in {Path(name).resolve() for name in parsed.data}:
        raise UsageError(f"{path} is read and would be written; name another file.")
    validate(home(), parsed.data, lambda line: print(line, file=sys.stderr), parsed.lang)
    size = single_file.write(path, parsed.lang, data=parsed.data)
    print(_WRITTEN[parsed.lang].format(path=path, megabytes=size / 1e6))
    return 0


def _more(parsed: argparse.Namespace) -> More:
    """What writes the site, with its number of files and its time; raises UsageError for options that do not fit."""
    from paradiplomacy.auditing.article import find_article

    base, keep = parsed.base_url, parsed.keep
    if base:
        from paradiplomacy.sparql.http_client import checked_address

        checked_address(base)
    if parsed.no_site and (base or keep or parsed.article):
        raise UsageError("--base-url, --keep and --article are about the site, which --no-site leaves out; choose one.")
    article = find_article(Path(parsed.article)) if parsed.article else None
    if keep and not Path(keep).is_dir():
        raise UsageError(f"{keep} is no folder; name one that publish has written.")
    lacking = [name for name in _PACKAGES if importlib.util.find_spec(name) is None]

    def more(folder: Path, graphs: Mapping[str, list[ox.Quad]], answers: Mapping[str, Answer]) -> None:
        if parsed.no_site:
            return
        if lacking:
            command = install("-e '.[site]'")
            print(f"The site is left out, because it needs {lacking[0]}; run in the clone: {command}", file=sys.stderr)
            return
        from paradiplomacy.site.release import add_site

        start = time.monotonic()
        print(_SITE[parsed.lang][0], file=sys.stderr)
        number = add_site(folder, graphs, base, Path(keep) if keep else None, article, answers)
        print(_SITE[parsed.lang][1].format(number=number, time=time.monotonic() - start), file=sys.stderr)

    return more


def called() -> str:
    """The command as a reader can type it: by its path where a shell would not find it by its name."""
    own = Path(sys.argv[0]).absolute()
    if own.name != "paradiplomacy" or shutil.which(own.name) == str(own):
        return "paradiplomacy"
    here = f"{Path.cwd()}{os.sep}"
    return str(own) if own.parent == Path.cwd() else str(own).removeprefix(here)

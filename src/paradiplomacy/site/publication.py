"""What a site is published with: the files of its release, packed for download, and those of earlier releases."""

from __future__ import annotations

import gzip
import hashlib
import zlib
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from paradiplomacy.errors import DataError, UnreadableInput
from paradiplomacy.publishing import digest, quality
from paradiplomacy.rdf.read import file_bytes
from paradiplomacy.rdf.write import packed

#: The forms of the graph: the end of a file's name → the id of its distribution, and its media type.
FORMS = {
    "nq": ("n-quads", "application/n-quads"),
    "ttl": ("turtle", "text/turtle"),
    "nt": ("n-triples", "application/n-triples"),
    "jsonld": ("json-ld", "application/ld+json"),
    "rdf": ("rdf-xml", "application/rdf+xml"),
}
SUMS = "SHA256SUMS"
_PLAIN = {
    "void.ttl": "void.ttl",
    quality.FILE: quality.FILE,
    "ontology.ttl": "ontology/paradiplomacy.ttl",
    **{f"{name}.ttl": f"ontology/{name}.ttl" for name in ("schemes", "shapes", "alignments")},
}


@dataclass(frozen=True)
class Publication:
    """``release`` is the folder of the release and ``version`` its number, None and "" for a site without one.

    ``base`` is the address at which the site will be, "" where it is not known; ``earlier`` is a folder that was
    published before, whose versions stay.
    """

    release: Path | None = None
    version: str = ""
    base: str = ""
    earlier: Path | None = None

    def address(self, path: str) -> str:
        """The address of the file at the path from the root of the site: that path itself where no base is known."""
        return f"{self.base.rstrip('/')}/{path}" if self.base else path

    @cached_property
    def nquads(self) -> bytes:
        """The graph of the release as sorted N-Quads; nothing where the site goes with no release."""
        return gzip.decompress(file_bytes(self.release / "paradiplomacy.nq.gz")) if self.release else b""

    @cached_property
    def files(self) -> dict[str, bytes]:
        """The files of all versions by their paths from the root of the site, such as ``v/0.1.0/void.ttl``.

        A version that was published before keeps its bytes. Raises DataError where it holds another graph.
        """
        if not self.release or not self.version:
            return {}
        kept = self._kept()
        own = f"v/{self.version}/"
        if any(path.startswith(own) for path in kept):
            self._check(kept.get(f"{own}paradiplomacy.nq.gz", b""))
            return kept
        return {**kept, **{own + name: data for name, data in _packed(self.release).items()}}

    @cached_property
    def downloads(self) -> dict[str, bytes]:
        """The forms of the graph of this version: the path of each, and the packed file."""
        names = (f"v/{self.version}/paradiplomacy.{end}.gz" for end in FORMS)
        return {name: self.files[name] for name in names if name in self.files}

    @property
    def versions(self) -> list[str]:
        """The versions by their numbers, the newest first."""
        found = {path.split("/")[1] for path in self.files}
        return sorted(found, key=lambda it: [(part.isdecimal(), part.zfill(9)) for part in it.split(".")], reverse=True)

    def _kept(self) -> dict[str, bytes]:
        if not self.earlier:
            return {}
        top = next((it for it in (self.earlier, self.earlier / "site") if (it / "v").is_dir()), None)
        if top is None:
            raise UnreadableInput(
                f"{self.earlier} has no folder v with versions; name a folder that publish has written."
            )
        return {it.relative_to(top).as_posix(): file_bytes(it) for it in sorted(top.glob("v/*/*")) if it.is_file()}

    def _check(self, packed: bytes) -> None:
        try:
            same = gzip.decompress(packed) == self.nquads
        except (OSError, EOFError, zlib.error):
            same = False
        if not same:
            raise DataError(
                f"{self.earlier} holds version {self.version} with another graph; a version never changes, so give "
                "owl:versionInfo in data/dataset.ttl a new number, or publish without --keep."
            )


#: Of a site that goes with no release.
NOWHERE = Publication()


def sum_of(data: bytes) -> str:
    """The SHA-256 in hexadecimal digits."""
    return hashlib.sha256(data).hexdigest()


def _packed(release: Path) -> dict[str, bytes]:
    """The files of one version: the forms of the graph packed, its description and vocabulary as they are, the sums."""
    found = {}
    for name in (*(f"paradiplomacy.{end}" for end in FORMS), digest.FILE):
        plain, small = release / name, f"{name}.gz"
        found[small] = packed(file_bytes(plain)) if plain.exists() else file_bytes(release / small)
    found |= {name: file_bytes(release / path) for name, path in _PLAIN.items()}
    found[SUMS] = "".join(f"{sum_of(data)}  {name}\n" for name, data in sorted(found.items())).encode()
    return found

"""Apache Jena of Debian's libapache-jena-java, through its command-line classes.

The package has no start scripts, and it does not start as it is: its build renamed the classes of the copy of Xerces
inside jena-core to ``xerces.*`` but left the message files that they read under ``org/apache/jena/ext``. So the
message files are put where the classes look for them.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import zipfile
from pathlib import Path

from support.servers import missing

_JARS = Path("/usr/share/java")
_NEEDED = (
    *("jena-arq", "jena-base", "jena-cmds", "jena-core", "jena-iri", "jena-shacl", "jena-shex", "jena-rdfconnection"),
    *("jena-tdb", "jena-tdb2", "jena-dboe-base", "jena-dboe-index", "jena-dboe-storage", "jena-dboe-trans-data"),
    *("jena-dboe-transaction", "commons-cli", "commons-codec", "commons-compress", "commons-csv", "commons-io"),
    *("commons-lang3", "dexx.collection", "gson", "guava", "httpclient", "httpcore", "jackson-annotations"),
    *("jackson-core", "jackson-databind", "jsonld-java", "protobuf", "slf4j-api", "slf4j-nop", "thrift"),
    "titanium-json-ld",
)
_MISPLACED = "org/apache/jena/ext/"
# Each run is short: translating its code well would take longer than the run.
_QUICK = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")


class Jena:
    """Jena's commands; what they need on disk lies in ``folder``."""

    def __init__(self, folder: Path) -> None:
        self._java = shutil.which("java") or missing("java is not installed (Debian package default-jre-headless)")
        if not (_JARS / "jena-cmds.jar").exists():
            missing("Jena is not installed (Debian package libapache-jena-java)")
        moved = folder / "messages.jar"
        with zipfile.ZipFile(_JARS / "jena-core.jar") as core, zipfile.ZipFile(moved, "w") as fixed:
            for name in core.namelist():
                if name.startswith(_MISPLACED) and name.endswith(".properties"):
                    fixed.writestr(name.removeprefix(_MISPLACED), core.read(name))
        self._path = os.pathsep.join(map(str, [moved, *(_JARS / f"{name}.jar" for name in _NEEDED)]))
        self._archive = folder / "classes.jsa"

    def run(self, command: str, *words: str | Path) -> subprocess.CompletedProcess[str]:
        """Run a command such as ``arq.sparql``; the first run leaves an archive that speeds up the others."""
        option = "SharedArchiveFile" if self._archive.exists() else "ArchiveClassesAtExit"
        java = [
            self._java,
            *_QUICK,
            "-Xlog:disable",
            f"-XX:{option}={self._archive}",
            "-Xshare:auto",
            "-cp",
            self._path,
            command,
        ]
        return subprocess.run(
            [*java, *map(str, words)], capture_output=True, encoding="utf-8", timeout=120, check=False
        )

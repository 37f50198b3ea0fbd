"""Apache Jena of Debian's libapache-jena-java, through its command-line classes and BeanShell.

The package has no start scripts, and it does not start as it is: its build renamed the classes of the copy of Xerces
inside jena-core to ``xerces.*`` but left the message files that they read under ``org/apache/jena/ext``. So the
message files are put where the classes look for them.
"""

from __future__ import annotations

import itertools
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
    *("titanium-json-ld", "bsh"),
)
_MISPLACED = "org/apache/jena/ext/"
# BeanShell, because Jena's own command starts Java anew for each query.
_ANSWER = """
import org.apache.jena.query.*;
for (int n = 0; n < bsh.args.length; n += 2) {
  if (n == 0 || !bsh.args[n].equals(bsh.args[n - 2])) data = org.apache.jena.riot.RDFDataMgr.loadModel(bsh.args[n]);
  asked = QueryExecutionFactory.create(QueryFactory.read(bsh.args[n + 1]), data);
  out = new java.io.FileOutputStream(bsh.args[n + 1] + ".csv");
  ResultSetFormatter.outputAsCSV(out, asked.execSelect());
  out.close();
}
"""
_PARSE = """
for (String name : bsh.args) {
  try { org.apache.jena.query.QueryFactory.read(name); print("read"); }
  catch (org.apache.jena.query.QueryParseException error) { print("refused"); }
}
"""


class Jena:
    """Jena's commands; what they need on disk lies in ``folder``."""

    def __init__(self, folder: Path) -> None:
        self._java = shutil.which("java") or missing("java is not installed (Debian package default-jre-headless)")
        if not (_JARS / "jena-cmds.jar").exists():
            missing("Jena is not installed (Debian package libapache-jena-java)")
        if not (_JARS / "bsh.jar").exists():
            missing("BeanShell is not installed (Debian package libbsh-java)")
        moved = folder / "messages.jar"
        with zipfile.ZipFile(_JARS / "jena-core.jar") as core, zipfile.ZipFile(moved, "w") as fixed:
            for name in core.namelist():
                if name.startswith(_MISPLACED) and name.endswith(".properties"):
                    fixed.writestr(name.removeprefix(_MISPLACED), core.read(name))
        self._path = os.pathsep.join(map(str, [moved, *(_JARS / f"{name}.jar" for name in _NEEDED)]))
        self._folder = folder

    def run(self, command: str, *words: str | Path) -> subprocess.CompletedProcess[str]:
        """Run a class with a main method, such as ``riotcmd.riot``."""
        java = [self._java, "-XX:+UseSerialGC", "-cp", self._path, command, *map(str, words)]
        return subprocess.run(java, capture_output=True, encoding="utf-8", timeout=300, check=False)

    def _script(self, text: str, *words: str | Path) -> str:
        """What a script of BeanShell prints."""
        script = self._folder / "script.bsh"
        script.write_text(text, encoding="utf-8")
        done = self.run("bsh.Interpreter", script, *words)
        assert (done.returncode, done.stderr) == (0, ""), done.stderr
        return done.stdout

    def answers(self, questions: list[tuple[Path, Path]]) -> list[str]:
        """The answer to each query on its data, as CSV, which also lies beside the query."""
        self._script(_ANSWER, *itertools.chain.from_iterable(questions))
        return [query.with_name(f"{query.name}.csv").read_bytes().decode("utf-8") for _, query in questions]

    def parses(self, queries: list[Path]) -> list[bool]:
        """Whether each file is a query."""
        return [line == "read" for line in self._script(_PARSE, *queries).splitlines()]

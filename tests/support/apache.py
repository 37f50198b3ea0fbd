"""Apache's httpd (Debian: apache2-bin) on a free port of loopback, with a folder that holds ``.htaccess``."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import tempfile
import time
from pathlib import Path

from support.servers import missing

_MODULES = ("mpm_event", "authz_core", "rewrite")
_FOLDERS = (Path("/usr/lib/apache2/modules"), Path("/usr/lib64/httpd/modules"), Path("/usr/libexec/apache2"))


class Apache:
    """A running httpd whose documents lie in ``documents``."""

    def __init__(self) -> None:
        program = next((it for name in ("apache2", "httpd") if (it := shutil.which(name, path=_path()))), None)
        modules = next((it for it in _FOLDERS if (it / "mod_rewrite.so").exists()), None)
        if not program or not modules:
            missing("Apache's httpd with mod_rewrite is not installed (Debian package apache2-bin)")
        # Not in the folders of pytest, which another user may not enter.
        self.folder = Path(tempfile.mkdtemp(prefix="paradiplomacy-apache-"))
        self.documents = self.folder / "documents"
        self.documents.mkdir()
        self.folder.chmod(0o755)
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port: int = free.getsockname()[1]
        lines = [f"LoadModule {name}_module {modules}/mod_{name}.so" for name in _MODULES]
        lines += ["<IfModule !unixd_module>", f"LoadModule unixd_module {modules}/mod_unixd.so", "</IfModule>"]
        lines += ["User www-data", "Group www-data"] * (os.geteuid() == 0)
        lines += [f"Listen 127.0.0.1:{self.port}", f"ServerName 127.0.0.1:{self.port}", f"ServerRoot {self.folder}"]
        lines += [f"PidFile {self.folder}/pid", f"ErrorLog {self.folder}/errors", f"DocumentRoot {self.documents}"]
        lines += [f"<Directory {self.documents}>", "AllowOverride All", "Require all granted", "</Directory>"]
        (self.folder / "httpd.conf").write_text("\n".join(lines) + "\n", encoding="utf-8")
        self._process = subprocess.Popen([program, "-f", str(self.folder / "httpd.conf"), "-DFOREGROUND"])
        self._wait()

    def stop(self) -> None:
        """Stop it and remove its files."""
        self._process.terminate()
        self._process.wait()
        shutil.rmtree(self.folder, ignore_errors=True)

    def _wait(self) -> None:
        for _ in range(600):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", self.port)) == 0:
                    return
            if self._process.poll() is not None:
                break
            time.sleep(0.1)
        errors = self.folder / "errors"
        raise RuntimeError(f"httpd did not start: {errors.read_text() if errors.exists() else 'no log'}")


def _path() -> str:
    return os.pathsep.join([os.environ.get("PATH", ""), "/usr/sbin", "/usr/local/sbin"])

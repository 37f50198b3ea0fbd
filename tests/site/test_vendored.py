"""The parts of the pages that are not ours: they are what their manifest says, and their licences travel with them."""

from __future__ import annotations

import base64
import gzip
import hashlib
import json
import re
from pathlib import Path
from typing import Any

import paradiplomacy

PACKAGE = Path(paradiplomacy.__file__).parent
VENDORED = PACKAGE / "site" / "vendor"
BUILD = PACKAGE.parents[1] / "vendor"


def manifest() -> dict[str, Any]:
    found: dict[str, Any] = json.loads((VENDORED / "vendored.json").read_text("utf-8"))
    return found


def test_the_files_are_those_of_the_manifest() -> None:
    digests = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in VENDORED.iterdir()}
    del digests["vendored.json"]
    assert digests == {name: file["sha256"] for name, file in manifest()["files"].items()}


def test_each_package_is_named_with_its_licence() -> None:
    packages = {package["name"]: package for package in manifest()["packages"]}
    assert {name for file in manifest()["files"].values() for name in file["packages"]} == set(packages)
    licences = (VENDORED / "LICENCES.txt").read_text("utf-8")
    for name, package in packages.items():
        assert f"{name} {package['version']} ({package['license']})\n\n" in licences
    assert licences.count("Permission") >= len(packages)


def test_the_versions_are_those_of_the_lock_file_which_names_no_host() -> None:
    text = (BUILD / "package-lock.json").read_text("utf-8")
    locked = json.loads(text)["packages"]
    for package in manifest()["packages"]:
        assert locked[f"node_modules/{package['name']}"]["version"] == package["version"]
    assert "resolved" not in text
    assert set(re.findall(r"https?://([^/\"]+)", text)) <= {"opencollective.com", "github.com"}


def test_the_engine_is_web_assembly_and_no_script_is_a_module() -> None:
    text = re.fullmatch(r'.*oxigraphWasm = "(.*)";\n', (VENDORED / "oxigraph-wasm.js").read_text("utf-8"))
    assert text
    assert gzip.decompress(base64.b64decode(text[1])).startswith(b"\0asm")
    for path in VENDORED.glob("*.js"):
        script = path.read_text("utf-8")
        assert script.startswith("(globalThis.vendored ??= {}).")
        assert not re.search(r"(^|[;}])(import|export)\b[ {*]|import\.meta", script)

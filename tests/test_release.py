from __future__ import annotations

from pathlib import Path

import pytest

from paradiplomacy import UnreadableInput
from paradiplomacy import release as files
from paradiplomacy.rdf.namespaces import ID, ONTOLOGY, SCHEMES


def made(root: Path, *names: str) -> Path:
    for name in names:
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x", encoding="utf-8")
    return root


def test_home_is_the_clone_or_else_the_copy_in_the_package(tmp_path: Path) -> None:
    package = tmp_path / "src" / "paradiplomacy"
    content = made(package / "_content", "ontology/a.ttl", "data/b.ttl")
    assert files.home(package) == content
    made(tmp_path, "ontology/a.ttl", "data/b.ttl")
    assert files.home(package) == tmp_path


def test_home_without_any_graph_says_so(tmp_path: Path) -> None:
    with pytest.raises(UnreadableInput, match="without its ontology/ and data/ folders"):
        files.home(tmp_path / "src" / "paradiplomacy")


def test_one_named_graph_for_each_folder_and_file_of_data(tmp_path: Path) -> None:
    made(tmp_path, "ontology/paradiplomacy.ttl", "ontology/schemes.ttl", "ontology/shapes.ttl")
    made(tmp_path, "data/dataset.ttl", "data/b/two.ttl", "data/b/deep/one.ttl", "data/a/x.ttl", "data/a/x.csv")
    graphs = {
        iri: [str(path.relative_to(tmp_path)) for path in paths] for iri, paths in files.named_graphs(tmp_path).items()
    }
    assert graphs == {
        ONTOLOGY: ["ontology/paradiplomacy.ttl"],
        SCHEMES: ["ontology/schemes.ttl"],
        ID + "graph-a": ["data/a/x.ttl"],
        ID + "graph-b": ["data/b/deep/one.ttl", "data/b/two.ttl"],
        ID + "graph-dataset": ["data/dataset.ttl"],
    }
    assert files.graph_files(tmp_path) == [path for paths in files.named_graphs(tmp_path).values() for path in paths]


def test_a_release_without_data_is_an_error(tmp_path: Path) -> None:
    made(tmp_path, "ontology/paradiplomacy.ttl", "ontology/schemes.ttl", "data/table.csv")
    with pytest.raises(UnreadableInput, match="holds no Turtle file"):
        files.graph_files(tmp_path)


@pytest.mark.parametrize("locate", [files.shapes_file, files.alignments_file, files.graph_files])
def test_a_missing_file_is_named(tmp_path: Path, locate: object) -> None:
    assert callable(locate)
    with pytest.raises(UnreadableInput, match=r"ontology.*\.ttl is missing"):
        locate(tmp_path)


def test_queries_and_checks_are_told_apart(tmp_path: Path) -> None:
    made(tmp_path, "queries/b.rq", "queries/a.rq", "queries/checks/c.rq", "queries/wikidata/d.rq")
    assert [path.name for path in files.query_files(tmp_path)] == ["a.rq", "b.rq"]
    assert [path.name for path in files.check_files(tmp_path)] == ["c.rq"]


def test_the_project_itself_is_found() -> None:
    assert len(files.graph_files()) > 2
    assert all(path.is_file() for path in files.graph_files())

"""The messages between the server and its workers: jobs one way, replies the other."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import IO, Any


@dataclass(frozen=True)
class Job:
    """A task for a worker: its kind, and the details that the kind needs, in plain JSON values.

    >>> Job("query", {"text": "ASK {}"}).key == Job("query", {"text": "ASK {}"}).key
    True
    """

    kind: str
    details: Mapping[str, Any]

    @cached_property
    def key(self) -> bytes:
        """The job as a line of JSON: the same for the same job."""
        return json.dumps([self.kind, self.details], sort_keys=True).encode() + b"\n"


@dataclass(frozen=True)
class Reply:
    """The result of a job: an HTTP status, the type of the body, further headers, and the body.

    A large body is in the open ``file`` instead, whose name the server has removed already when it gets the reply.
    ``retire`` says that the worker should be replaced, because the job left it large.
    """

    status: int
    type: str
    body: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)
    file: IO[bytes] | None = None
    retire: bool = False

    @classmethod
    def refusal(cls, status: int, sentence: str, **headers: str) -> Reply:
        """A refusal with its reason in one plain sentence; in the names of headers ``_`` stands for ``-``."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return cls(status, "text/plain; charset=utf-8", (sentence.rstrip("\n") + "\n").encode(), named)

    def packed(self) -> bytes:
        """The bytes that carry the reply: a line of JSON, which gives the size of the body, and the body."""
        head = {**vars(self), "body": len(self.body), "file": self.file is not None}
        return json.dumps(head).encode() + b"\n" + self.body

"""The messages between the server and its workers: jobs one way, replies the other."""

from __future__ import annotations

import json
import struct
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from functools import cached_property
from typing import Any, BinaryIO

#: In front of each message: the length of its JSON and the length of the bytes after it.
LENGTHS = struct.Struct(">II")


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
        """The job as bytes: the same for the same job."""
        return json.dumps([self.kind, self.details], sort_keys=True).encode()


@dataclass(frozen=True)
class Reply:
    """The result of a job: an HTTP status, the type of the body, further headers, and the body.

    A large body is in the file ``file`` instead, which the receiver of the reply removes.
    ``retire`` says that the worker should be replaced, because the job left it large.
    """

    status: int
    type: str
    body: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)
    file: str = ""
    retire: bool = False

    @classmethod
    def refusal(cls, status: int, sentence: str, **headers: str) -> Reply:
        """A refusal with its reason in one plain sentence; in the names of headers ``_`` stands for ``-``."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return cls(status, "text/plain; charset=utf-8", (sentence.rstrip("\n") + "\n").encode(), named)


def packed_job(job: Job) -> bytes:
    """The bytes that carry ``job`` to a worker."""
    return LENGTHS.pack(len(job.key), 0) + job.key


def packed_reply(reply: Reply) -> bytes:
    """The bytes that carry ``reply`` to the server."""
    head = asdict(reply)
    body = head.pop("body")
    packed = json.dumps(head).encode()
    return b"".join((LENGTHS.pack(len(packed), len(body)), packed, body))


def reply_from(head: bytes, body: bytes) -> Reply:
    """The reply that ``packed_reply`` wrote, from its two parts."""
    return Reply(body=body, **json.loads(head))


def read_job(stream: BinaryIO) -> Job | None:
    """The next job from ``stream``; None at its end."""
    lengths = stream.read(LENGTHS.size)
    if len(lengths) < LENGTHS.size:
        return None
    kind, details = json.loads(stream.read(LENGTHS.unpack(lengths)[0]))
    return Job(kind, details)

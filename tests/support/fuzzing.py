"""How Hypothesis is asked: the same examples in each run, none kept in the tree, and more of them on demand."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.configuration import set_hypothesis_home_dir

#: Asks for more examples of each test than its own number, to look for what is not known yet.
EXAMPLES = "PARADIPLOMACY_EXAMPLES"
Test = TypeVar("Test", bound=Callable[..., None])

# What it caches, such as the table of Unicode, would else lie in the clone.
set_hypothesis_home_dir(Path(tempfile.gettempdir()) / f"paradiplomacy-hypothesis-{os.getuid()}")

#: Any text that UTF-8 can hold, rich in what means something to SPARQL, Turtle, CSV and Markdown.
SIGNS = st.text(
    st.sampled_from("\"'\\{}()[]<>?$#*_:;,.|@^/-+=%&`~ \t\n\r\x00\x0b\x0c\x85\u2028\ufeffuUN0041aéА부𝄞\u0301")
)
TEXTS = st.one_of(
    st.sampled_from(["\ufeff", "\ufeff\n", "\x0b", "\x1c"]),
    SIGNS,
    st.text(),
    st.lists(st.one_of(SIGNS, st.text(max_size=3)), max_size=5).map("".join),
)
#: Also what no UTF-8 can hold.
ANY_TEXTS = st.one_of(TEXTS, st.text(st.characters(categories=["Cs", "Cc", "Po", "Lu"])))


def fuzz(examples: int) -> Callable[[Test], Test]:
    """Ask a test for so many examples, or for the number that the environment names."""
    return settings(
        max_examples=int(os.environ.get(EXAMPLES, examples)),
        derandomize=EXAMPLES not in os.environ,
        database=None,
        deadline=None,
        # A folder is made once for all examples on purpose: each writes its file anew.
        suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    )


@st.composite
def spoilt(draw: st.DrawFn, whole: bytes) -> bytes:
    """Bytes near to ``whole``: pieces of it are cut out, doubled, or replaced by others."""
    data = whole
    for _ in range(draw(st.integers(1, 4))):
        start, end = sorted(draw(st.tuples(*[st.integers(0, len(data))] * 2)))
        end = min(end, start + draw(st.sampled_from([0, 1, 3, 40, len(data)])))
        same = bytes(end - start)  # keeps its place to all that follows, so that only this is damaged
        other = draw(st.sampled_from([b"", data[start:end] * 2, same, b'"', b".", b"\\", b"\xff", b"\r", b"_:a", b"<"]))
        data = data[:start] + other + data[end:]
    return data

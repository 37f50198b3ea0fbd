"""The one line that reads a CSV file of the site, in the languages that researchers use."""

from __future__ import annotations


def pandas_line(path: str) -> str:
    """How pandas reads the file at the path from the root of the site; what is empty stays an empty text.

    >>> pandas_line("results/timeline.en.csv")
    'import pandas; table = pandas.read_csv("results/timeline.en.csv", keep_default_na=False)'
    """
    return f'import pandas; table = pandas.read_csv("{path}", keep_default_na=False)'


def r_line(path: str) -> str:
    """How R reads it, without any package.

    >>> r_line("results/timeline.en.csv")
    'table <- read.csv("results/timeline.en.csv", encoding = "UTF-8")'
    """
    return f'table <- read.csv("{path}", encoding = "UTF-8")'

"""Write rows as a part of a document: an HTML table, a LaTeX table, or a sheet of Excel with numbers as numbers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from paradiplomacy.errors import UsageError, install, printable

# A cell is a number, a truth value or a date as Python's own, anything else a text; None is an empty cell.
_LATEX = str.maketrans(
    {
        **{sign: f"\\{sign}" for sign in "&%$#_{}"},
        "\\": r"\textbackslash{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        # Else "<" and ">" become other signs in old font encodings, and two hyphens one dash.
        "<": r"\textless{}",
        ">": r"\textgreater{}",
        "|": r"\textbar{}",
        '"': r"\textquotedbl{}",
        "-": "{-}",
        "[": "{[}",
        "]": "{]}",
    }
)
# What a sheet of Excel holds at most.
_MOST_ROWS, _MOST_COLUMNS, _LONGEST_CELL = 1_048_576, 16_384, 32_767
# Excel counts in doubles, and has no day before 1900.
_LARGEST_WHOLE, _FIRST_YEAR = 2**53, 1900


def html(variables: Sequence[str], rows: Iterable[Sequence[Any]]) -> str:
    """An HTML table; numbers stand to the right.

    >>> html(["a"], [["<b>"]]).splitlines()[3]
    '<tr><td>&lt;b&gt;</td></tr>'
    """
    from html import escape

    def cell(value: Any) -> str:
        right = ' style="text-align:right"' if _is_number(value) else ""
        return f"<td{right}>{'<br>'.join(escape(line) for line in _lines(value))}</td>"

    head = "".join(f"<th>{escape(printable(name))}</th>" for name in variables)
    body = [f"<tr>{''.join(map(cell, row))}</tr>" for row in rows]
    return "\n".join(["<table>", f"<thead><tr>{head}</tr></thead>", "<tbody>", *body, "</tbody>", "</table>", ""])


def latex(variables: Sequence[str], rows: Iterable[Sequence[Any]]) -> str:
    """A ``tabular`` of LaTeX, with every sign that LaTeX would obey escaped; numbers stand to the right.

    >>> print(latex(["a_b"], [["50 % & more"]]).splitlines()[3])
    50 \\% \\& more \\\\
    """
    body = [list(row) for row in rows]
    kinds = "".join(
        "r" if body and all(_is_number(row[place]) for row in body) else "l" for place in range(len(variables))
    )
    lines = [" & ".join(map(latex_text, row)) + r" \\" for row in [variables, *body]]
    return "\n".join([rf"\begin{{tabular}}{{{kinds}}}", lines[0], r"\hline", *lines[1:], r"\end{tabular}", ""])


def latex_text(value: Any) -> str:
    """A value on one line, with every sign that LaTeX would obey escaped."""
    return " ".join(_lines(value)).translate(_LATEX)


def xlsx(variables: Sequence[str], rows: Iterable[Sequence[Any]]) -> bytes:
    """The bytes of an Excel file with one sheet; raises UsageError where XlsxWriter is absent or the rows do not fit.

    Numbers, truth values and whole dates are typed; a text that begins with "=" stays a text.
    """
    import datetime
    import io

    try:
        import xlsxwriter
    except ImportError:
        raise UsageError(
            f"The format xlsx needs the package XlsxWriter, which is not installed; run: {install('XlsxWriter')}"
        ) from None
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True}) as book:
        # A fixed day, so that the same answer gives the same bytes.
        book.set_properties({"created": datetime.datetime(2000, 1, 1)})
        sheet = book.add_worksheet()
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        count = 0
        for count, row in enumerate([variables, *rows]):
            if count >= _MOST_ROWS or len(variables) > _MOST_COLUMNS:
                raise UsageError(
                    f"A sheet of Excel holds {_MOST_ROWS:,} rows and {_MOST_COLUMNS:,} columns; choose csv."
                )
            for place, value in enumerate(row):
                if isinstance(value, bool):
                    sheet.write_boolean(count, place, value)
                elif _is_number(value) and abs(value) <= _LARGEST_WHOLE:  # not so for NaN and the infinities
                    sheet.write_number(count, place, value)
                elif type(value) is datetime.date and value.year >= _FIRST_YEAR:
                    sheet.write_datetime(count, place, value, day)
                elif value is not None:
                    text = "\n".join(_lines(value))
                    if len(text) > _LONGEST_CELL:
                        raise UsageError(
                            f"Row {count}, {variables[place]}: a cell of Excel holds {_LONGEST_CELL:,} signs; "
                            "choose csv."
                        )
                    sheet.write_string(count, place, text)
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, count, max(len(variables) - 1, 0))
    return target.getvalue()


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _lines(value: Any) -> list[str]:
    text = str(value).lower() if isinstance(value, bool) else "" if value is None else str(value)
    return [printable(line) for line in text.splitlines()] or [""]

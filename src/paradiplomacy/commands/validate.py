"""The command ``paradiplomacy validate``: check the graph, files or an endpoint, and print what is wrong."""

from __future__ import annotations

import argparse
import sys

from paradiplomacy.commands.arguments import connected, declare_endpoint
from paradiplomacy.commands.console import say
from paradiplomacy.errors import UsageError
from paradiplomacy.validation.findings import Report


def declare(command: argparse.ArgumentParser) -> None:
    """Add the arguments of the command to its parser."""
    command.add_argument("files", metavar="FILE", nargs="*", help="RDF files; all of ours when left out")
    command.add_argument("--lang", choices=("en", "id"), default="en", help="language of the messages")
    command.add_argument("--format", choices=("text", "json", "turtle"), default="text")
    command.add_argument("--strict", action="store_true", help="fail on warnings too")
    command.add_argument("--timing", action="store_true", help="print the time of each phase")
    command.add_argument(
        "--engine",
        choices=("shacl", "pyshacl"),
        default="shacl",
        help="the fast engine, or pySHACL as a second opinion",
    )
    declare_endpoint(command, "check the graph behind this SPARQL endpoint")
    command.set_defaults(run=run)


def run(parsed: argparse.Namespace) -> int:
    """Validate as the arguments say and print the report; gives the exit status."""
    report = _report(parsed)
    if parsed.format == "json":
        print(report.to_json(parsed.lang))
    elif parsed.format == "turtle":
        from paradiplomacy.validation.turtle_report import report_turtle

        print(report_turtle(report.findings), end="")
    else:
        for line in report.lines(parsed.lang):
            print(line)
    # With another format than text, standard output holds the document and nothing else.
    print(report.summary(parsed.lang), file=sys.stdout if parsed.format == "text" else sys.stderr)
    if parsed.timing:
        for phase, seconds in report.seconds.items():
            print(f"{phase:8} {seconds:7.3f} s", file=sys.stderr)
        print(f"{'all':8} {sum(report.seconds.values()):7.3f} s", file=sys.stderr)
    return report.status(parsed.strict)


def _report(parsed: argparse.Namespace) -> Report:
    endpoint = connected(parsed)
    if endpoint is None:
        from paradiplomacy.validation.validate import validate

        return validate(parsed.files or None, engine=parsed.engine)
    from paradiplomacy.validation.endpoint import validate_endpoint

    if parsed.files:
        raise UsageError("FILE and --endpoint exclude each other; load the files into the endpoint first.")
    return validate_endpoint(endpoint, engine=parsed.engine, say=say)

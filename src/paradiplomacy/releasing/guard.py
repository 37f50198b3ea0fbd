"""Make a release of this clone, or say why it cannot be made: ``python3 dev.py release X.Y.Z``.

It refuses unless the clone is clean, the versions in all files agree, what differs from the last release fits the step
of the version, two builds give the same bytes, and all that is built is there and can be read back. Until all of this
is so nothing in the clone is changed. Then it writes the version and what differs, commits, and makes a tag.
"""

from __future__ import annotations

import datetime
import shutil
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from paradiplomacy.errors import DataError, ParadiplomacyError, UnreadableInput, UsageError, quoted
from paradiplomacy.release import home
from paradiplomacy.releasing import artefacts, builds, git, versions
from paradiplomacy.releasing.surface import STEPS, Surface, difference, read_surface, surface_of
from paradiplomacy.releasing.versions import Version, text_of

RELEASES = "docs/releases"
_MOST_TOLD = 10
Say = Callable[[str], None]


def release(root: Path, version: Version, day: str, say: Say, dry_run: bool = False) -> list[str]:
    """Release the clone ``root`` as ``version`` on ``day``; returns what differs from the last release, as Markdown.

    ``say`` takes a line of progress; with ``dry_run`` all is checked and nothing changed. Raises DataError with all
    reasons against it, and what the parts raise on unreadable input; the clone is then as it was.
    """
    before = git.head(root)
    last, promised = _last(root)
    now = surface_of(root)
    differs = difference(promised, now)
    _refuse([*_misstepped(last, version, differs.step(last)), *_unready(root, last, version)])
    name, lines = text_of(version), differs.lines()
    texts = versions.released(root, name, day, lines)
    texts[f"{RELEASES}/{name}.json"] = now.to_json()
    say("building twice, with two hash seeds ...")
    work = Path(tempfile.mkdtemp(prefix="paradiplomacy-release-"))
    try:
        _prove(builds.build_twice(root, texts, work), name, now, say)
    finally:
        shutil.rmtree(work, ignore_errors=True)
    if dry_run:
        say(f"{name} can be released; it would change {', '.join(sorted(texts))}, commit them and tag v{name}.")
    else:
        _keep(root, before, name, texts)
        say(f"{name} is committed and tagged v{name}; push both with git push --follow-tags.")
    return lines


def _refuse(reasons: Sequence[str]) -> None:
    """Raise DataError where there are reasons, each one sentence, with a line for each up to a number."""
    if reasons:
        more = [f"and {len(reasons) - _MOST_TOLD} more."] if len(reasons) > _MOST_TOLD else []
        raise DataError("\n".join([*reasons[:_MOST_TOLD], *more]))


def _last(root: Path) -> tuple[Version, Surface]:
    """The last release, and what it promised."""
    kept = {versions.parse(path.stem): path for path in (root / RELEASES).glob("*.json")}
    if not kept:
        raise UnreadableInput(f"{root / RELEASES} does not say what the last release promised; restore it.")
    last = max(kept)
    return last, read_surface(kept[last])


def _unready(root: Path, last: Version, version: Version) -> list[str]:
    """Why this clone cannot be released as it lies there."""
    files = git.changed(root)
    told = f"{', '.join(files[:3])} and {len(files) - 3} more" if len(files) > 3 else " and ".join(files)
    reasons = [f"{told}: not as the last commit has it; commit it or take it away."] if files else []
    if git.has_tag(root, f"v{text_of(version)}"):
        reasons.append(f"The tag v{text_of(version)} is there already; a release is never made again.")
    return [*reasons, *versions.disagreements(root, text_of(last))]


def _misstepped(last: Version, version: Version, needed: str) -> list[str]:
    """Why ``version`` does not follow ``last``, or is a smaller step than what differs asks for."""
    following = versions.following(last)
    step = next((name for name, other in following.items() if other == version), None)
    if step is None:
        known = ", ".join(map(text_of, following.values()))
        return [f"{text_of(version)} does not follow the last release, {text_of(last)}; choose one of {known}."]
    if STEPS.index(step) < STEPS.index(needed):
        return [
            f"{text_of(version)} is a {step} release, and what differs from {text_of(last)} asks for a {needed} one, "
            f"{text_of(following[needed])}; see surface.py beside this module for what is promised."
        ]
    return []


def _prove(clones: list[Path], version: str, promised: Surface, say: Say) -> None:
    """Raise DataError unless the builds in the two clones are the same and whole."""
    say("comparing the builds and reading them back ...")
    one = clones[0]
    reasons = [f"{name} has other bytes in a second build." for name in builds.differing(clones)]
    reasons += artefacts.faults(one / builds.RELEASE, one, version, promised)
    reasons += builds.wheel_faults(one, version)
    reasons += versions.disagreements(one, version)
    if surface_of(one) != promised:
        reasons.append("Writing the version changes what the graph promises; correct what is written.")
    _refuse(reasons)


def _keep(root: Path, before: str, version: str, texts: Mapping[str, str]) -> None:
    """Write, commit and tag; whatever fails, the clone is as it was."""
    if git.head(root) != before or git.changed(root):
        raise DataError("The clone changed while the release was built; run the command again.")
    try:
        versions.write(root, texts)
        git.run(root, "add", "--", *texts)
        git.run(root, "commit", "--quiet", "-m", f"Release {version}")
        git.run(root, "tag", "--annotate", f"v{version}", "-m", f"Release {version}")
    except BaseException:  # also when the user stops it just here
        git.run(root, "reset", "--quiet", "--hard", before)
        for name in git.changed(root):
            if name in texts:
                (root / name).unlink()
        raise


def main(words: Sequence[str], root: Path | None = None) -> int:
    """Do what the arguments ``words`` ask for, in this clone unless ``root`` is given; returns the exit status."""
    try:
        options = [word for word in words if word.startswith("-")]
        wanted = [word for word in words if not word.startswith("-")]
        if len(wanted) != 1 or options not in ([], ["--dry-run"]):
            told = quoted(" ".join(words)) if words else "nothing"
            raise UsageError(f"release takes a version and, if nothing shall change, --dry-run; it was given {told}.")
        today = datetime.datetime.now(datetime.UTC).date().isoformat()
        lines = release(root or home(), versions.parse(wanted[0]), today, _say, bool(options))
        sys.stdout.write("\n".join(lines) + "\n")
        return 0
    except ParadiplomacyError as error:
        for line in str(error).splitlines():
            _say(line)
        return error.exit_status
    except KeyboardInterrupt:
        _say("stopped; nothing was changed.")
        return 130


def _say(line: str) -> None:
    print(f"release: {line}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

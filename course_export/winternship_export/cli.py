"""The commands for whoever has files and a terminal: export, check, diff, import."""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

from winternship_core.curriculum import WORKS
from winternship_core.text import Text
from winternship_export.checking import check
from winternship_export.comparing import compare
from winternship_export.errors import ExportError, OptionError
from winternship_export.exporting import Package, every_package, export
from winternship_export.formats import FORMATS
from winternship_export.importing import plan_import
from winternship_export.options import ACTIVITIES
from winternship_export.reading import read_package
from winternship_export.source import LANGUAGES

GOOD, DIFFERENT, REFUSED = 0, 1, 2
SAID: Final = {
    "written": Text("{name}: {size} kB", "{name}: {size} kB"),
    "losses": Text(
        "Dit komt niet of anders mee (ook in {name}):",
        "What does not come along, or differently (also in {name}):",
    ),
    "all": Text("Alles komt mee.", "Everything comes along."),
}


def main(command: str, argv: Sequence[str]) -> int:
    """Run one command; returns its exit code: 0 good, 1 something was found, 2 refused and nothing written."""
    try:
        return COMMANDS[command](argv)
    except (ExportError, OSError) as error:
        _say(f"winternship {command}: {error}")
        return REFUSED


def export_command(argv: Sequence[str]) -> int:
    """``winternship export``: write a work for an LMS, and beside it what that format cannot carry."""
    given = _export_parser().parse_args(argv)
    if given.all:
        return _export_all(given)
    if not (given.work and given.format and given.out):
        raise OptionError(
            f"give a work ({', '.join(WORKS)}), --format ({', '.join(FORMATS)}) and --out FILE; or --all --out FOLDER"
        )
    package = export(
        given.work,
        given.language,
        given.format,
        modules=[key for key in given.modules.split(",") if key],
        activities=given.activities,
        tool_url=given.tool_url,
        pass_mark=given.pass_mark,
        board=given.board,
    )
    target = given.out / package.name if given.out.is_dir() else given.out
    _save(package, target, given.language)
    return GOOD


def _export_all(given: argparse.Namespace) -> int:
    if given.work or given.format or given.modules or given.activities:
        raise OptionError(
            "--all takes every work, module and format: leave out the work, --format, --modules, --activities"
        )
    if not given.out:
        raise OptionError("--all needs --out FOLDER")
    given.out.mkdir(parents=True, exist_ok=True)
    for package in every_package(given.tool_url):
        _write(given.out / package.name, package.data)
        _write(_beside(given.out / package.name), package.losses.as_json().encode())
        _say(f"{package.name}: {_kilobytes(package)} kB, {len(package.losses)} losses")
    return GOOD


def check_command(argv: Sequence[str]) -> int:
    """``winternship check``: look whether a package is whole; exit code 1 when it is not."""
    given = _check_parser().parse_args(argv)
    contents, mistakes = check(given.file.read_bytes())
    counts = Counter(entry.kind for entry in contents.entries.values())
    held = ", ".join(f"{count} {kind}" for kind, count in sorted(counts.items()))
    _say(f"{given.file.name}: {contents.format}; {held}")
    for mistake in mistakes:
        _say(f"- {mistake}")
    _say(f"{len(mistakes)} mistakes found" if mistakes else "no mistake found")
    return DIFFERENT if mistakes else GOOD


def diff_command(argv: Sequence[str]) -> int:
    """``winternship diff``: what is new, gone, moved, changed or counts differently; exit code 1 when something is."""
    given = _diff_parser().parse_args(argv)
    differences = compare(read_package(given.before.read_bytes()), read_package(given.after.read_bytes()))
    for difference in differences:
        _say(str(difference))
    lost = sum(difference.costs_results for difference in differences)
    if lost:
        _say(f"{lost} of these cost learners results: a graded item is gone or counts differently")
    if not differences:
        _say("no difference")
    return DIFFERENT if differences else GOOD


def import_command(argv: Sequence[str]) -> int:
    """``winternship import``: show what was edited in an LMS as a diff of the curriculum; with --accept, write it."""
    given = _import_parser().parse_args(argv)
    plan = plan_import(given.file.read_bytes(), given.content)
    for note in plan.notes:
        _say(f"# {note}")
    for edit in plan.edits:
        sys.stdout.write(edit.diff())
    if not plan.edits:
        _say("# nothing was edited")
        return GOOD
    if not given.accept:
        _say(f"# {len(plan.edits)} files would change; run again with --accept to write them")
        return DIFFERENT
    plan.accept()
    _say(f"# {len(plan.edits)} files written; run: python -m winternship_core.curriculum check")
    return GOOD


def _export_parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="winternship export", description=export_command.__doc__)
    parser.add_argument("work", nargs="?", help=", ".join(WORKS))
    parser.add_argument("--language", choices=LANGUAGES, default="nl", help="language of the package (nl)")
    parser.add_argument("--format", help=", ".join(FORMATS))
    parser.add_argument("--modules", default="", metavar="A,B", help="only these modules")
    parser.add_argument("--tool-url", default="", help="address of the LTI tool, for activities as links")
    parser.add_argument(
        "--activities", default="", help=f"how activities come along: {', '.join(ACTIVITIES)}"
    )
    parser.add_argument("--pass-mark", type=int, default=60, help="percent of a quiz that is a pass (60)")
    parser.add_argument("--board", action="store_true", help="the placement board as the last activity")
    parser.add_argument("--out", type=Path, help="file to write, or a folder")
    parser.add_argument("--all", action="store_true", help="every work, language and format into a folder")
    return parser


def _check_parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="winternship check", description=check_command.__doc__)
    parser.add_argument("file", type=Path, help="the package")
    return parser


def _diff_parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="winternship diff", description=diff_command.__doc__)
    parser.add_argument("before", type=Path, help="the older package")
    parser.add_argument("after", type=Path, help="the newer package")
    return parser


def _import_parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="winternship import", description=import_command.__doc__)
    parser.add_argument("file", type=Path, help="an Open edX course or a Moodle backup that was edited")
    parser.add_argument("--accept", action="store_true", help="write the edits instead of only showing them")
    parser.add_argument(
        "--content", type=Path, help="the curriculum's folder content, if not the installed one"
    )
    return parser


def _save(package: Package, target: Path, language: str) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    _write(target, package.data)
    _write(_beside(target), package.losses.as_json().encode())
    _say(SAID["written"].in_language(language).format(name=target, size=_kilobytes(package)))
    if len(package.losses):
        _say(SAID["losses"].in_language(language).format(name=_beside(target).name))
        _say(package.losses.report(language))
    else:
        _say(SAID["all"].in_language(language))


def _beside(target: Path) -> Path:
    return target.with_name(f"{target.name}.losses.json")


def _write(target: Path, data: bytes) -> None:
    """Write whole or not at all: an export that is cut off must not look like a package."""
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}")
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
        Path(name).chmod(0o644)
        Path(name).replace(target)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _kilobytes(package: Package) -> int:
    return max(1, round(len(package.data) / 1000))


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")


COMMANDS: Final[dict[str, Callable[[Sequence[str]], int]]] = {
    "export": export_command,
    "check": check_command,
    "diff": diff_command,
    "import": import_command,
}
PARSERS: Final = {
    "export": _export_parser,
    "check": _check_parser,
    "diff": _diff_parser,
    "import": _import_parser,
}

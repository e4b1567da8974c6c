"""``python -m winternship_core.curriculum``: check the works, report how they read, or publish their keys."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from winternship_core.curriculum.checking import check_module
from winternship_core.curriculum.countries import SLOTS
from winternship_core.curriculum.glossary import load_glossary
from winternship_core.curriculum.loading import CONTENT, load_works, read_module
from winternship_core.curriculum.pictures import load_pictures
from winternship_core.curriculum.published import LOCK, keys_of, lock_text
from winternship_core.curriculum.report import lines
from winternship_core.curriculum.whole import check_all
from winternship_core.facts import load_facts


def main(argv: list[str] | None = None) -> int:
    """``check [WORK/MODULE …]``: every mistake, or silence; the exit code is 1 when there is one."""
    parser = argparse.ArgumentParser(prog="python -m winternship_core.curriculum", description=__doc__)
    parser.add_argument("action", choices=["check", "report", "publish"])
    parser.add_argument("modules", nargs="*", metavar="WORK/MODULE", help="check these alone")
    given = parser.parse_args(argv)
    if given.action == "publish":
        text = lock_text(keys_of(load_works(), load_pictures()))
        Path(str(CONTENT.joinpath(LOCK))).write_text(text, encoding="utf-8")
        return 0
    told = lines() if given.action == "report" else _check(given.modules)
    count = 0
    for count, line in enumerate(told, start=1):  # noqa: B007  counted on purpose
        sys.stdout.write(f"{line}\n")
    return int(given.action == "check" and count > 0)


def _check(paths: list[str]) -> tuple[str, ...]:
    if not paths:
        return check_all()
    mistakes: list[str] = []
    modules = [read_module(CONTENT.joinpath(path.strip("/")), mistakes) for path in paths]
    for module in modules:
        mistakes += check_module(module, load_facts(), set(load_glossary()), set(SLOTS))
    return tuple(mistakes)


if __name__ == "__main__":
    sys.exit(main())

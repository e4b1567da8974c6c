"""``python -m winternship_core.curriculum check [WORK/MODULE …]``: every mistake with its place, or silence."""

from __future__ import annotations

import argparse
import sys

from winternship_core.curriculum.checking import check_module
from winternship_core.curriculum.glossary import load_glossary
from winternship_core.curriculum.countries import SLOTS
from winternship_core.curriculum.loading import CONTENT, WORKS, read_module, read_work
from winternship_core.facts import load_facts


def main() -> int:
    """Check what is named, or everything; the exit code is 1 when there is a mistake."""
    parser = argparse.ArgumentParser(prog="python -m winternship_core.curriculum")
    parser.add_argument("action", choices=["check"])
    parser.add_argument("modules", nargs="*", metavar="WORK/MODULE")
    asked = parser.parse_args().modules
    mistakes: list[str] = []
    modules = [read_module(CONTENT.joinpath(path.strip("/")), mistakes) for path in asked]
    if not asked:
        works = [read_work(CONTENT.joinpath(key), mistakes) for key in WORKS]
        modules = [module for work in works for module in work.modules]
    facts, terms = load_facts(), set(load_glossary())
    for module in modules:
        mistakes += check_module(module, facts, terms, set(SLOTS))
    for mistake in mistakes:
        sys.stdout.write(f"{mistake}\n")
    return 1 if mistakes else 0


if __name__ == "__main__":
    sys.exit(main())

"""The xblock-sdk workbench of the practice LMS, asked over a pipe: it has settings and a database of its own.

`python -m benchmarks.workbench` reads `page` or `save`, one a line, and answers each with a line of JSON.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from benchmarks.practice import practice_process
from benchmarks.timing import Figures


@dataclass(frozen=True, slots=True)
class Workbench:
    """The asking side. Each question is one request to the block, answered with its figures."""

    questions: IO[str]
    answers: IO[str]

    def page(self) -> Figures:
        """Show the page; see `BlockPage.page`."""
        return self._ask("page")

    def save(self) -> Figures:
        """Save an answer; see `BlockPage.save`."""
        return self._ask("save")

    def _ask(self, what: str) -> Figures:
        self.questions.write(what + "\n")
        self.questions.flush()
        line = self.answers.readline()
        if not line:
            raise RuntimeError(f"the workbench stopped when it was asked for {what!r}; its reason is above")
        figures: dict[str, float] = json.loads(line)
        return figures


@contextmanager
def running_workbench(folder: Path) -> Iterator[Workbench]:
    """A workbench in a process of its own, with a new SQLite file in `folder`."""
    with practice_process(__name__, folder) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        yield Workbench(process.stdin, process.stdout)


def main() -> None:
    """Answer until there are no more questions."""
    import django
    from django.core.management import call_command
    from django.test import Client

    django.setup()
    call_command("migrate", verbosity=0)

    from benchmarks.block_page import BLOCK, BlockPage
    from practice_lms.sdk_workbench.scenarios import load_scenarios

    load_scenarios()
    client = Client(SERVER_NAME="localhost", SERVER_PORT="8000")
    block = BlockPage(client, f"/workbench/scenario/{BLOCK}.0/", "/workbench/handler/{usage}/{name}/")
    does = {"page": block.page, "save": block.save}
    for line in sys.stdin:
        print(json.dumps(does[line.strip()]()), flush=True)


if __name__ == "__main__":
    main()

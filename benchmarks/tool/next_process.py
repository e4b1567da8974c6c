"""PyLTI1p3next behind a pipe, in a Django process of its own with the same settings, middleware and kind of database.

`python -m benchmarks.tool.next_process` reads the platform's registration as a line of JSON, then one request a line,
and answers each with a line: its price and where it redirects to. The time is taken there, so the pipe costs nothing.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace
from typing import IO, TYPE_CHECKING, Any

from benchmarks.asking import Asked

if TYPE_CHECKING:
    from winternship_lti.testing import FakePlatform

ROOT = Path(__file__).resolve().parents[2]
KNOWN = ("issuer", "client_id", "deployment_id", "jwks_url")


@dataclass(slots=True)
class PipedBrowser:
    """The asking side; see `Browser`."""

    questions: IO[str]
    answers: IO[str]
    forgets: bool = False

    def forget(self) -> None:
        """Throw away all cookies, before the next request."""
        self.forgets = True

    def post(self, path: str, form: Mapping[str, str], *, expected: tuple[int, ...]) -> Asked:
        """Send a form."""
        return self._ask("post", path, form, expected)

    def get(self, path: str, query: Mapping[str, str], *, expected: tuple[int, ...]) -> Asked:
        """Open a page."""
        return self._ask("get", path, query, expected)

    def _ask(self, how: str, path: str, fields: Mapping[str, str], expected: tuple[int, ...]) -> Asked:
        question = {"how": how, "path": path, "fields": fields, "expected": expected, "forgets": self.forgets}
        self.forgets = False
        print(json.dumps(question), file=self.questions, flush=True)
        line = self.answers.readline()
        if not line:
            raise RuntimeError(f"the process of pylti1p3next stopped at {path}; its reason is above")
        return Asked(**json.loads(line))


@contextmanager
def running_next(python: Path, folder: Path, platform: FakePlatform) -> Iterator[PipedBrowser]:
    """Run it with the platform registered and a new SQLite file in `folder`, while the `with` block lasts."""
    data = folder / "next"
    data.mkdir()
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "benchmarks.tool.next_settings",
        "WINTERNSHIP_DATA": str(data),
        "PYTHONPATH": str(ROOT / "lti_tool"),
    }
    command = [str(python), "-m", __name__]
    with subprocess.Popen(
        command, cwd=ROOT, env=environment, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        known = {name: getattr(platform, name) for name in KNOWN}
        print(json.dumps(known), file=process.stdin, flush=True)
        yield PipedBrowser(process.stdin, process.stdout)


def main() -> None:
    """Answer until there are no more questions."""
    import django
    from django.conf import settings
    from django.core.management import call_command
    from django.test import Client

    django.setup()
    call_command("migrate", verbosity=0)

    from benchmarks.tool import pylti
    from benchmarks.tool.browser import OwnBrowser

    registered: Any = SimpleNamespace(**json.loads(sys.stdin.readline()))
    pylti.register(registered)
    host, _, port = settings.PUBLIC_URL.partition("://")[2].partition(":")
    browser = OwnBrowser(Client(SERVER_NAME=host, SERVER_PORT=port or "80"))
    for line in sys.stdin:
        question = json.loads(line)
        if question["forgets"]:
            browser.forget()
        does = {"post": browser.post, "get": browser.get}[question["how"]]
        asked = does(question["path"], question["fields"], expected=tuple(question["expected"]))
        answer = {"Location": asked.answer.get("Location", "")}
        print(json.dumps({"answer": answer, "ms": asked.ms, "sql": asked.sql}), flush=True)


if __name__ == "__main__":
    main()

"""The whole demo, as `make demo` starts it, and a browser to use it with."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Frame, Page

ROOT = Path(__file__).resolve().parents[2]
PHONE = {"width": 390, "height": 780}
DESKTOP = {"width": 1200, "height": 900}
# A block has started: a click before that is lost. A block of others has no mark.
READY = ":is(.wl, .wsa, .wb)[data-ready], .xblock:not(:has(.wl, .wsa, .wb))"
# A region in the practice LMS's own database, for the block where it is native.
NATIVE = """
import django; django.setup()
from winternship_board import api
from winternship_board.region.making import make_region
people = {name: api.person("student", name) for name in ("sam", "bo", "tess", "dana", "mika")}
people = {name: api.person("host", name) for name in people}
api.first_administrator(people["dana"]); make_region(people=people)
"""
SAID = pytest.StashKey[list[str]]()
RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    # Each frame is asked by itself; a page that asks its frames too waits for those that do not answer.
    "iframes": False,
}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything here drives Chromium."""
    for item in items:
        if "tests/browser" in str(item.path):
            item.add_marker(pytest.mark.browser)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass(frozen=True)
class Demo:
    """Two sites: the LMS is `localhost`, the tool is `127.0.0.1`."""

    lms: str
    tool: str
    admin_password: str
    data: Path


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    """The running demo, with databases of its own."""
    lms_port, tool_port = _free_port(), _free_port()
    data = tmp_path_factory.mktemp("demo")
    command = [
        sys.executable,
        "tools/demo.py",
        f"--lms-port={lms_port}",
        f"--tool-port={tool_port}",
        f"--data={data}",
    ]
    environment = {name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"}
    with subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        said = ""
        while "Stop with Ctrl+C" not in said:
            line = process.stdout.readline()
            assert line, f"the demo stopped by itself: {said}"
            said += line
        password = (data / "admin_password").read_text(encoding="ascii")
        yield Demo(f"http://localhost:{lms_port}", f"http://127.0.0.1:{tool_port}", password, data)
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=20)


@pytest.fixture(scope="session")
def native(demo: Demo) -> str:
    """The address of the workbench, where the block runs by itself, with a region of its own."""
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "practice_lms.settings",
        "PYTHONPATH": str(ROOT / "practice_lms"),
        "PRACTICE_URL": demo.lms,
        "PRACTICE_DB": str(demo.data / "practice.sqlite3"),
        "PRACTICE_SECRET": "for practice only",
        "TOOL_URL": demo.tool,
    }
    command = [sys.executable, "-c", NATIVE]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return f"{demo.lms}/workbench/scenario/winternship_board.0/?student="


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """A failed test shows what its browser and the servers said."""
    report = yield
    if report.when == "call" and report.failed:
        report.sections.append(("what the browser said", "\n".join(item.stash.get(SAID, []))))
        demo = getattr(item, "funcargs", {}).get("demo")
        for log in sorted(demo.data.glob("*.log")) if demo else ():
            lines = log.read_text(encoding="utf-8", errors="replace").splitlines()
            report.sections.append((log.name, "\n".join(lines[-40:])))
    return report


def _listen(context: BrowserContext, said: list[str]) -> None:
    """Write down what goes wrong in a window, with the time, since a test sees only that nothing came."""
    began = time.monotonic()

    def note(words: str) -> None:
        said.append(f"{time.monotonic() - began:7.2f} s  {words[:300]}")

    context.on("requestfailed", lambda one: note(f"{one.method} {one.url} failed: {one.failure}"))
    context.on(
        "response", lambda one: one.status >= 400 and note(f"{one.request.method} {one.url}: {one.status}")
    )
    context.on("console", lambda one: one.type in {"error", "warning"} and note(one.text))
    context.on("weberror", lambda one: note(str(one.error)))


@pytest.fixture
def window(chromium: Browser, request: pytest.FixtureRequest) -> Iterator[Callable[..., BrowserContext]]:
    """Make a browser window with cookies of its own: `window(PHONE)`."""
    contexts: list[BrowserContext] = []
    said = request.node.stash[SAID] = []

    def make(size: dict[str, int] = DESKTOP, **options: Any) -> BrowserContext:
        context = chromium.new_context(viewport=size, **options)  # type: ignore[arg-type]
        context.set_default_timeout(45_000)
        _listen(context, said)
        contexts.append(context)
        return context

    yield make
    for context in contexts:
        context.close()


@pytest.fixture(scope="session")
def axe() -> Callable[[Page], None]:
    """Fail with the list of faults that axe-core finds on a page and in each of its frames."""
    checker = Axe()
    seen: set[tuple[str, str]] = set()

    def is_new(frame: Frame) -> bool:
        """Whether to look at a frame: the LMS's page around the tool is the same at each step, so once is enough."""
        width = str(frame.page.viewport_size)
        if frame.parent_frame is None and len(frame.page.frames) > 1:
            known = (frame.url, width) in seen
            seen.add((frame.url, width))
            return not known
        return frame.url.startswith("http")  # a frame below the fold has not been loaded yet

    def check(page: Page) -> None:
        for frame in page.frames:
            if frame.url.startswith("http"):  # what is on its way is dimmed
                frame.wait_for_function("() => !document.querySelector('[aria-busy=true]')")
        # The checker itself stays in the page it is given: a frame of another site has to be asked by name.
        faults = [
            f"{fault['id']}: {fault['help']} – {[node['target'] for node in fault['nodes']]} ({frame.url})"
            for frame in page.frames
            if is_new(frame)
            for fault in checker.run(frame, options=RULES).response["violations"]
        ]
        assert not faults, "\n".join(faults)

    return check


@dataclass
class Person:
    """Someone who uses the practice LMS in one tab."""

    page: Page
    demo: Demo

    def open_activity(self, course: str = "win-winternship", activity: str = "check") -> Frame:
        self.page.goto(f"{self.demo.lms}/courses/{course}/activities/{activity}/")
        return self.tool_frame()

    def tool_frame(self) -> Frame:
        """The tool's page in the frame, once its block has started."""
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline:
            for frame in self.page.frames:
                if frame.url.startswith(self.demo.tool) and "/l/" in frame.url:
                    frame.wait_for_selector(READY)
                    return frame
            self.page.wait_for_timeout(100)
        raise AssertionError(f"no launch in the frame: {[frame.url for frame in self.page.frames]}")

    def grade(self, course: str = "win-winternship", person: str = "bo") -> str:
        self.page.goto(f"{self.demo.lms}/courses/{course}/grades/")
        return self.page.locator(f"tr[data-person={person}]").inner_text()


@pytest.fixture
def sign_in(demo: Demo, window: Callable[..., BrowserContext]) -> Callable[..., Person]:
    """Sign in at the practice LMS: `sign_in("bo", size=PHONE, language="nl")`."""

    def make(
        name: str,
        *,
        size: dict[str, int] = DESKTOP,
        language: str = "en",
        context: BrowserContext | None = None,
    ) -> Person:
        page = (context or window(size)).new_page()
        page.goto(f"{demo.lms}/")
        label = {"nl": "Nederlands", "en": "English"}[language]
        page.get_by_role("button", name=label).click()
        page.locator(f"button[value={name}]").click()
        return Person(page, demo)

    return make

"""The trial in a real Open edX, as far as it goes without one: what it sends, and what it sees in what comes back."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib.machinery import SourceFileLoader
from importlib.util import module_from_spec, spec_from_loader
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from winternship_export.pack import Files, tar_gzipped, unpacked
from winternship_export.source import read_course

TOOL = Path(__file__).parents[2] / "tools" / "try_open_edx"


@pytest.fixture(scope="module")
def tool() -> Any:
    loader = SourceFileLoader("try_open_edx", str(TOOL))
    spec = spec_from_loader(loader.name, loader)
    assert spec
    module = module_from_spec(spec)
    loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def sent(tool: Any) -> Files:
    return unpacked(tool.package_of(read_course("win", "en").only(["W1", "W5"]), "blocks"))


def as_studio_exports(files: Files) -> Files:
    """The same course in the way of ``xml_exporter``: the root as a pointer, indented, with attributes of its own."""
    exported = dict(files)
    root = etree.fromstring(files["course/course.xml"])
    chapters = etree.Element("course", {"display_name": "Win", "wiki_slug": "x"})
    chapters.extend(list(root))
    exported["course/course/course.xml"] = etree.tostring(chapters, pretty_print=True)
    exported["course/course.xml"] = etree.tostring(root)
    for name, data in files.items():
        if name.startswith("course/vertical/"):
            element = etree.fromstring(data)
            for kid in element.iter("winternship_lesson"):
                kid.set("xblock-family", "xblock.v1")
            etree.indent(element)
            exported[name] = etree.tostring(element)
        if name.startswith("course/problem/"):
            exported[name] = etree.tostring(etree.fromstring(data), pretty_print=True)
    return exported


def faults(tool: Any, sent: Files, received: Files) -> list[str]:
    return [what for fault, what in tool.differences(sent, received) if fault]


def test_what_studio_adds_is_no_fault(tool: Any, sent: Files) -> None:
    found = list(tool.differences(sent, as_studio_exports(sent)))

    assert [what for fault, what in found if fault] == []
    assert any("got display_name, wiki_slug" in what for _, what in found)
    assert any(what.endswith("got xblock-family") for _, what in found)


def test_what_is_lost_on_the_way_is_told(tool: Any, sent: Files) -> None:
    received = as_studio_exports(sent)
    page = next(name for name in received if name.startswith("course/html/") and name.endswith(".html"))
    problem = next(name for name in received if name.startswith("course/problem/"))
    sequence = next(
        name for name in received if name.startswith("course/sequential/") and b"graded" in received[name]
    )
    received[page] = b"<p>other</p>"
    received[problem] = received[problem].replace(b'correct="true"', b'correct="false"')
    received[sequence] = received[sequence].replace(b"relative_weeks_due", b"due")
    received.pop("course/static/winternship-course.png")
    told = faults(tool, sent, received)

    assert len(told) == 4
    assert f"{page[7:-5]} has another content" in told
    assert f"{problem[7:-4]} has another content" in told
    assert f"{sequence[7:-4]} lost or changed relative_weeks_due" in told
    assert "course/static/winternship-course.png is gone or another" in told


def test_both_versions_are_sent_and_held_against_what_came_back(
    tool: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    received: list[Files] = []

    def there_and_back(package: bytes) -> bytes:
        received.append(unpacked(package))
        return tar_gzipped(as_studio_exports(unpacked(package)))

    course = read_course("win", "en").only(["W1", "W4", "W5"])
    assert tool.trial(course, "paper", there_and_back) == 0
    before, after = (tool.blocks_of(files)[0] for files in received)
    assert len(set(before) - set(after)) > 0, "the second has a module less"
    assert set(after) <= set(before), "and no block of another name"
    assert capsys.readouterr().out.count("0 faults") == 2


def test_a_platform_that_keeps_what_was_removed_is_found_out(tool: Any) -> None:
    kept: list[bytes] = []

    def forgetful(package: bytes) -> bytes:
        kept.append(package)
        return kept[0]

    assert tool.trial(read_course("win", "en").only(["W1", "W4", "W5"]), "paper", forgetful) > 0


def test_its_help_says_that_it_is_run_by_hand() -> None:
    said = subprocess.run([sys.executable, TOOL, "--help"], capture_output=True, text=True, check=True).stdout

    assert "By hand only" in said
    assert "STUDIO_COOKIE" in said


class _Studio(BaseHTTPRequestHandler):
    """The pages of Studio that the trial uses, as its code has them: CSRF token, import and its task, export."""

    course = "/course-v1:VIPatWork+WIN-EN+course"
    package = b""
    polled = 0

    def do_GET(self) -> None:
        answers: dict[str, tuple[str, object]] = {
            f"/import{self.course}": ("html", ""),
            f"/api/courses/v0/import{self.course}/?task_id=t1": ("json", {"state": self._state()}),
            f"/export_status{self.course}": (
                "json",
                {"ExportStatus": 3, "ExportOutput": f"/export_output{self.course}"},
            ),
            f"/export_output{self.course}": ("file", _Studio.package),
        }
        self._answer(*answers[self.path])

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        assert self.headers["X-CSRFToken"] == "tok"
        assert "studio_session_id=me" in self.headers["Cookie"]
        if self.path == f"/api/courses/v0/import{self.course}/":
            assert b'name="course_data"; filename="course.tar.gz"' in body
            head, _, rest = body.partition(b"\r\n\r\n")
            _Studio.package = rest[: rest.rindex(b"\r\n" + head.splitlines()[0])]
            self._answer("json", {"task_id": "t1"})
        else:
            assert self.path == f"/export{self.course}"
            self._answer("json", {"ExportStatus": 1})

    def _state(self) -> str:
        _Studio.polled += 1
        return "Succeeded" if _Studio.polled > 1 else "In Progress"

    def _answer(self, kind: str, what: object) -> None:
        self.send_response(200)
        if kind == "html":
            self.send_header("Set-Cookie", "csrftoken=tok; Path=/")
        self.end_headers()
        self.wfile.write(what if isinstance(what, bytes) else json.dumps(what).encode())

    def log_message(self, *_: object) -> None:
        """Quiet."""


def test_a_package_goes_through_the_pages_of_studio(tool: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tool, "PAUSE", 0)
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Studio)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        address = f"http://127.0.0.1:{server.server_port}"
        studio = tool.Studio(address, "course-v1:VIPatWork+WIN-EN+course", "studio_session_id=me")
        package = tool.package_of(read_course("win", "en").only(["W1"]), "paper")
        assert studio(package) == package
    finally:
        server.shutdown()
        server.server_close()


def test_a_platform_is_asked_by_its_own_commands(tool: Any, tmp_path: Path) -> None:
    """A ``manage.py`` that keeps the folder it is told to import, and gives it back without the outer one."""
    (tmp_path / "manage.py").write_text(
        "import shutil, sys\n"
        "_, cms, settings, command, *given = sys.argv\n"
        "assert (cms, settings) == ('cms', '--settings=tutor.production')\n"
        "if command == 'import': shutil.copytree(f'{given[0]}/{given[1]}', 'kept')\n"
        "else: assert given[0] == 'course-v1:a+b+course'; shutil.copytree('kept', given[1])\n"
    )
    platform = tool.Platform(tmp_path, sys.executable, "tutor.production", "course-v1:a+b+course")
    package = tool.package_of(read_course("win", "en").only(["W1"]), "paper")

    assert unpacked(platform(package)) == unpacked(package)
    with pytest.raises(tool.Trouble, match=r"(?s)manage\.py import: .*File exists"):
        platform(package)

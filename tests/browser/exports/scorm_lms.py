"""An LMS around scorm-again, a real SCORM run time: it starts a package, keeps what it commits, and starts it again."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from lxml import etree
from playwright.sync_api import BrowserContext, Frame, Page

from tests.browser.exports.site import Reply, Site, as_json, package
from winternship_export.pack import Files

PLAYER = Path(__file__).resolve().parents[3] / "var/node/node_modules/scorm-again/dist"
APIS = {"scorm12": ("Scorm12API", "API", "LMS"), "scorm2004": ("Scorm2004API", "API_1484_11", "")}
# Every call is written down with the error that it left behind.
LMS = """
const { maker, name, prefix, stored, initial, frame } = JSON.parse(document.body.dataset.lms);
const api = new window[maker]({ lmsCommitUrl: "/commit", logLevel: 5 });
if (stored) api.loadFromJSON(stored, "");
for (const [element, value] of Object.entries(initial)) api.loadFromJSON(value, element);
const verbs = ["Initialize", name === "API" ? "Finish" : "Terminate", "GetValue", "SetValue", "Commit"];
window.calls = [];
window[name] = {};
for (const verb of verbs) {
  window[name][prefix + verb] = (...values) => {
    const result = api[prefix + verb](...values);
    window.calls.push([verb, values, result, String(api[`${prefix}GetLastError`]())]);
    return result;
  };
}
const element = document.createElement("iframe");
element.src = frame;
document.body.append(element);
"""


@dataclass
class Lms:
    """One learner in one package."""

    standard: str
    site: Site
    context: BrowserContext
    initial: dict[str, Any] = field(default_factory=dict)
    stored: dict[str, Any] | None = None
    commits: int = 0
    is_failing: bool = False
    frame_source: str = "/content/index.html"
    log: list[str] = field(default_factory=list)

    def handle(self, method: str, path: str, headers: dict[str, str], body: bytes) -> Reply | None:
        if method == "POST" and path == "/commit":
            if self.is_failing:
                return Reply(500, as_json({"result": False, "errorCode": 101}))
            self.stored, self.commits = json.loads(body), self.commits + 1
            return Reply(200, as_json({"result": True, "errorCode": 0}))
        if path == "/lms.html":
            return Reply(200, self.page_source().encode(), "text/html")
        return None

    def page_source(self) -> str:
        maker, name, prefix = APIS[self.standard]
        data = json.dumps(
            {
                "maker": maker,
                "name": name,
                "prefix": prefix,
                "stored": self.returning(),
                "initial": self.initial,
                "frame": self.frame_source,
            }
        ).replace('"', "&quot;")
        style = "<style>html,body,iframe{width:100%;height:98vh;border:0;margin:0}</style>"
        return (
            f'<!doctype html><html lang="en"><title>LMS</title>{style}<body data-lms="{data}">'
            '<script src="/player.js"></script><script src="/lms.js"></script>'
        )

    def returning(self) -> dict[str, Any] | None:
        """What was stored, as an LMS gives it back for a visit that was suspended."""
        if not self.stored:
            return None
        stored: dict[str, Any] = json.loads(json.dumps(self.stored))
        cmi = stored["cmi"]
        (cmi["core"] if self.standard == "scorm12" else cmi)["entry"] = "resume"
        return stored

    def open(self) -> tuple[Page, Frame]:
        """The package in its frame, once it has started."""
        page = self.context.new_page()
        page.on("pageerror", lambda error: self.log.append(str(error)))
        page.on("console", lambda said: self.log.append(said.text) if said.type == "error" else None)
        page.goto(f"{self.site.address}/lms.html")
        page.wait_for_function("() => window.frames.length")
        frame = next(one for one in page.frames if one.parent_frame)
        frame.locator(".wx-open").first.wait_for()
        return page, frame

    def leave(self, page: Page) -> dict[str, Any]:
        """Close the package as an LMS does, by taking its frame away; what is stored then."""
        before = self.commits
        page.evaluate("() => document.querySelector('iframe').remove()")
        while not self.is_failing and not (self.commits > before and self.says_goodbye()):
            page.wait_for_timeout(20)
        assert self.stored is not None
        cmi: dict[str, Any] = self.stored["cmi"]
        return cmi

    def says_goodbye(self) -> bool:
        """Whether the exit is stored, which the package tells last of all: so the rest is there too."""
        cmi = (self.stored or {}).get("cmi", {})
        return bool((cmi.get("core", {}) if self.standard == "scorm12" else cmi).get("exit"))

    def faults(self, page: Page) -> list[Any]:
        """The calls that left an error behind."""
        calls: list[list[Any]] = page.evaluate("() => window.calls")
        return [call for call in calls if call[3] != "0"]


def lms_with(
    standard: str, module: str, context: BrowserContext, files: Files | None = None, **options: Any
) -> Lms:
    """An LMS with this module in it, or with these files; the site still has to be served."""
    name = {"scorm12": "scorm12.js", "scorm2004": "scorm2004.js"}[standard]
    if not (PLAYER / name).exists():
        pytest.skip("scorm-again is not here: run tools/install_test_programs")
    site = Site(files or package(standard, module))
    site.pages = {"player.js": (PLAYER / name).read_bytes(), "lms.js": LMS.encode()}
    options.setdefault("initial", given_by_manifest(standard, site.package))
    lms = Lms(standard, site, context, **options)
    site.handlers.append(lms.handle)
    return lms


def given_by_manifest(standard: str, files: Files) -> dict[str, Any]:
    """What an LMS fills in before it starts a package: the pass mark of its manifest."""
    root = etree.fromstring(files["imsmanifest.xml"])
    if standard == "scorm12":
        mark = root.findtext(".//{http://www.adlnet.org/xsd/adlcp_rootv1p2}masteryscore")
        return {"cmi.student_data": {"mastery_score": mark}} if mark else {}
    mark = root.findtext(".//{http://www.imsglobal.org/xsd/imsss}minNormalizedMeasure")
    return {"cmi": {"scaled_passing_score": mark}} if mark else {}

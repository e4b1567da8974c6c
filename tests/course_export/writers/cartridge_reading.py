"""A cartridge read back from its bytes by the names in the specification, without a look at the writer's tables."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from lxml import etree, html

from winternship_export.course import Course
from winternship_export.formats import FORMATS
from winternship_export.losses import Losses
from winternship_export.options import Activities, Options
from winternship_export.pack import unpacked
from winternship_export.source import read_course

TOOL = "https://tool.example.org"
WAYS: dict[Activities, Options] = {"paper": Options(), "lti": Options("lti", TOOL)}
WHOLE = ("imscc", "imscc13")


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as a reader finds it; ``conditions``: choice, score, feedback and whether to go on."""

    ident: str
    title: str
    text: str
    choices: tuple[tuple[str, str], ...]
    conditions: tuple[tuple[str | None, float | None, tuple[str, ...], bool], ...]

    @property
    def right(self) -> list[str]:
        """The choices that get the whole score."""
        return [choice for choice, score, _, _ in self.conditions if choice and score == 100]

    def feedback(self, choice: str) -> str:
        """What the first condition that stops says to this choice."""
        return next(said[0] for one, _, said, goes_on in self.conditions if one == choice and not goes_on)

    @property
    def general(self) -> str:
        """What is said whatever was chosen."""
        return "".join(said[0] for one, _, said, goes_on in self.conditions if one is None and goes_on)


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the outline with the type and file of what it leads to."""

    title: str
    kind: str
    path: str


class Cartridge:
    """An unpacked cartridge."""

    def __init__(self, data: bytes) -> None:
        self.files = unpacked(data)
        self.manifest = self.xml("imsmanifest.xml")
        self.resources: dict[str, Any] = {
            one.get("identifier"): one for one in self.manifest.iterfind(".//{*}resources/{*}resource")
        }

    def xml(self, path: str) -> Any:
        return etree.fromstring(self.files[path])

    def page(self, path: str) -> Any:
        return html.document_fromstring(self.files[path].decode())

    def modules(self) -> list[tuple[str, list[Line]]]:
        """Title and lines of each module in order."""
        root = self.manifest.find(".//{*}organization/{*}item")
        return [
            (module.findtext("{*}title"), [self._line(one) for one in module.iterfind("{*}item")])
            for module in root.iterfind("{*}item")
        ]

    def lines(self, kind: str) -> list[Line]:
        """All lines that lead to resources of this kind: ``webcontent``, ``assessment``, ``imsdt``, ``imsbasiclti``."""
        return [one for _, lines in self.modules() for one in lines if kind in one.kind]

    def quizzes(self) -> dict[str, list[Asked]]:
        """The questions of each assessment by its file."""
        return {
            one.path: [_asked(item) for item in self.xml(one.path).iterfind(".//{*}item")]
            for one in self.lines("assessment")
        }

    def launches(self) -> list[tuple[str, str, dict[str, str]]]:
        """Title, address and custom values of each link to the tool, in order."""
        found = []
        for line in self.lines("imsbasiclti"):
            link = self.xml(line.path)
            custom = {one.get("name"): one.text for one in link.iterfind(".//{*}property")}
            found.append((link.findtext("{*}title"), link.findtext("{*}launch_url"), custom))
        return found

    def _line(self, item: Any) -> Line:
        resource = self.resources[item.get("identifierref")]
        return Line(item.findtext("{*}title"), resource.get("type"), resource.find("{*}file").get("href"))


@cache
def written(
    work: str, language: str, format_name: str, way: Activities = "paper"
) -> tuple[Course, Cartridge, Losses]:
    """The work in this format: its source, the package read back, and what it could not carry."""
    course, losses = read_course(work, language), Losses()
    kind = FORMATS[format_name]
    return course, Cartridge(kind.pack(kind.write(course, WAYS[way], losses))), losses


def read(course: Course, format_name: str = "imscc", way: Activities = "paper") -> tuple[Cartridge, Losses]:
    """The same for a course of one's own."""
    losses, kind = Losses(), FORMATS[format_name]
    return Cartridge(kind.pack(kind.write(course, WAYS[way], losses))), losses


def words(xhtml: str | None) -> str:
    """The words of a text that may hold markup."""
    if not (xhtml or "").strip():
        return ""
    return " ".join(html.fragment_fromstring(xhtml or "", create_parent="div").text_content().split())


def _asked(item: Any) -> Asked:
    said = {one.get("ident"): one.findtext(".//{*}mattext") for one in item.iterfind("{*}itemfeedback")}
    conditions = []
    for one in item.iterfind("{*}resprocessing/{*}respcondition"):
        score = one.findtext("{*}setvar")
        conditions.append(
            (
                one.findtext("{*}conditionvar/{*}varequal"),
                None if score is None else float(score),
                tuple(said[shown.get("linkrefid")] or "" for shown in one.iterfind("{*}displayfeedback")),
                one.get("continue") == "Yes",
            )
        )
    return Asked(
        ident=item.get("ident"),
        title=item.get("title"),
        text=words(item.findtext("{*}presentation/{*}material/{*}mattext")),
        choices=tuple(
            (one.get("ident"), one.findtext(".//{*}mattext")) for one in item.iterfind(".//{*}response_label")
        ),
        conditions=tuple(conditions),
    )

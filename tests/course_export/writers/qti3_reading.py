"""A package of QTI 3 questions read back from its bytes, and turned into the names of QTI 2.1 for its schema."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from lxml import etree

from winternship_export.course import Course, Question
from winternship_export.formats import FORMATS
from winternship_export.losses import Losses
from winternship_export.options import Options
from winternship_export.pack import unpacked
from winternship_export.source import read_course
from winternship_export.xhtml import plain

QTI3 = "http://www.imsglobal.org/xsd/imsqtiasi_v3p0"
QTI2P1 = "http://www.imsglobal.org/xsd/imsqti_v2p1"
# What 3.0 added to the text of 2.1: attributes from HTML 5, and a body around the text of rubrics and feedback.
_NEW = re.compile(r"data-|aria-|role$")


class Package:
    """An unpacked package."""

    def __init__(self, data: bytes) -> None:
        self.files = unpacked(data)
        self.manifest = etree.fromstring(self.files["imsmanifest.xml"])

    def of_type(self, kind: str) -> list[tuple[str, Any]]:
        """Path and root of the resources of a type: ``item`` or ``test``, in the manifest's order."""
        return [
            (one.get("href"), etree.fromstring(self.files[one.get("href")]))
            for one in self.manifest.iterfind(".//{*}resource")
            if one.get("type") == f"imsqti_{kind}_xmlv3p0"
        ]


@cache
def written(work: str, language: str) -> tuple[Course, Package, Losses]:
    """The work as questions: its source, the package read back, and what it left out."""
    course = read_course(work, language)
    return (course, *read(course))


def read(course: Course) -> tuple[Package, Losses]:
    """The same for a course of one's own."""
    losses, kind = Losses(), FORMATS["qti3"]
    return Package(kind.pack(kind.write(course, Options(), losses))), losses


def quizzes(course: Course) -> list[tuple[str, tuple[Question, ...], bool]]:
    """Title, questions and whether it can be passed, of all that should be a test, in reading order."""
    found = []
    for section in course.sections:
        for lesson in section.lessons:
            found += [(task.title, task.questions, False) for task in lesson.tasks if task.questions]
        if section.quiz:
            found.append(("", section.quiz, True))
    return found


def as_asked(item: Any) -> tuple[Any, ...]:
    """What a learner reads of an item: text, choices with what is said to each, and which is right."""
    said = {one.get("identifier"): words(one) for one in item.iterfind("{*}qti-modal-feedback")}
    choices = [
        (one.get("identifier"), one.text, said.get(one.get("identifier"), ""))
        for one in item.iter("{*}qti-simple-choice")
    ]
    right = [one.text for one in item.iterfind(".//{*}qti-correct-response/{*}qti-value")]
    return item.findtext(".//{*}qti-prompt"), choices, right


def as_written(question: Question) -> tuple[Any, ...]:
    """The same of the source."""
    choices = [
        (
            f"choice_{one.name}",
            one.text,
            " ".join(filter(None, [" ".join(one.feedback.split()), squeezed(question.basis)])),
        )
        for one in question.choices
    ]
    return question.text, choices, [f"choice_{question.right}"]


def words(element: Any) -> str:
    """The words of an element, those of each block apart."""
    return " ".join(" ".join(element.itertext()).split())


def squeezed(xhtml: str) -> str:
    """The words of a fragment, those of each block apart."""
    return plain(xhtml.replace("</p>", "</p> ")) if xhtml else ""


def as_qti2p1(root: Any) -> Any:
    """The document under the names of 2.1: ``qti-`` and hyphens go, and what 3.0 added."""
    copy = etree.fromstring(etree.tostring(root))
    for element in list(copy.iter(etree.Element)):
        name = etree.QName(element).localname
        if name == "qti-content-body":
            _unwrap(element)
            continue
        element.tag = f"{{{QTI2P1}}}{_camel(name.removeprefix('qti-')) if name.startswith('qti-') else name}"
        for attribute in list(element.attrib):
            if _NEW.match(attribute):
                del element.attrib[attribute]
            elif "-" in attribute and not attribute.startswith("{"):
                element.set(_camel(attribute), element.attrib.pop(attribute))
    return etree.fromstring(etree.tostring(copy).replace(QTI3.encode(), QTI2P1.encode()))


def _camel(name: str) -> str:
    first, *rest = name.split("-")
    return first + "".join(part.capitalize() for part in rest)


def _unwrap(element: Any) -> None:
    parent = element.getparent()
    for kid in list(element):
        element.addprevious(kid)
    parent.remove(element)

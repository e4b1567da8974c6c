"""The package: items, tests, and the manifest that names them (QTI 3.0 Packaging, 2)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from winternship_export import texts
from winternship_export.course import Course
from winternship_export.errors import ExportError, OptionError
from winternship_export.ids import Distinct, xml_id
from winternship_export.losses import Losses
from winternship_export.options import Options
from winternship_export.pack import Files
from winternship_export.pages import quiz_title
from winternship_export.writers.qti3.items import item
from winternship_export.writers.qti3.quizzes import Quiz, assessment_test
from winternship_export.writers.qti3.reasons import tell_losses
from winternship_export.xmlkit import Element, Maker, dump

PACKAGE: Final = "http://www.imsglobal.org/xsd/qti/qtiv3p0/imscp_v1p1"
LOM: Final = "http://ltsc.ieee.org/xsd/LOM"
ITEM: Final = "imsqti_item_xmlv3p0"
TEST: Final = "imsqti_test_xmlv3p0"


def write(course: Course, options: Options, losses: Losses) -> Files:
    """The questions of the course. Raises :class:`OptionError` if there are none."""
    tests = list(_tests(course, options))
    if not tests:
        keys = ", ".join(section.key for section in course.sections)
        raise OptionError(
            f"there are no questions in {keys}; choose modules with a quiz",
            f"er zijn geen vragen in {keys}; kies modules met een toets",
        )
    tell_losses(course, losses)
    package = _Package(course)
    for one in tests:
        package.add(one)
    return package.finished()


def _tests(course: Course, options: Options) -> Iterator[Quiz]:
    """Exercises where they are in the course, each quiz after its module's lessons."""
    intro = texts.QUIZ_INTRO.in_language(course.language)
    for section in course.sections:
        for lesson in section.lessons:
            for task in lesson.tasks:
                if task.questions:
                    yield Quiz(task.key, task.title, task.intro, task.questions, case=task.case)
        if section.quiz:
            title = quiz_title(section, course.language)
            yield Quiz(f"{section.key}-quiz", title, intro, section.quiz, pass_mark=options.pass_mark)


class _Package:
    """A package while it is made."""

    def __init__(self, course: Course) -> None:
        self._course = course
        self._id = Distinct(xml_id, course.key)
        self._files: Files = {}
        self._resources: list[Element] = []
        self._made = Maker(PACKAGE)

    def add(self, made_of: Quiz) -> None:
        """A test with its items."""
        items: list[tuple[str, str]] = []
        for question in made_of.questions:
            identifier, path = self._id("qti3", "item", question.key), f"items/{question.key}.xml"
            self._put(ITEM, identifier, path, item(identifier, question, self._course.language, made_of.case))
            items.append((identifier, f"../{path}"))
        identifier = self._id("qti3", "test", made_of.key)
        data = assessment_test(identifier, made_of, items, self._course.notice, self._course.language)
        self._put(TEST, identifier, f"tests/{made_of.key}.xml", data, [one for one, _ in items])

    def finished(self) -> Files:
        """All files, with the manifest."""
        made = self._made
        manifest = made(
            "manifest",
            self._metadata(),
            made("organizations"),
            made("resources", self._resources),
            identifier=self._id("qti3", "manifest"),
        )
        return {"imsmanifest.xml": dump(manifest), **self._files}

    def _put(
        self, kind: str, identifier: str, path: str, data: bytes, needs: list[str] | None = None
    ) -> None:
        if path in self._files:
            raise ExportError(f"two files of the package would be called {path!r}; rename one of the keys")
        self._files[path] = data
        made = self._made
        depend = [made("dependency", identifierref=one) for one in needs or ()]
        self._resources.append(
            made("resource", made("file", href=path), depend, identifier=identifier, type=kind, href=path)
        )

    def _metadata(self) -> Element:
        made, lom, course = self._made, Maker(LOM), self._course

        def said(tag: str, text: str) -> Element:
            return lom(tag, lom("string", text, language=course.language))

        general = lom(
            "general",
            said("title", course.title),
            lom("language", course.language),
            said("description", course.intro),
            said("description", course.subtitle),
            said("description", course.notice),
        )
        return made(
            "metadata",
            made("schema", "QTI Package"),
            made("schemaversion", "3.0.0"),
            lom("lom", general),
        )

"""SCORM 1.2 and 2004: one package is one SCO with all its pages, so that one grade and one place are kept.

Sources: SCORM 1.2 Content Aggregation Model 2.3; SCORM 2004 4th Edition CAM 3.4 and SN 3.
The identifier of the item is stable: Moodle keeps what learners did by it, also when a package is replaced.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from winternship_core.text import Text
from winternship_export.course import Course
from winternship_export.ids import guid, xml_id
from winternship_export.losses import Losses
from winternship_export.options import Options
from winternship_export.pack import Files
from winternship_export.screens.shortfalls import note_common
from winternship_export.screens.single_page import INDEX, has_quiz, package_title, single_page
from winternship_export.texts import EXCHANGE_PROMPT
from winternship_export.xmlkit import Element, Maker, dump

MANIFEST: Final = "imsmanifest.xml"
ADLCP_1P2: Final = "http://www.adlnet.org/xsd/adlcp_rootv1p2"
ADLCP_2004: Final = "http://www.adlnet.org/xsd/adlcp_v1p3"
IMSSS: Final = "http://www.imsglobal.org/xsd/imsss"
_1P2: Final = Maker("http://www.imsproject.org/xsd/imscp_rootv1p1p2", adlcp=ADLCP_1P2)
_2004: Final = Maker("http://www.imsglobal.org/xsd/imscp_v1p1", adlcp=ADLCP_2004, imsss=IMSSS)
_LITTLE_ROOM: Final = (
    Text(
        "SCORM 1.2 heeft ruimte voor 4096 tekens per deelnemer: lange formulieren worden niet helemaal bewaard.",
        "SCORM 1.2 has room for 4,096 characters a learner: long forms are not kept in full.",
    ),
    Text(
        "Bij de opdracht staat dan dat je moet afdrukken of kopiëren wat je invult; kies SCORM 2004 voor meer ruimte.",
        "The activity then says to print or copy what was filled in; choose SCORM 2004 for more room.",
    ),
)


_NO_SCORE: Final = (
    Text(
        "Een module zonder toets heeft geen score; sommige leeromgevingen tonen dan 0%.",
        "A module without a test has no score; some learning environments then show 0%.",
    ),
    Text(
        "Laat het voltooien tellen: kies in Moodle als beoordelingsmethode de leerobjecten.",
        "Let completion count: in Moodle choose learning objects as the grading method.",
    ),
)


@dataclass(frozen=True, slots=True)
class _Edition:
    """What one edition of SCORM writes in its own way."""

    standard: str
    m: Maker
    schema_version: str
    scorm_type: str  # 1.2 wrote it in small letters; a reader of one edition does not see that of the other

    def manifest(self, course: Course, rules: Element | None, names: list[str]) -> Element:
        """The manifest; ``rules``: how the item is judged, ``names``: all files of the package."""
        m, title = self.m, package_title(course)
        organisation, unit = _id(course, "organisation"), _id(course, "sco")
        item = m(
            "item",
            m("title", title),
            rules,
            identifier=_id(course, "item"),
            identifierref=unit,
            isvisible="true",
        )
        files = [m("file", href=name) for name in names]
        return m(
            "manifest",
            m("metadata", m("schema", "ADL SCORM"), m("schemaversion", self.schema_version)),
            m(
                "organizations",
                m("organization", m("title", title), item, identifier=organisation),
                default=organisation,
            ),
            m(
                "resources",
                m(
                    "resource",
                    {self.scorm_type: "sco"},
                    files,
                    identifier=unit,
                    type="webcontent",
                    href=INDEX,
                ),
            ),
            identifier=_id(course, "manifest"),
            version="1.0",
        )


_EDITION_1P2: Final = _Edition("scorm12", _1P2, "1.2", "adlcp:scormtype")
_EDITION_2004: Final = _Edition("scorm2004", _2004, "2004 4th Edition", "adlcp:scormType")


def write_1p2(course: Course, options: Options, losses: Losses) -> Files:
    """A SCORM 1.2 package; it may hold one module or more."""
    losses.changed("work", course.key, *_LITTLE_ROOM)
    mark = _1P2("adlcp:masteryscore", str(options.pass_mark)) if has_quiz(course) else None
    _note(course, losses)
    return _package(course, options, _EDITION_1P2, mark)


def write_2004(course: Course, options: Options, losses: Losses) -> Files:
    """A SCORM 2004 4th Edition package; it may hold one module or more."""
    _note(course, losses)
    return _package(course, options, _EDITION_2004, _sequencing(course, options))


def _note(course: Course, losses: Losses) -> None:
    note_common(course, losses, EXCHANGE_PROMPT)
    if not has_quiz(course):
        for section in course.sections:
            losses.changed("work", section.key, *_NO_SCORE)


def _package(course: Course, options: Options, edition: _Edition, rules: Element | None) -> Files:
    keys = [section.key for section in course.sections]
    files = single_page(course, options, edition.standard, f"urn:uuid:{guid(course.key, *keys)}")
    files[MANIFEST] = dump(edition.manifest(course, rules, sorted(files)))
    return files


def _id(course: Course, kind: str) -> str:
    return xml_id(course.key, kind, *(section.key for section in course.sections))


def _sequencing(course: Course, options: Options) -> Element:
    """The pass mark, and that the SCO itself says when it is complete (SN 3.10, 3.13)."""
    objectives = None
    if has_quiz(course):
        objectives = _2004(
            "imsss:objectives",
            _2004(
                "imsss:primaryObjective",
                _2004("imsss:minNormalizedMeasure", f"{options.pass_mark / 100:g}"),
                objectiveID=_id(course, "objective"),
                satisfiedByMeasure="true",
            ),
        )
    control = _2004("imsss:deliveryControls", completionSetByContent="true", objectiveSetByContent="true")
    return _2004("imsss:sequencing", objectives, control)

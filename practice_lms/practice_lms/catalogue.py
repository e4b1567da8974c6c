"""Who and what the practice LMS starts with, as plain data: made-up people, two courses, their activities."""

from __future__ import annotations

from typing import Final, NamedTuple

ASSESSMENT: Final = "winternship_self_assessment"
LESSON: Final = "winternship_lesson"
BOARD_BLOCK: Final = "winternship_board"


class PersonRow(NamedTuple):
    """A made-up person; all have an address under `.example`, which reaches nobody (RFC 2606)."""

    slug: str
    name: str
    kind: str
    organisation: str = ""


class ActivityRow(NamedTuple):
    """An activity: `block` is the entry point the tool is asked to show, `fields` are its settings there."""

    slug: str
    title_en: str
    title_nl: str
    graded: bool
    block: str = ASSESSMENT
    fields: tuple[tuple[str, str], ...] = ()


class CourseRow(NamedTuple):
    """A course with its activities."""

    slug: str
    title_en: str
    title_nl: str
    activities: tuple[ActivityRow, ...]


PEOPLE: Final = (
    PersonRow("sam", "Sam Smit", "student"),
    PersonRow("bo", "Bo de Bakker", "owner", "Bakery De Korenaar"),
    PersonRow("tess", "Tess van Trier", "trainer", "Bakery De Korenaar"),
    PersonRow("dana", "Dana Docent", "teacher"),
    PersonRow("mika", "Mika Maas", "broker"),
)

CHECK = ActivityRow("check", "Internship check", "Stagescan", graded=True)
COURSE = ActivityRow(
    "lessons",
    "The course: lessons",
    "De cursus: lessen",
    graded=True,
    block=LESSON,
    fields=(("work", "win"),),
)
BROKERS = ActivityRow(
    "brokers",
    "Training for brokers",
    "Training voor bemiddelaars",
    graded=False,
    block=LESSON,
    fields=(("work", "broker"),),
)
HANDBOOK = ActivityRow(
    "handbook",
    "Handbook: info points",
    "Handboek: infopunten",
    graded=False,
    block=LESSON,
    fields=(("work", "handbook"),),
)
BLUEPRINT = ActivityRow(
    "blueprint",
    "Blueprint: partnerships",
    "Blauwdruk: partnerschappen",
    graded=False,
    block=LESSON,
    fields=(("work", "blueprint"),),
)
BOARD = ActivityRow("board", "Placement board", "Stagebord", graded=False, block=BOARD_BLOCK)
TRIAL = ActivityRow("trial", "Internship check, just to try", "Stagescan, om te proberen", graded=False)

COURSES: Final = (
    CourseRow(
        "win-winternship",
        "Win-Winternship (practice course)",
        "Win-Winternship (oefencursus)",
        (CHECK, TRIAL, COURSE, BOARD),
    ),
    CourseRow(
        "info-point",
        "For brokers and info points (practice course)",
        "Voor bemiddelaars en infopunten (oefencursus)",
        (BROKERS, HANDBOOK, BLUEPRINT),
    ),
    CourseRow(
        "second-group",
        "Win-Winternship, second group (practice course)",
        "Win-Winternship, tweede groep (oefencursus)",
        (CHECK, TRIAL),
    ),
)

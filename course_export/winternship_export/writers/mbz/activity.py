"""The files of one activity: its own, its place in the course, its grade, and what else of the backup it needs."""

from __future__ import annotations

from typing import Final

from winternship_export.pack import Files
from winternship_export.writers.mbz import stored
from winternship_export.writers.mbz.addresses import Numbers
from winternship_export.writers.mbz.elements import HTML_FORMAT, NOW, VERSION, fields, make
from winternship_export.writers.mbz.questions import Banks
from winternship_export.writers.mbz.units import Completion, Unit
from winternship_export.xmlkit import Element, dump

# completion, completionview, completionpassgrade, completiongradeitemnumber of course_modules
_COMPLETION: Final[dict[Completion, tuple[int, int, int, int | None]]] = {
    "none": (0, 0, 0, None),
    "view": (2, 1, 0, None),
    "pass": (2, 0, 1, 0),
    "attempt": (2, 0, 0, None),  # the quiz itself asks for one attempt
}
NO_ROLES: Final = dump(make("roles", make("role_overrides"), make("role_assignments")))


def directory(numbers: Numbers, unit: Unit) -> str:
    """The folder of an activity."""
    return f"activities/{unit.kind}_{numbers('unit', unit.key)}"


class ActivityFiles:
    """Writes the folders of activities."""

    def __init__(self, numbers: Numbers) -> None:
        self._numbers, self._banks = numbers, Banks(numbers)
        self._graded = 1  # the first column of the gradebook is the course's own

    def of(self, unit: Unit, section: str, number: int) -> Files:
        """All files of a unit in this section."""
        folder = directory(self._numbers, unit)
        made = {
            unit.kind: self._own(unit),
            "module": self._module(unit, section, number),
            "grades": make(
                "activity_gradebook", make("grade_items", self._grade(unit)), make("grade_letters")
            ),
            "inforef": self._inforef(unit),
        }
        return {f"{folder}/{name}.xml": dump(root) for name, root in made.items()} | {
            f"{folder}/roles.xml": NO_ROLES
        }

    def _own(self, unit: Unit) -> Element:
        columns = fields(name=unit.name, intro=unit.intro, introformat=HTML_FORMAT, **unit.columns)
        columns += fields(timecreated=NOW, timemodified=NOW)
        slots = self._banks.slots(unit, unit.bank) if unit.bank else []
        number = self._numbers("instance", unit.key)
        return make(
            "activity",
            make(unit.kind, columns, slots, id=number),
            id=number,
            moduleid=self._numbers("unit", unit.key),
            modulename=unit.kind,
            contextid=self._numbers("context", unit.key),
        )

    def _module(self, unit: Unit, section: str, number: int) -> Element:
        completion, viewed, passed, item = _COMPLETION[unit.completion]
        columns = fields(
            modulename=unit.kind,
            sectionid=self._numbers("section", section),
            sectionnumber=number,
            idnumber=unit.key,
            added=NOW,
            score=0,
            indent=0,
            visible=1,
            visibleoncoursepage=1,
            visibleold=1,
            groupmode=0,
            groupingid=0,
            completion=completion,
            completiongradeitemnumber=item,
            completionpassgrade=passed,
            completionview=viewed,
            completionexpected=0,
            availability=None,
            showdescription=int(unit.shows_intro),
            downloadcontent=1,
            lang="",
        )
        return make("module", columns, make("tags"), id=self._numbers("unit", unit.key), version=VERSION)

    def _grade(self, unit: Unit) -> Element | None:
        if unit.grade is None:
            return None
        self._graded += 1
        columns = fields(
            categoryid=None,
            itemname=unit.name,
            itemtype="mod",
            itemmodule=unit.kind,
            iteminstance=self._numbers("instance", unit.key),
            itemnumber=0,
            iteminfo=None,
            idnumber=unit.key,
            calculation=None,
            gradetype=1,  # GRADE_TYPE_VALUE
            grademax=float(unit.grade.highest),
            grademin=0.0,
            scaleid=None,
            outcomeid=None,
            gradepass=float(unit.grade.passed),
            multfactor=1.0,
            plusfactor=0.0,
            aggregationcoef=0.0,
            aggregationcoef2=0.0,
            weightoverride=0,
            sortorder=self._graded,
            display=0,
            decimals=None,
            hidden=0,
            locked=0,
            locktime=0,
            needsupdate=0,
            timecreated=NOW,
            timemodified=NOW,
        )
        return make("grade_item", columns, make("grade_grades"), id=self._numbers("grade item", unit.key))

    def _inforef(self, unit: Unit) -> Element:
        files = [stored.row_id(self._numbers, unit, area, picture) for area, picture in unit.pictures]
        grades = [self._numbers("grade item", unit.key)] if unit.grade else []
        categories = self._banks.category_ids(unit) if unit.bank else ()
        return make(
            "inforef",
            make("fileref", [make("file", fields(id=one)) for one in files]) if files else None,
            make("grade_itemref", [make("grade_item", fields(id=one)) for one in grades]) if grades else None,
            make("question_categoryref", [make("question_category", fields(id=one)) for one in categories])
            if categories
            else None,
        )

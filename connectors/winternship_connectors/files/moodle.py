"""The form ``moodle``: the file of Moodle's enrolment method *Flat file* (``enrol_flatfile``), for one course.

Six fields a line without a header: operation, role, idnumber of the user, idnumber of the course, start and end in
seconds since 1970. Moodle splits at each comma and knows no quotes.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from typing import Any, Final

from winternship_connectors.clock import AMSTERDAM
from winternship_connectors.contract import Fields, Settings
from winternship_connectors.errors import Rejected
from winternship_connectors.oneroster.roster import LIVE
from winternship_connectors.records import Record, State

_ORDER: Final = ("operation", "role", "user", "course", "starts_at", "ends_at")
# A field that Moodle reads as it stands: it splits at each comma, and trims what is around.
CELL: Final = r"[^\s,\x00-\x1f](?:[^,\x00-\x1f]*[^\s,\x00-\x1f])?"


class Flatfile:
    """Each file has every enrolment, so that a student with two placements in a course is not taken out of it."""

    part: Final = "enrolment"
    suffix: Final = ".txt"

    def problems(self, config: Mapping[str, Any]) -> Mapping[str, str]:
        """Nothing that the schema does not say."""
        return {}

    def is_whole(self, config: Mapping[str, Any]) -> bool:
        """Always; Moodle updates an enrolment that is there."""
        return True

    def row(self, settings: Settings, record: Record, *, is_there: bool) -> Fields | None:
        """``add`` for what is confirmed; what ended keeps its row, once more with its real end when that is another.

        Raises Rejected without a student number that Moodle can read.
        """
        if record.state in LIVE or (record.state is State.ENDED and is_there):
            first, last = record.period.starts_on, record.period.ended_on or record.period.ends_on
            # The end of the last day, so that Moodle shows that day and not the one after.
            ends_at = dt.datetime.combine(max(first, last), dt.time(23, 59, 59), AMSTERDAM)
            starts_at = dt.datetime.combine(first, dt.time(), AMSTERDAM)
            times = {"starts_at": int(starts_at.timestamp()), "ends_at": int(ends_at.timestamp())}
            return {"operation": "add", **_who(settings, record), **times}
        return None

    def last(self, settings: Settings, record: Record | None, object_id: str) -> Fields:
        """``del`` while the board knows whose it was; of an erased placement nobody does, and its end time ends it.

        It has no times: Moodle would wait for a start that is still to come.
        """
        return {} if record is None else {"operation": "del", **_who(settings, record)}

    def written(self, settings: Settings, rows: Sequence[Fields]) -> tuple[bytes, int]:
        """One line for a student in a course: of several placements the first start and the last end."""
        lines: dict[tuple[object, ...], dict[str, Any]] = {}
        for row in sorted(rows, key=lambda one: str(one["operation"])):  # `add` comes first, and stays
            who = (row["role"], row["user"], row["course"])
            line = lines.setdefault(who, dict(row))
            if row["operation"] == "add":
                line["starts_at"] = min(line["starts_at"], row["starts_at"])
                line["ends_at"] = max(line["ends_at"], row["ends_at"])
        told = [",".join(str(line[name]) for name in _ORDER if name in line) for line in lines.values()]
        return "".join(f"{line}\n" for line in sorted(told)).encode(), len(told)


def _who(settings: Settings, record: Record) -> dict[str, str]:
    number = record.student.number
    if number in {"", "0"}:  # Moodle takes a zero for nothing
        raise Rejected("student_number: received none, Moodle finds a user by it (idnumber)")
    if re.fullmatch(CELL, number) is None:
        raise Rejected("student_number: received one with a comma, a line end or a space around it")
    config = settings.config
    return {"role": config.get("moodle_role", "student"), "user": number, "course": config["moodle_course"]}

"""The form ``oneroster``: the confirmed placements as one package of OneRoster 1.2 CSV files, in bulk."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any, Final
from uuid import UUID

from winternship_connectors.contract import Fields, Settings
from winternship_connectors.errors import Rejected
from winternship_connectors.files.packages import package
from winternship_connectors.oneroster.roster import LIVE, Roster, School, built
from winternship_connectors.records import (
    Company,
    Hours,
    Period,
    Qualification,
    Record,
    State,
    Student,
    Supervisor,
)

# Where a package tells no time, and the first that a zip can tell.
_FIRST: Final = dt.datetime(1980, 1, 1, tzinfo=dt.UTC)


class OneRoster:
    """What is not confirmed (any more) is not in the package, which is how a reader in bulk learns that it is gone."""

    part: Final = "class"
    suffix: Final = ".zip"

    def problems(self, config: Mapping[str, Any]) -> Mapping[str, str]:
        """Nothing can be wrong."""
        return {}

    def is_whole(self, config: Mapping[str, Any]) -> bool:
        """Always [OneRoster 1.2 CSV binding: bulk]."""
        return True

    def row(self, settings: Settings, record: Record, *, is_there: bool) -> Fields | None:
        """All that the rosters tell of a placement; nothing once it has ended.

        A supervisor without a name is left out, since a name is asked. Raises Rejected for a student without one.
        """
        if record.state not in LIVE:
            return {} if record.state is State.ENDED and is_there else None
        if not record.student.name.strip():
            raise Rejected("student_name: received none, OneRoster asks one")
        trainers = settings.config.get("companies", False)
        told = (one for one in record.supervisors if trainers or one.role != "trainer")
        return flat(replace(record, supervisors=tuple(one for one in told if one.name.strip())))

    def last(self, settings: Settings, record: Record | None, object_id: str) -> Fields:
        """Its absence tells it."""
        return {}

    def written(self, settings: Settings, rows: Sequence[Fields]) -> tuple[bytes, int]:
        """The package, and how many placements are in it."""
        school = School(settings.school, settings.school_name or str(settings.school), _FIRST)
        made = Roster(settings.site, "", bool(settings.config.get("companies", False)))
        built((record_of(row, settings.school) for row in rows), school, made)
        return _zip({name: _csv(lines) for name, lines in package(made).items()}), len(rows)


def flat(record: Record) -> Fields:
    """The parts of a record that rosters are built from; ``record_of`` reads them back. No e-mail address is in it."""
    student, company, period = record.student, record.company, record.period
    return {
        "id": record.id,
        "uuid": str(record.uuid),
        "state": record.state.value,
        "student_id": student.local_id,
        "student_number": student.number,
        "student_name": student.name,
        "company_id": company.local_id,
        "company_name": company.name,
        "company_recognition_id": company.recognition_id,
        "company_kvk": company.kvk,
        "company_city": company.city,
        "crebo": record.qualification.crebo,
        "qualification": record.qualification.name,
        "starts_on": period.starts_on.isoformat(),
        "ends_on": period.ends_on.isoformat(),
        "ended_on": period.ended_on.isoformat() if period.ended_on else None,
        "hours_planned": record.hours.planned,
        "supervisors": json.dumps(
            [[one.role, one.local_id, one.name] for one in record.supervisors], ensure_ascii=False
        ),
    }


def record_of(fields: Fields, school: int) -> Record:
    """The record again, as far as rosters need it."""
    told: dict[str, Any] = dict(fields)
    company = {name: told[f"company_{name}"] for name in ("name", "recognition_id", "kvk", "city")}
    days = (told[name] and dt.date.fromisoformat(told[name]) for name in ("starts_on", "ends_on", "ended_on"))
    return Record(
        id=told["id"],
        uuid=UUID(told["uuid"]),
        rev=0,
        state=State(told["state"]),
        school=str(school),
        student=Student(told["student_id"], told["student_number"], told["student_name"]),
        company=Company(local_id=told["company_id"], **company),
        qualification=Qualification(told["crebo"], told["qualification"]),
        period=Period(*days),
        hours=Hours(told["hours_planned"]),
        supervisors=tuple(Supervisor(*one) for one in json.loads(told["supervisors"])),
    )


def _csv(lines: Iterable[Sequence[str]]) -> str:
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\r\n").writerows(lines)
    return out.getvalue()


def _zip(files: Mapping[str, str]) -> bytes:
    """The same bytes for the same files."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        for name, text in files.items():
            entry = zipfile.ZipInfo(name, _FIRST.timetuple()[:6])
            entry.compress_type, entry.create_system = zipfile.ZIP_DEFLATED, 3
            made.writestr(entry, text.encode())
    return out.getvalue()

"""The gradebook as a table: who may see which rows, and what a cell says."""

from __future__ import annotations

from typing import NamedTuple

from practice_lms.models import Activity, Course, Grade, Person


class Row(NamedTuple):
    """One person's line: a grade, or None, per graded activity in the table's order."""

    person: Person
    grades: list[Grade | None]


class Table(NamedTuple):
    """The graded activities of a course and the lines a viewer may see."""

    activities: list[Activity]
    rows: list[Row]


def gradebook_table(course: Course, viewer: Person) -> Table:
    """A teacher sees every learner, anyone else sees only themselves. Three queries, however many people."""
    activities = list(course.activities.filter(graded=True))
    learners = Person.objects.exclude(kind=Person.Kind.TEACHER).order_by("name")
    people = list(learners) if viewer.teaches else [viewer]
    grades = Grade.objects.filter(activity__in=activities, person__in=people)
    found = {(grade.person_id, grade.activity_id): grade for grade in grades}
    return Table(
        activities,
        [Row(person, [found.get((person.pk, activity.pk)) for activity in activities]) for person in people],
    )

"""Showing what a file would do, and doing it: the whole file is judged first, then each batch is done or not at all."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from winternship_board import clock
from winternship_board.actors import Actor, Standing, standing
from winternship_board.errors import BadValue, ImportRefused, NotAllowed, NotPossible, PlanChanged
from winternship_board.importing.columns import COLUMNS, Column
from winternship_board.importing.companies import plan_companies
from winternship_board.importing.finding import Place
from winternship_board.importing.mapping import check_headings, fit, remember, remembered
from winternship_board.importing.mistakes import Mistake
from winternship_board.importing.planning import CHANGED, NEW, Item, Plan
from winternship_board.importing.reading import Table, read_table
from winternship_board.importing.rows import Row, rows_of
from winternship_board.importing.students import plan_students
from winternship_board.importing.vacancies import plan_vacancies
from winternship_board.models import ImportedRow, ImportRun
from winternship_board.transactions import in_one_go
from winternship_board.writing_many import change_many, create_many
from winternship_core.placements import Role
from winternship_core.text import Text

BATCH_ROWS: Final = 2000
Progress = Callable[[int, int], None]
Planner = Callable[[Standing, Place, Sequence[Row]], Plan]

_PLANNERS: Final[Mapping[str, Planner]] = {
    "students": plan_students,
    "companies": plan_companies,
    "vacancies": plan_vacancies,
}
_ORDER: Final = ("organisation", "location", "contact", "accreditation", "student", "vacancy")
_MAY: Final[Mapping[str, frozenset[Role]]] = {
    "students": frozenset({Role.COORDINATOR, Role.SYSTEM}),
    "companies": frozenset({Role.BROKER, Role.COORDINATOR, Role.SYSTEM}),
    "vacancies": frozenset({Role.BROKER, Role.COORDINATOR, Role.SYSTEM}),
}
_ELSEWHERE: Final = Text(
    "Deze import is intussen verdergegaan of ongedaan gemaakt. Kijk bij de imports.",
    "This import went on meanwhile, or was undone. Look at the imports.",
)


@dataclass(frozen=True, slots=True)
class ShownRow:
    """What one row of the file would do with one object: ``does`` is create, change or same; ``fields`` change."""

    row: int
    kind: str
    does: str
    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Preview:
    """What a file would do. Nothing is done while there is a mistake; ``seen`` goes back with the real import."""

    rows: int
    counts: Mapping[str, Mapping[str, int]]
    shown: tuple[ShownRow, ...]
    mistakes: tuple[Mistake, ...]
    ignored: tuple[str, ...]
    encoding: str
    seen: str


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import did; ``run`` is its number, for the list of imports and for undoing."""

    run: int
    created: int
    changed: int
    unchanged: int


def import_columns(what: str) -> tuple[Column, ...]:
    """The columns that a file of ``students``, ``companies`` or ``vacancies`` may have, in order."""
    return COLUMNS[_known(what)]


def import_preview(
    actor: Actor,
    what: str,
    data: bytes,
    *,
    headings: Mapping[str, str] | None = None,
    school: int | None = None,
    region: str = "",
) -> Preview:
    """What a CSV file would do, and everything that is wrong with it; changes nothing.

    ``headings``: our column → the file's own heading, remembered for the place by :func:`import_apply`. Who may:
    students, the coordinator of the school; companies and vacancies, the broker or a coordinator of the region; the
    system, which names ``school`` or ``region``. Raises :class:`NotAllowed`, :class:`BadValue`.
    """
    who = standing(actor)
    plan, encoding = plan_of(who, what, data, place_of(who, what, school, region), headings)
    shown = tuple(ShownRow(one.line, one.kind, one.does, tuple(sorted(one.before))) for one in plan.items)
    mistakes = tuple(sorted(plan.mistakes, key=lambda one: (one.row, one.column)))
    return Preview(plan.rows, plan.counts(), shown, mistakes, plan.ignored, encoding, plan.digest())


def import_apply(
    actor: Actor,
    what: str,
    data: bytes,
    *,
    seen: str,
    headings: Mapping[str, str] | None = None,
    school: int | None = None,
    region: str = "",
    progress: Progress | None = None,
) -> Imported:
    """Do what a preview showed: ``seen`` is the preview's.

    Up to 2,000 rows are one transaction; a longer file goes in batches of so many, each done or not at all, counted in
    its run as it goes. What was interrupted goes on when the same file is imported again. ``progress`` hears of rows
    done and of all. Who may: as for :func:`import_preview`. Raises :class:`ImportRefused` with all mistakes,
    :class:`PlanChanged` when the board has changed since, and what :func:`import_preview` raises.
    """
    who = standing(actor)
    place = place_of(who, what, school, region)
    plan, _ = plan_of(who, what, data, place, headings)
    require_seen(plan, seen)
    if headings is not None:
        remember(place.key, what, headings)
    run = begin(who, what, data, place, plan.rows)
    try:
        for start in range(0, plan.rows, BATCH_ROWS):
            done = do_batch(actor, run, plan, start)
            if progress is not None:
                progress(done, plan.rows)
    except BaseException:
        ImportRun.objects.filter(pk=run).update(state="stopped", finished_at=clock.now())
        raise
    ImportRun.objects.filter(pk=run).update(state="done", finished_at=clock.now(), done=plan.rows)
    row = ImportRun.objects.get(pk=run)
    return Imported(run, row.created, row.changed, row.unchanged)


def place_of(who: Standing, what: str, school: int | None, region: str) -> Place:
    """Where this person may import; raises :class:`NotAllowed` for who may not, or not there."""
    if who.role not in _MAY[_known(what)]:
        raise NotAllowed(who.role, "import", what)
    if who.role is Role.SYSTEM:
        place = Place(school, region)
    else:
        place = Place(who.organisation_id if who.role is Role.COORDINATOR else None, who.region)
        elsewhere = (school is not None and school != place.organisation) or region not in {"", place.region}
        if elsewhere:
            raise NotAllowed(who.role, "import elsewhere", what)
    if not (place.organisation if what == "students" else place.region):
        raise BadValue("school" if what == "students" else "region", Text("vul dit in.", "fill this in."))
    return place


def _known(what: str) -> str:
    if what not in COLUMNS:
        choice = ", ".join(COLUMNS)
        raise BadValue("what", Text(f"kies uit: {choice}.", f"choose from: {choice}."))
    return what


def require_seen(plan: Plan, seen: str, done: int = 0) -> None:
    """Raises :class:`ImportRefused` for mistakes, :class:`PlanChanged` when what is left is not what was seen."""
    if plan.mistakes:
        raise ImportRefused(plan.mistakes)
    if plan.digest(done) != seen:
        raise PlanChanged


def plan_of(
    who: Standing, what: str, data: bytes, place: Place, headings: Mapping[str, str] | None
) -> tuple[Plan, str]:
    """What a file would do, and how its letters are written."""
    table = read_table(data)
    if not isinstance(table, Table):
        return Plan(mistakes=list(table)), ""
    said = remembered(place.key, what) if headings is None else headings
    check_headings(what, said)
    fitted = fit(what, table.headings, said)
    if isinstance(fitted, tuple):
        return Plan(mistakes=list(fitted)), table.encoding
    plan = _PLANNERS[what](who, place, list(rows_of(table, fitted)))
    plan.ignored = fitted.ignored
    return plan, table.encoding


def digest_of(data: bytes) -> str:
    """All that is kept of a file: whether another one is the same."""
    return hashlib.sha256(data).hexdigest()


@in_one_go
def begin(who: Standing, what: str, data: bytes, place: Place, rows: int) -> int:
    """Note that a file of so many rows is being read in; returns the number of its run."""
    run = ImportRun.objects.create(
        what=what,
        organisation_id=place.organisation,
        region=place.region,
        by_id=who.person_id,
        digest=digest_of(data),
        total=rows,
        started_at=clock.now(),
    )
    return int(run.pk)


@in_one_go
def do_batch(actor: Actor, run: int, plan: Plan, start: int) -> int:
    """The batch after the first ``start`` rows, with its own look at whether the person still may.

    Returns how many rows are done now; raises :class:`NotPossible` when the run is not where this goes on.
    """
    who = standing(actor)
    row = ImportRun.objects.select_for_update().get(pk=run)
    if row.done != start or row.undone_at is not None:
        raise NotPossible(_ELSEWHERE)
    done = min(start + BATCH_ROWS, plan.rows)
    first, last = plan.lines[start], plan.lines[done - 1]
    items = [one for one in plan.items if first <= one.line <= last]
    _write(who, run, items)
    row.created += sum(one.does == NEW for one in items)
    row.changed += sum(one.does == CHANGED for one in items)
    row.unchanged += sum(one.does not in {NEW, CHANGED} for one in items)
    row.done = done
    row.save()
    return done


def _write(who: Standing, run: int, items: Sequence[Item]) -> None:
    told = {"import": run}
    for kind in _ORDER:
        mine = [one for one in items if one.kind == kind]
        new, changed = ([one for one in mine if one.does == does] for does in (NEW, CHANGED))
        if new:
            for item, row in zip(new, create_many(who, kind, list(map(_values, new)), told), strict=True):
                item.pk, item.version = row.pk, row.version
        if changed:
            change_many(
                who, kind, [(one.pk or 0, one.version, one.values) for one in changed], "change", told
            )
        ImportedRow.objects.bulk_create(
            [_kept(run, one, was_created=True) for one in new]
            + [_kept(run, one, was_created=False) for one in changed],
            batch_size=500,
        )


def _values(item: Item) -> dict[str, Any]:
    return {**item.values, **{name: other.pk for name, other in item.links.items()}}


def _kept(run: int, item: Item, *, was_created: bool) -> ImportedRow:
    return ImportedRow(
        run_id=run,
        line=item.line,
        kind=item.kind,
        object_id=item.pk or 0,
        was_created=was_created,
        version=item.version if was_created else item.version + 1,
        before=_plain(item.before),
        student_id=item.pk if item.kind == "student" else None,
        contact_id=item.pk if item.kind == "contact" else None,
    )


def _plain(values: Mapping[str, Any]) -> dict[str, Any]:
    """Values as JSON keeps them: days by ISO 8601."""
    return {
        name: value.isoformat() if hasattr(value, "isoformat") else value for name, value in values.items()
    }

"""What a new or changed row takes over from others: its school, company, region, number, contents."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from winternship_board import clock
from winternship_board.actors import Standing
from winternship_board.errors import AlreadyThere, BadValue, NotPossible
from winternship_board.fields import under18
from winternship_board.models import Agreement, ContactPerson, Membership, Organisation, Person, Placement
from winternship_core.placements import Role
from winternship_core.placements.blocks import must_sign
from winternship_core.text import Text

_BEING_MADE: Final = ("draft", "company_check", "signing")
_MAY_HAVE_AGREEMENT: Final = ("agreement", "confirmed", "active", "interrupted")
# Whoever is named on a placement has that role there.
STAFF: Final = {
    "trainer": (Role.TRAINER, "organisation_id"),
    "stand_in": (Role.TRAINER, "organisation_id"),
    "supervisor": (Role.SUPERVISOR, "school_id"),
    "coordinator": (Role.COORDINATOR, "school_id"),
}


def derive(kind: str, row: Any, who: Standing) -> None:
    """Fill in what follows from the rest of a row that is about to be inserted."""
    if kind in _BY_KIND:
        _BY_KIND[kind](row, who)


def check_staff(row: Placement, names: Mapping[str, Any]) -> None:
    """Raises :class:`BadValue` for someone who does not have that role at that school or company."""
    for name, (role, house) in STAFF.items():
        if names.get(name) is None:
            continue
        there = Membership.objects.filter(
            person=names[name], role=role, organisation=getattr(row, house), ended_at=None
        )
        if not there.exists():
            raise BadValue(
                name, Text("heeft die rol hier niet.", "does not have that role at this organisation.")
            )


def _person(who: Standing) -> Person | None:
    return None if who.person_id is None else Person.objects.filter(pk=who.person_id).first()


def _company_part(row: Any, who: Standing) -> None:
    row.organisation_id = row.location.organisation_id


def _vacancy(row: Any, who: Standing) -> None:
    _company_part(row, who)
    row.region = row.location.region or row.organisation.region
    row.pc4 = row.location.pc4
    row.sector = row.organisation.sector
    row.sign_of_life = clock.today()


def _application(row: Any, who: Standing) -> None:
    row.school_id = row.student.school_id
    row.organisation_id = row.vacancy.organisation_id
    row.open_key = f"{row.student_id}:{row.vacancy_id}"
    if who.role is Role.STUDENT:
        row.origin = "own"
    row.created_on = clock.today()


def _placement(row: Any, who: Standing) -> None:
    row.school_id = row.student.school_id
    row.organisation_id = row.location.organisation_id
    row.programme_id = row.student.programme_id
    row.route = row.student.route
    row.holds_place = row.vacancy_id is not None
    row.created_on = clock.today()
    if row.vacancy_id is not None and row.vacancy.location_id != row.location_id:
        raise BadValue("location", Text("is niet die van de vacature.", "is not that of the vacancy."))


def _agreement(row: Any, who: Standing) -> None:
    placement = row.placement
    if placement.state not in _MAY_HAVE_AGREEMENT:
        raise NotPossible(
            Text(
                nl=f"De plaatsing staat op {placement.state!r}; een overeenkomst kan dan niet.",
                en=f"The placement is {placement.state!r}; there can be no agreement then.",
            ),
            _MAY_HAVE_AGREEMENT,
        )
    versions = list(placement.agreements.order_by("number"))
    if any(one.state in _BEING_MADE for one in versions):
        raise AlreadyThere("agreement")
    last: Agreement | None = versions[-1] if versions else None
    row.number = last.number + 1 if last else 1
    row.amends = last if last and last.state == "active" else None
    row.contents = {**(last.contents if last else prefilled(placement)), **row.contents}
    minor = under18(placement.student)
    row.signatories = sorted({*row.signatories, *must_sign(minor_when_signing=minor)})


def prefilled(placement: Placement) -> dict[str, object]:
    """The contents of POK-3 as far as the board knows them; people fill in and check the rest."""
    student, programme = placement.student, placement.programme
    contact = ContactPerson.objects.filter(organisation=placement.organisation_id).order_by("pk").first()
    school = ContactPerson.objects.filter(organisation=placement.school_id).order_by("pk").first()
    return {
        "student_name": student.name,
        "student_contact": student.email or student.phone,
        "school_name": placement.school.name,
        "school_contact": _reach(school),
        "company_name": placement.organisation.name,
        "company_contact": _reach(contact),
        "programme_name": programme.name_nl,
        "programme_level": programme.level,
        "programme_crebo": programme.crebo,
        "route": placement.route,
        "starts_on": placement.starts_on.isoformat() if placement.starts_on else "",
        "ends_on": placement.ends_on.isoformat() if placement.ends_on else "",
        "hours_total": placement.planned_hours,
        "hours_per_year": f"{student.year}: {placement.planned_hours}" if placement.planned_hours else "",
        "trainer_name": _card_name(placement.trainer),
        "work_processes": placement.work_processes,
        "assessment_way": student.plan.assessment_form if student.plan else "",
        "early_ending_conditions": "",
    }


def _card_name(person: Person | None) -> str:
    card = person.contact_cards.order_by("pk").first() if person else None
    return card.name if card else ""


def _reach(contact: ContactPerson | None) -> str:
    return ", ".join(filter(None, (contact.name, contact.email, contact.phone))) if contact else ""


def _safety_check(row: Any, who: Standing) -> None:
    row.forbidden_left = forbidden_left(row.tasks)
    row.checked_by = _person(who)
    row.checked_on = clock.today()


def forbidden_left(tasks: list[dict[str, Any]]) -> int:
    """How many tasks that are not for under-18s are still in the plan."""
    return sum(task.get("rule") == "adult" and not task.get("removed") for task in tasks)


def _document(row: Any, who: Standing) -> None:
    row.added_by = _person(who)
    row.added_on = clock.today()


def _signal(row: Any, who: Standing) -> None:
    row.reporter = _person(who)
    row.created_on = clock.today()
    if not Organisation.objects.filter(pk=row.school_id, kind="school").exists():
        raise BadValue("school", Text("is geen school.", "is not a school."))


def _student(row: Any, who: Standing) -> None:
    row.waiting_since = clock.today()


_BY_KIND: Final[Mapping[str, Callable[[Any, Standing], None]]] = {
    "accreditation": _company_part,
    "vacancy": _vacancy,
    "application": _application,
    "placement": _placement,
    "agreement": _agreement,
    "safety_check": _safety_check,
    "document": _document,
    "signal": _signal,
    "student": _student,
}

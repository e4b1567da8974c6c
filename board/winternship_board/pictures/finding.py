"""Views of what comes before a placement: organisations, recognitions, vacancies and applications."""

from __future__ import annotations

from winternship_board import clock
from winternship_board.actors import Standing
from winternship_board.conditions import agreed
from winternship_board.fields import under18
from winternship_board.models import (
    Accreditation,
    Application,
    Membership,
    Organisation,
    Placement,
    StudentProfile,
    Vacancy,
)
from winternship_board.pictures.words import warned
from winternship_core.placements import Said
from winternship_core.placements.criteria import Asked, Offered, unmet_criteria
from winternship_core.placements.views import (
    AccreditationView,
    ApplicationView,
    OrganisationView,
    VacancyView,
)
from winternship_core.placements.working_days import working_days_between

OPEN_APPLICATIONS = ("submitted", "in_talks", "offered")
FINISHED_PLACEMENTS = ("closed", "cancelled", "rejected")
REINSTATING_ROLES = ("SC", "AD")
_VACANCY_NEEDS = ("title", "text", "crebo", "level", "route", "starts_on", "ends_on")


def organisation_view(row: Organisation, who: Standing, said: Said) -> OrganisationView:
    """An organisation, those like it, and what runs there."""
    same = Organisation.objects.filter(country=row.country, registry_number=row.registry_number)
    staff = Membership.objects.filter(role__in=REINSTATING_ROLES, ended_at=None)
    return OrganisationView(
        today=clock.today(),
        name=row.name,
        country=row.country,
        registry_number=row.registry_number,
        registry_none_because=row.registry_none_because,
        locations=row.locations.count(),
        contacts=row.contacts.count(),
        duplicates=same.filter(state__in=["verified", "suspended"]).exclude(pk=row.pk).count()
        if row.registry_number
        else 0,
        running_placements=row.placements.exclude(state__in=FINISHED_PLACEMENTS).count(),
        reviewers=staff.values("person").distinct().count(),
        suspended_by_same=row.suspended_by_id is not None and row.suspended_by_id == who.person_id,
    )


def accreditation_view(row: Accreditation, who: Standing, said: Said) -> AccreditationView:
    """A recognition; recording a check is itself the check, so its day and person are today's."""
    new_start = (
        Placement.objects.filter(location=row.location_id, programme__crebo=row.crebo)
        .exclude(state__in=FINISHED_PLACEMENTS)
        .filter(starts_on__gt=clock.today())
        .order_by("-starts_on")
        .values_list("created_on", flat=True)
        .first()
    )
    return AccreditationView(
        today=clock.today(),
        location=row.location_id is not None,
        company_id=row.company_id,
        crebo=row.crebo,
        starts_on=row.starts_on,
        source=row.source,
        checked_on=row.checked_on if row.state == "recognised" else clock.today(),
        checked_by=True,
        evidence=row.evidence,
        recheck_days=row.organisation.recheck_days,
        start_needed=new_start,
    )


def vacancy_view(row: Vacancy, who: Standing, said: Said) -> VacancyView:
    """A vacancy with its organisation, its recognition and its open applications."""
    missing = [name for name in _VACANCY_NEEDS if not getattr(row, name)]
    if not row.tasks.all():
        missing.append("tasks")
    return VacancyView(
        today=clock.today(),
        missing_fields=tuple(missing),
        allowance_stated=row.allowance_from is not None,
        warned_words=warned(row.title, row.text),
        organisation_verified=row.organisation.state == "verified",
        accreditation=recognition_of(row),
        places_open=row.places_open,
        publish_until=row.publish_until,
        sign_of_life=row.sign_of_life,
        open_applications=row.applications.filter(state__in=OPEN_APPLICATIONS).count(),
    )


def recognition_of(row: Vacancy) -> str:
    """The state of the recognition of a vacancy's location for its qualification."""
    found = Accreditation.objects.filter(location=row.location_id, crebo=row.crebo).first()
    return found.state if found else "unknown"


def application_view(row: Application, who: Standing, said: Said) -> ApplicationView:
    """An application with the student's and the vacancy's side of it."""
    vacancy = Vacancy.objects.select_related("organisation").prefetch_related("tasks").get(pk=row.vacancy_id)
    unmet = unmet_criteria(asked_by(row.student), offered_by(vacancy))
    return ApplicationView(
        today=clock.today(),
        vacancy_open=vacancy.state == "published",
        unmet_criteria=tuple(one.code for one in unmet),
        waived=bool(row.waived_because),
        agreed_to_be_proposed=agreed(row.student, "be_proposed"),
        waiting_working_days=working_days_between(row.waiting_since, clock.today())
        if row.waiting_since
        else 0,
        reminders=row.reminders,
        offer_expires=row.offer_expires_on,
        reason_words=warned(said.mentions()),
    )


def asked_by(student: StudentProfile) -> Asked:
    """What a student needs, for the hard criteria: nothing of who they are but the safety flag."""
    plan = student.plan
    return Asked(
        programmes=frozenset({student.programme.crebo, *student.programme.equivalents}),
        level=student.programme.level,
        route=student.route,
        starts_on=student.starts_on or (plan.starts_on if plan else None),
        ends_on=student.ends_on or (plan.ends_on if plan else None),
        days=frozenset(plan.days if plan else ()),
        work_needed=frozenset(plan.work_needed if plan else ()),
        languages=student.languages,
        licences=frozenset(student.licences),
        avoids=frozenset(student.limits),
        blocked=frozenset(pair.organisation_id for pair in student.blocked_pairs.all()),
        minor=under18(student),
    )


def offered_by(vacancy: Vacancy) -> Offered:
    """What a vacancy offers, for the hard criteria."""
    tasks = [task for task in vacancy.tasks.all() if task.can_do != "no"]
    return Offered(
        organisation=vacancy.organisation_id,
        organisation_verified=vacancy.organisation.state == "verified",
        recognition=recognition_of(vacancy),
        programmes=frozenset({vacancy.crebo, *(one.crebo for one in vacancy.programmes.all())}),
        level=vacancy.level,
        route=vacancy.route,
        starts_on=vacancy.starts_on,
        ends_on=vacancy.ends_on,
        days=frozenset(vacancy.days),
        places_open=vacancy.places_open,
        work=frozenset(task.code for task in tasks),
        work_for_minors=frozenset(task.code for task in tasks if task.age_rule != "adult"),
        languages={skill: asked["level"] for skill, asked in vacancy.languages.items()},
        licences=frozenset(vacancy.licences),
        features=frozenset(vacancy.features),
    )

"""Views of a placement and of what happens during it."""

from __future__ import annotations

from winternship_board import clock
from winternship_board.actors import Standing
from winternship_board.fields import under18
from winternship_board.models import (
    Accreditation,
    Agreement,
    Assessment,
    ContactMoment,
    HourWeek,
    Placement,
    SafetyCheck,
)
from winternship_board.pictures.words import warned
from winternship_core.placements import Role, Said
from winternship_core.placements.blocks import recognised
from winternship_core.placements.contents import missing_contents
from winternship_core.placements.views import (
    AgreementView,
    AssessmentView,
    ContactMomentView,
    HourWeekView,
    PlacementView,
)

WORKING = ("agreement", "confirmed", "active", "interrupted")
SETTLED_WEEKS = ("approved", "approved_by_school", "locked")


def recognised_for(placement: Placement) -> bool:
    """Whether the company is recognised there for this qualification or an equivalent on the start date (POK-4)."""
    crebos = [placement.programme.crebo, *placement.programme.equivalents]
    found = Accreditation.objects.filter(location=placement.location_id, crebo__in=crebos)
    day = placement.starts_on
    return day is not None and any(recognised(one.state, one.starts_on, one.ends_on, day) for one in found)


def minor_during(placement: Placement) -> bool:
    """Whether the student is under 18 today or on the first day."""
    adult_on = placement.student.adult_on
    start = min(filter(None, (placement.starts_on, clock.today())))
    return under18(placement.student) or (adult_on is not None and start < adult_on)


def placement_view(row: Placement, who: Standing, said: Said) -> PlacementView:
    """A placement with everything that must be in order around it."""
    safety = SafetyCheck.objects.filter(placement=row).first()
    agreement = row.agreements.filter(state="active").order_by("-number").first()
    confirmed = row.assessments.filter(state="confirmed")
    vacancy = row.vacancy
    return PlacementView(
        today=clock.today(),
        programme_fits=row.programme_id == row.student.programme_id,
        level_fits=vacancy is None or vacancy.level == row.programme.level,
        hours=row.planned_hours,
        starts_on=row.starts_on,
        ends_on=row.ends_on,
        goals=bool(row.goals.strip()),
        recognised=recognised_for(row),
        minor=minor_during(row),
        safety_checked=safety is not None and safety.checked_on is not None and safety.hours_fit,
        forbidden_left=safety.forbidden_left if safety else 0,
        supervised=safety is not None and safety.supervised,
        agreement_active=agreement is not None,
        minor_when_signing=agreement is not None and agreement.minor_when_signing,
        signed=_signed(agreement),
        trainer_named=row.trainer_id is not None,
        supervisor_named=row.supervisor_id is not None,
        day_one_sent=row.day_one_sent_on is not None,
        unsettled_weeks=row.weeks.exclude(state__in=SETTLED_WEEKS).count(),
        assessment_confirmed=confirmed.exists(),
        company_heard=any(one.judgements for one in confirmed),
        reason_words=warned(said.mentions()),
    )


def _signed(agreement: Agreement | None) -> frozenset[Role]:
    if agreement is None:
        return frozenset()
    roles = agreement.signatures.filter(document_hash=agreement.document_hash).values_list("role", flat=True)
    return frozenset(map(Role, roles))


def agreement_view(row: Agreement, who: Standing, said: Said) -> AgreementView:
    """One version of an agreement and who signed exactly this document."""
    placement = row.placement
    return AgreementView(
        today=clock.today(),
        missing_contents=tuple(item.name for item in missing_contents(row.contents)),
        company_contact=placement.organisation.contacts.exists(),
        company_check=placement.school.company_check,
        signatories=frozenset(map(Role, row.signatories)),
        recognised=recognised_for(placement),
        minor_when_signing=row.minor_when_signing if row.state == "signing" else under18(placement.student),
        signed=_signed(row),
        scan=row.scan_id is not None,
        ends_on=placement.ends_on,
        placement_over=placement.state not in WORKING,
    )


def hour_week_view(row: HourWeek, who: Standing, said: Said) -> HourWeekView:
    """A week of hours."""
    return HourWeekView(
        today=clock.today(),
        days=tuple(row.days),
        submitted_on=row.submitted_on,
        placement_closed=row.placement.state == "closed",
    )


def contact_moment_view(row: ContactMoment, who: Standing, said: Said) -> ContactMomentView:
    """A planned talk."""
    return ContactMomentView(
        today=clock.today(), mode=row.mode, planned_on=row.planned_on, agreements=row.agreements
    )


def assessment_view(row: Assessment, who: Standing, said: Said) -> AssessmentView:
    """An assessment against the work processes that the placement planned."""
    judged = {code: one for code, one in row.judgements.items() if one.get("scale")}
    return AssessmentView(
        today=clock.today(),
        planned=frozenset(row.placement.work_processes),
        judged=frozenset(judged),
        in_words=frozenset(code for code, one in judged.items() if str(one.get("words", "")).strip()),
        student_view=row.student_view,
        feedback_to_company=row.feedback_to_company,
    )

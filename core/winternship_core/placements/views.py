"""What a condition may look at: small frozen pictures that the board makes, without a database behind them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from winternship_core.placements.roles import Role


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganisationView:
    """An organisation as its steps see it; ``reviewers`` counts who could reinstate it."""

    today: date
    name: str = ""
    country: str = ""
    registry_number: str = ""
    registry_none_because: str = ""
    locations: int = 0
    contacts: int = 0
    duplicates: int = 0
    running_placements: int = 0
    reviewers: int = 1
    suspended_by_same: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class AccreditationView:
    """A row of the mirror of SBB's register; ``start_needed`` is the newest placement start that was not checked."""

    today: date
    location: bool = False
    company_id: str = ""
    crebo: str = ""
    starts_on: date | None = None
    source: str = ""
    checked_on: date | None = None
    checked_by: bool = False
    evidence: str = ""
    recheck_days: int = 30
    start_needed: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class VacancyView:
    """A vacancy with what stands around it. ``warned_words`` were found in its text by the word check."""

    today: date
    missing_fields: tuple[str, ...] = ()
    allowance_stated: bool = False
    warned_words: tuple[str, ...] = ()
    organisation_verified: bool = False
    accreditation: str = "unknown"
    places_open: int = 0
    publish_until: date | None = None
    sign_of_life: date | None = None
    open_applications: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ApplicationView:
    """An application; ``unmet_criteria`` are hard criteria of E.2, ``waived`` when a coordinator set them aside.

    ``reason_words`` were found by the word check in what was said with the step: who somebody is, not the work.
    """

    today: date
    vacancy_open: bool = False
    unmet_criteria: tuple[str, ...] = ()
    waived: bool = False
    agreed_to_be_proposed: bool = False
    waiting_working_days: int = 0
    reminders: int = 0
    offer_expires: date | None = None
    reason_words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacementView:
    """A placement with its recognition, safety check, agreement and what was recorded during it."""

    today: date
    programme_fits: bool = False
    level_fits: bool = False
    hours: int = 0
    starts_on: date | None = None
    ends_on: date | None = None
    goals: bool = False
    recognised: bool = False
    minor: bool = False
    safety_checked: bool = False
    forbidden_left: int = 0
    supervised: bool = False
    agreement_active: bool = False
    agreement_ends_on: date | None = None
    minor_when_signing: bool = False
    signed: frozenset[Role] = frozenset()
    trainer_named: bool = False
    supervisor_named: bool = False
    day_one_sent: bool = False
    unsettled_weeks: int = 0
    assessment_confirmed: bool = False
    company_heard: bool = False
    reason_words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreementView:
    """One version of an agreement; ``scan`` when a signed paper lies with the documents.

    ``placement_over``: nobody works under it any more.
    """

    today: date
    missing_contents: tuple[str, ...] = ()
    company_contact: bool = False
    company_check: bool = True
    signatories: frozenset[Role] = frozenset()
    recognised: bool = False
    minor_when_signing: bool = False
    signed: frozenset[Role] = frozenset()
    scan: bool = False
    ends_on: date | None = None
    placement_over: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class HourWeekView:
    """A week of hours; the limits under 18 are counted by :mod:`.hours`."""

    today: date
    days: tuple[float, ...] = ()
    submitted_on: date | None = None
    placement_closed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactMomentView:
    """A planned talk of student, school and company."""

    today: date
    mode: str = ""
    planned_on: date | None = None
    agreements: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AssessmentView:
    """An assessment: which work processes were planned, which were judged, and which of these in words."""

    today: date
    planned: frozenset[str] = frozenset()
    judged: frozenset[str] = frozenset()
    in_words: frozenset[str] = frozenset()
    student_view: str = ""
    feedback_to_company: str = ""

"""What the board keeps. Each model says when a row is born, changes and goes, and which of its fields are personal."""

from __future__ import annotations

from .agreements import Agreement, Signature
from .applications import Application
from .digests import CalendarFeed, MailSetting
from .documents import Document
from .events import (
    AccessEntry,
    Consumer,
    Event,
    EventStream,
    EventWords,
    PendingEvent,
    RetentionMark,
    Task,
)
from .guidance import Assessment, ContactMoment, Evaluation, HourWeek, LearningPlanWeek
from .imports import ImportedRow, ImportMapping, ImportRun
from .messages import Message, Participant, Thread
from .notes import OwnNote
from .organisations import ContactPerson, Location, Organisation, SharedAssessment
from .people import BrokenGlass, Invitation, Membership, Person
from .placements import InternationalAnnex, Placement, SafetyCheck
from .programmes import Accreditation, PlacementPlan, Programme, WorkProcess
from .rounds import Round, RoundDecision, RoundRow, RoundRun
from .screens import ListVisit, SavedView
from .signals import Signal
from .students import BlockedPair, Consent, Guardian, StudentProfile, SupportWish, Wish
from .vacancies import SearchWord, Vacancy, VacancyProgramme, VacancyTask

__all__ = [
    "AccessEntry",
    "Accreditation",
    "Agreement",
    "Application",
    "Assessment",
    "BlockedPair",
    "BrokenGlass",
    "CalendarFeed",
    "Consent",
    "Consumer",
    "ContactMoment",
    "ContactPerson",
    "Document",
    "Evaluation",
    "Event",
    "EventStream",
    "EventWords",
    "Guardian",
    "HourWeek",
    "ImportMapping",
    "ImportRun",
    "ImportedRow",
    "InternationalAnnex",
    "Invitation",
    "LearningPlanWeek",
    "ListVisit",
    "Location",
    "MailSetting",
    "Membership",
    "Message",
    "Organisation",
    "OwnNote",
    "Participant",
    "PendingEvent",
    "Person",
    "Placement",
    "PlacementPlan",
    "Programme",
    "RetentionMark",
    "Round",
    "RoundDecision",
    "RoundRow",
    "RoundRun",
    "SafetyCheck",
    "SavedView",
    "SearchWord",
    "SharedAssessment",
    "Signal",
    "Signature",
    "StudentProfile",
    "SupportWish",
    "Task",
    "Thread",
    "Vacancy",
    "VacancyProgramme",
    "VacancyTask",
    "Wish",
    "WorkProcess",
]

"""The kinds of objects the api knows: their model, their life cycle, and which fields may be filled in when."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Final

from winternship_board import models as m
from winternship_board.errors import NotFound
from winternship_board.models.base import Row
from winternship_core.placements import MACHINES

ANY: Final = "*"


@dataclass(frozen=True, slots=True)
class Kind:
    """``edits``: state (or ``*``) → fields that may be changed then; what is in none, only the board itself writes.

    ``links``: field → kind of the object it points at, which the person must be able to reach. ``placement``: the
    way from a row to its placement, for what happens during one. ``born_with``: fields that whoever makes one may fill
    in at its birth, and not afterwards.
    """

    name: str
    model: type[Row]
    edits: Mapping[str, frozenset[str]]
    required: frozenset[str] = frozenset()
    born_with: frozenset[str] = frozenset()
    links: Mapping[str, str] = field(default_factory=dict)
    codes: Mapping[str, str] = field(default_factory=dict)
    related: tuple[str, ...] = ()
    prefetched: tuple[str, ...] = ()
    placement: str = ""

    @property
    def has_machine(self) -> bool:
        """Whether objects of this kind have a life cycle."""
        return self.name in MACHINES

    def editable(self, state: str) -> frozenset[str]:
        """The fields that may be changed in this state."""
        return self.edits.get(ANY, frozenset()) | self.edits.get(state, frozenset())


def _edits(**by_state: str) -> Mapping[str, frozenset[str]]:
    return {
        (ANY if state == "always" else state): frozenset(words.split()) for state, words in by_state.items()
    }


def _words(words: str) -> frozenset[str]:
    return frozenset(words.split())


_STUDENT_PARTS = ("student__placements", "student__guardians")
_VACANCY = (
    "title text language crebo level route places starts_on ends_on days hours_per_week allowance_from allowance_to"
    " expenses languages licences features contact publish_until"
)
_ORGANISATION = (
    "kind name trade_name country region registry registry_number registry_none_because size sbi sbi_version sector"
    " website"
)
_PLACEMENT = "trainer stand_in supervisor coordinator goals work_processes planned_hours starts_on ends_on"

_ALL = (
    Kind(
        "organisation",
        m.Organisation,
        _edits(
            draft=_ORGANISATION,
            always="trade_name size website blind company_check recheck_days keep_file_months",
        ),
        required=_words("name kind"),
        codes={"kind": "organisation_kind", "size": "company_size"},
    ),
    Kind(
        "location",
        m.Location,
        _edits(
            always="organisation name address pc6 pc4 city country region x_m y_m features public_transport"
        ),
        required=_words("organisation"),
        links={"organisation": "organisation"},
        codes={"features": "feature"},
        related=("organisation",),
    ),
    Kind(
        "contact",
        m.ContactPerson,
        _edits(always="organisation name function email phone language"),
        required=_words("organisation name"),
        links={"organisation": "organisation"},
        related=("organisation",),
    ),
    Kind(
        "shared_assessment",
        m.SharedAssessment,
        _edits(always="organisation instrument_version level summary is_shared made_on"),
        required=_words("organisation level"),
        links={"organisation": "organisation"},
        related=("organisation",),
    ),
    Kind(
        "plan",
        m.PlacementPlan,
        _edits(
            always="school programme name route year hours_required starts_on ends_on days work_needed contacts"
            " assessment_form"
        ),
        required=_words("school programme route"),
        links={"school": "organisation"},
        codes={"route": "route", "days": "day"},
        related=("school",),
    ),
    Kind(
        "accreditation",
        m.Accreditation,
        _edits(
            **dict.fromkeys(
                ("unknown", "requested", "recheck_due"),
                "location crebo name level route company_id starts_on ends_on source evidence",
            )
        ),
        required=_words("location crebo"),
        links={"location": "location"},
        codes={"source": "accreditation_source", "level": "level", "route": "route"},
        related=("organisation", "location"),
    ),
    Kind(
        "student",
        m.StudentProfile,
        _edits(
            always="school programme plan name student_number email phone route year pc4 x_m y_m travel_modes"
            " max_minutes starts_on ends_on days wish_text work_wished interests languages licences limits adult_on"
            " enrolled_until wants_guidance help_first"
        ),
        required=_words("school programme"),
        links={"school": "organisation", "plan": "plan"},
        codes={"route": "route", "travel_modes": "travel_mode", "days": "day", "licences": "licence"},
        related=("school", "programme", "plan"),
        prefetched=("placements", "guardians"),
    ),
    Kind(
        "support_wish",
        m.SupportWish,
        _edits(always="student text shared_with"),
        required=_words("student text"),
        links={"student": "student"},
        related=("student__school",),
        prefetched=_STUDENT_PARTS,
    ),
    Kind(
        "guardian",
        m.Guardian,
        _edits(always="student name email phone"),
        required=_words("student name"),
        links={"student": "student"},
        related=("student__school",),
        prefetched=_STUDENT_PARTS,
    ),
    Kind(
        "vacancy",
        m.Vacancy,
        # What was read and judged before publishing is not changed behind the reviewer's back.
        _edits(
            draft=f"location {_VACANCY} tasks other_crebos",
            published="places contact publish_until",
            paused="places contact publish_until",
        ),
        required=_words("location title"),
        links={"location": "location", "contact": "contact"},
        codes={"level": "level", "route": "route", "days": "day", "features": "feature"},
        related=("organisation", "location"),
        prefetched=("tasks", "programmes"),
    ),
    Kind(
        "application",
        m.Application,
        _edits(
            draft="student vacancy origin score explanation keep_longer",
            always="keep_longer",
            offered="offer_expires_on",
            in_talks="offer_expires_on",
            submitted="offer_expires_on",
        ),
        required=_words("student vacancy"),
        born_with=_words("origin"),
        links={"student": "student", "vacancy": "vacancy"},
        codes={"origin": "origin"},
        related=(
            "student__programme",
            "student__school",
            "student__plan",
            "vacancy",
            "organisation",
            "school",
        ),
        prefetched=("student__placements", "student__guardians", "student__consents"),
    ),
    Kind(
        "placement",
        m.Placement,
        _edits(
            proposed=f"student vacancy location {_PLACEMENT}",
            approved=_PLACEMENT,
            always="trainer stand_in supervisor coordinator day_one_sent_on",
        ),
        required=_words("student location"),
        born_with=_words("vacancy"),
        links={"student": "student", "vacancy": "vacancy", "location": "location"},
        related=("student", "school", "organisation", "programme"),
        prefetched=("student__guardians",),
        placement="self",
    ),
    Kind(
        "agreement",
        m.Agreement,
        _edits(
            draft="placement template contents signing_route signatories",
            company_check="contents",
            signing="scan",
        ),
        required=_words("placement"),
        links={"placement": "placement", "scan": "document"},
        placement="placement",
    ),
    Kind(
        "hour_week",
        m.HourWeek,
        _edits(open="placement iso_year iso_week days school_hours note", returned="days school_hours note"),
        required=_words("placement iso_year iso_week"),
        links={"placement": "placement"},
        placement="placement",
    ),
    Kind(
        "contact_moment",
        m.ContactMoment,
        _edits(
            planned="placement kind mode planned_on held_on present",
            held="held_on present agreements private_note",
        ),
        required=_words("placement kind planned_on"),
        links={"placement": "placement"},
        codes={"kind": "contact_kind", "mode": "contact_mode"},
        placement="placement",
    ),
    Kind(
        "assessment",
        m.Assessment,
        _edits(
            draft="placement judgements",
            submitted="student_view",
            discussed="student_view school_decision feedback_to_company",
        ),
        required=_words("placement"),
        links={"placement": "placement"},
        placement="placement",
    ),
    Kind(
        "safety_check",
        m.SafetyCheck,
        _edits(always="placement tasks supervised hours_fit"),
        required=_words("placement"),
        links={"placement": "placement"},
        placement="placement",
    ),
    Kind(
        "international",
        m.InternationalAnnex,
        _edits(
            always="placement sending_country host_country mobility_type outcomes programme_text monitoring validation"
            " insurance mentor europass"
        ),
        required=_words("placement host_country"),
        links={"placement": "placement"},
        placement="placement",
    ),
    Kind(
        "document",
        m.Document,
        _edits(always="placement kind name storage_key digest visible_to delete_on"),
        required=_words("placement kind name storage_key digest"),
        links={"placement": "placement"},
        codes={"kind": "document"},
        placement="placement",
    ),
    Kind(
        "plan_week",
        m.LearningPlanWeek,
        _edits(always="placement week goal tasks evidence"),
        required=_words("placement week goal"),
        links={"placement": "placement"},
        placement="placement",
    ),
    Kind(
        "evaluation",
        m.Evaluation,
        _edits(always="answers text visible_to"),
        related=("school",),
        placement="placement",
    ),
    Kind(
        "signal",
        m.Signal,
        _edits(always="school company is_hidden kind facts actions"),
        required=_words("school kind facts"),
        born_with=_words("company is_hidden"),
        codes={"kind": "signal"},
        related=("school",),
    ),
)
KINDS: Final[Mapping[str, Kind]] = MappingProxyType({kind.name: kind for kind in _ALL})


def kind_of(name: str) -> Kind:
    """The kind of this name; raises :class:`NotFound`."""
    if name not in KINDS:
        raise NotFound(name)
    return KINDS[name]


def related_of(kind: Kind) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What to fetch with a row, so that a list asks the same number of queries whatever its length."""
    if kind.placement in ("", "self"):
        return kind.related, kind.prefetched
    placement = KINDS["placement"]
    return (
        (*kind.related, *(f"placement__{path}" for path in placement.related)),
        (*kind.prefetched, *(f"placement__{path}" for path in placement.prefetched)),
    )

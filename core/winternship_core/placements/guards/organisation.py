"""Conditions for organisations and for the mirror of SBB's register."""

from __future__ import annotations

from typing import Any, Final

from winternship_core.placements.guard import Asks, Assertion, Check, Effect, Guard
from winternship_core.placements.views import AccreditationView, OrganisationView
from winternship_core.text import Text

_REASON: Final = Guard[OrganisationView]("reason given", asks=Asks(text=True))
_NOT_RUNNING: Final = Check[OrganisationView](
    "running_placements",
    Text("Er lopen nog plaatsingen.", "There are placements under way."),
    lambda seen, _: seen.running_placements == 0,
)

ORGANISATION: Final[dict[tuple[str, str], Guard[Any]]] = {
    ("draft", "submit"): Guard[OrganisationView](
        "name, country, registry number or reason why none, location, contact",
        checks=(
            Check("name", Text("De naam ontbreekt.", "The name is missing."), lambda v, _: bool(v.name)),
            Check(
                "country",
                Text("Het land ontbreekt.", "The country is missing."),
                lambda v, _: bool(v.country),
            ),
            Check(
                "registry",
                Text(
                    "Geef het inschrijfnummer, of waarom dat er niet is.",
                    "Give the registry number, or why there is none.",
                ),
                lambda v, _: bool(v.registry_number or v.registry_none_because),
            ),
            Check(
                "location",
                Text("Er is geen vestiging.", "There is no location."),
                lambda v, _: v.locations > 0,
            ),
            Check(
                "contact",
                Text("Er is geen contactpersoon.", "There is no contact person."),
                lambda v, _: v.contacts > 0,
            ),
        ),
    ),
    ("submitted", "verify"): Guard[OrganisationView](
        "registry checked; no duplicate; e-mail domain or call-back checked",
        checks=(
            Check(
                "duplicate",
                Text("Dit bedrijf staat er al.", "This organisation is there already."),
                lambda v, _: v.duplicates == 0,
            ),
        ),
        asserted=(
            Assertion(
                "registry_checked",
                Text("Ik heb het register nagekeken.", "I checked the registry."),
                evidence=True,
            ),
            Assertion(
                "contact_checked",
                Text(
                    "Ik heb het maildomein nagekeken of teruggebeld.",
                    "I checked the mail domain or called back.",
                ),
            ),
        ),
    ),
    ("submitted", "return"): _REASON,
    ("submitted", "reject"): _REASON,
    ("verified", "suspend"): Guard[OrganisationView](
        "reason; all published vacancies pause; running placements get a review task",
        asks=Asks(text=True),
        does=(Effect.PAUSE_VACANCIES, Effect.REVIEW_PLACEMENTS),
    ),
    ("suspended", "reinstate"): Guard[OrganisationView](
        "reason; not by the person who suspended, if two staff exist",
        checks=(
            Check(
                "second_person",
                Text(
                    "Laat een ander dit doen dan wie het bedrijf op pauze zette.",
                    "Let someone else do this than who suspended the organisation.",
                ),
                lambda v, _: v.reviewers < 2 or not v.suspended_by_same,
            ),
        ),
        asks=Asks(text=True),
    ),
    ("verified", "archive"): Guard[OrganisationView]("no running placement", checks=(_NOT_RUNNING,)),
    ("suspended", "archive"): Guard[OrganisationView]("no running placement", checks=(_NOT_RUNNING,)),
}

_EVIDENCE: Final = Check[AccreditationView](
    "evidence",
    Text("Bewaar waaruit dit blijkt.", "Keep what shows this."),
    lambda seen, said: bool(seen.evidence or said.evidence),
)
_CHECKED: Final = (
    Check[AccreditationView](
        "company_id",
        Text("Het leerbedrijf-ID ontbreekt.", "The company ID (leerbedrijf-ID) is missing."),
        lambda seen, _: bool(seen.company_id),
    ),
    Check[AccreditationView](
        "crebo",
        Text("De crebo-code ontbreekt.", "The crebo code is missing."),
        lambda seen, _: bool(seen.crebo),
    ),
    Check[AccreditationView](
        "start",
        Text("De begindatum van de erkenning ontbreekt.", "The start of the recognition is missing."),
        lambda seen, _: seen.starts_on is not None,
    ),
    Check[AccreditationView](
        "source", Text("De bron ontbreekt.", "The source is missing."), lambda seen, _: bool(seen.source)
    ),
    Check[AccreditationView](
        "checked",
        Text("Wie dit wanneer nakeek ontbreekt.", "Who checked this and when is missing."),
        lambda seen, _: seen.checked_by and seen.checked_on is not None and seen.checked_on <= seen.today,
    ),
)
_WITHDRAWAL: Final = (
    Assertion(
        "seen_in_register", Text("Ik zag dit in het register.", "I saw this in the register."), evidence=True
    ),
)


def _record(says: str) -> Guard[AccreditationView]:
    return Guard(says, checks=_CHECKED)


def _withdraw(says: str) -> Guard[AccreditationView]:
    return Guard(says, asserted=_WITHDRAWAL, does=(Effect.ALARM_SCHOOLS,))


ACCREDITATION: Final[dict[tuple[str, str], Guard[Any]]] = {
    ("unknown", "record application"): Guard[AccreditationView](
        "per location and per qualification",
        checks=(
            Check(
                "location",
                Text("De vestiging ontbreekt.", "The location is missing."),
                lambda v, _: v.location,
            ),
            _CHECKED[1],
        ),
    ),
    ("unknown", "record check"): _record("company ID, crebo, start date, source, checked_at, checked_by"),
    ("requested", "record check"): Guard[AccreditationView](
        "same; evidence kept", checks=(*_CHECKED, _EVIDENCE)
    ),
    ("recheck_due", "record check"): _record("same"),
    ("requested", "application refused or withdrawn"): Guard[AccreditationView](
        "date, reason", asks=Asks(text=True, date=True)
    ),
    ("recognised", "check expires"): Guard[AccreditationView](
        "older than N days (default 30) or new placement start date",
        checks=(
            Check(
                "still_fresh",
                Text("De controle is nog vers.", "The check is still fresh."),
                lambda v, _: (
                    v.checked_on is None
                    or (v.today - v.checked_on).days > v.recheck_days
                    or (v.start_needed is not None and v.start_needed > v.checked_on)
                ),
            ),
        ),
    ),
    ("recognised", "record withdrawal"): _withdraw("alarm to every school with a running placement there"),
    ("recheck_due", "record withdrawal"): _withdraw("same"),
    ("recognised", "record lapse"): Guard[AccreditationView](
        "e.g. four years without students (check the rule)", asserted=_WITHDRAWAL
    ),
    ("recheck_due", "record lapse"): Guard[AccreditationView]("same", asserted=_WITHDRAWAL),
}

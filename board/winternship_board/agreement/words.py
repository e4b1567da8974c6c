"""The words of the document in both languages, and values put into words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Final

from winternship_board.countries import countries, locale_of
from winternship_core.facts.record import MONTHS
from winternship_core.placements import Role
from winternship_core.placements.codes import CONTACT_KIND, CONTACT_MODE, DAY, LANGUAGE_SKILL
from winternship_core.text import Text

LABELS: Final[Mapping[str, Text]] = {
    "student_name": Text("Naam", "Name"),
    "student_contact": Text("Bereikbaar via", "Can be reached by"),
    "school_name": Text("Naam", "Name"),
    "school_contact": Text("Bereikbaar via", "Can be reached by"),
    "company_name": Text("Naam", "Name"),
    "company_contact": Text("Bereikbaar via", "Can be reached by"),
    "programme_name": Text("Opleiding", "Programme"),
    "programme_level": Text("Niveau", "Level"),
    "programme_crebo": Text("Crebonummer", "Crebo number"),
    "route": Text("Soort", "Kind"),
    "starts_on": Text("Begint op", "Starts on"),
    "ends_on": Text("Eindigt op", "Ends on"),
    "hours_total": Text("Praktijkuren", "Practice hours"),
    "hours_per_year": Text("Per studiejaar", "Per year of study"),
    "trainer_name": Text("Praktijkopleider", "Workplace trainer"),
    "work_processes": Text("Werkprocessen", "Work processes"),
    "assessment_way": Text("Zo wordt beoordeeld", "Way of assessment"),
    "early_ending_conditions": Text("Eerder stoppen kan als", "It may end early when"),
    "sending_country": Text("Land van de school", "Country of the school"),
    "host_country": Text("Land van het bedrijf", "Country of the company"),
    "mobility_type": Text("Soort verblijf", "Kind of stay"),
    "outcomes": Text(
        "Wat de student leert: kennis, vaardigheden, competenties",
        "Knowledge, skills and competences to gain",
    ),
    "programme_text": Text("Programma en taken", "Programme and tasks"),
    "monitoring": Text("Begeleiding en toezicht", "Monitoring and mentoring"),
    "mentor": Text("Mentor bij het gastbedrijf", "Mentor at the host"),
    "validation": Text("Beoordeling en erkenning", "Evaluation and validation"),
    "insurance": Text("Verzekering", "Insurance"),
    "europass": Text("Europass Mobiliteit", "Europass Mobility"),
}
ROUTES: Final[Mapping[str, Text]] = {
    "BOL": Text("stage (bol)", "internship (school-based route, bol)"),
    "BBL": Text("leerbaan (bbl)", "job with training (work-based route, bbl)"),
    "DERDE": Text("derde leerweg", "third learning route"),
}
PARTIES: Final[Mapping[Role, Text]] = {
    Role.STUDENT: Text("Student", "Student"),
    Role.COORDINATOR: Text("School", "School"),
    Role.COMPANY: Text("Leerbedrijf", "Company"),
    Role.GUARDIAN: Text("Ouder of voogd", "Parent or guardian"),
}
METHODS: Final[Mapping[str, Text]] = {
    "screen": Text("op het scherm", "on a screen"),
    "paper": Text("op papier, de scan is bewaard", "on paper, the scan is kept"),
}
STATES: Final[Mapping[str, Text]] = {
    "draft": Text("Concept: nog niet tekenen", "Draft: do not sign yet"),
    "company_check": Text(
        "Concept: het bedrijf kijkt de gegevens na", "Draft: the company is checking its data"
    ),
    "signing": Text("Wordt getekend", "Being signed"),
    "active": Text("Getekend en geldig", "Signed and in force"),
    "ended": Text("Afgelopen", "Ended"),
    "terminated": Text("Eerder beëindigd", "Ended early"),
    "refused": Text("Geweigerd", "Refused"),
    "void": Text("Ingetrokken", "Recalled"),
}
EMPTY: Final = Text("nog niet ingevuld", "not filled in yet")


def put(name: str, value: object, language: str) -> str:
    """A value of the contents in words; what is empty says so."""
    if value in (None, "", [], {}):
        return EMPTY.in_language(language)
    if name in _SAID:
        return _SAID[name](str(value), language)
    if isinstance(value, list):
        return ", ".join(map(str, value))
    return str(value)


def day(iso: str, language: str) -> str:
    """A date in words: 1 februari 2027; what is no date stays as it is."""
    try:
        date = dt.date.fromisoformat(iso[:10])
    except ValueError:
        return iso
    return f"{date.day} {MONTHS[date.month - 1].in_language(language)} {date.year}"


def _route(code: str, language: str) -> str:
    return ROUTES.get(code, Text(code, code)).in_language(language)


def _hours(number: str, language: str) -> str:
    return f"{number} {Text('uur', 'hours').in_language(language)}"


def _country(code: str, language: str) -> str:
    return countries(language).get(code, code)


_SAID: Final[Mapping[str, Callable[[str, str], str]]] = {
    "starts_on": day,
    "ends_on": day,
    "route": _route,
    "hours_total": _hours,
    "sending_country": _country,
    "host_country": _country,
}


def day_names(codes: list[str], language: str) -> str:
    """Days of the week in the order of the week."""
    return ", ".join(text.in_language(language) for code, text in DAY.items() if code in codes)


def language_levels(levels: Mapping[str, str], language: str) -> list[str]:
    """CEFR levels, such as ``English: speaking B1``; a language by its code (ISO 639) where no name is known."""
    names = locale_of(language).languages
    told = []
    for skill, level in sorted(levels.items()):
        tongue, _, what = skill.partition(":")
        name = LANGUAGE_SKILL[what].in_language(language) if what in LANGUAGE_SKILL else what
        told.append(f"{names.get(tongue, tongue)}: {name} {level}".replace(":  ", ": "))
    return told


def contact(moment: Mapping[str, str], language: str) -> str:
    """A planned talk in words."""
    kind = CONTACT_KIND.get(moment.get("kind", ""))
    mode = CONTACT_MODE.get(moment.get("mode", ""))
    parts = [kind.in_language(language) if kind else "", mode.in_language(language) if mode else ""]
    return ", ".join(filter(None, parts))

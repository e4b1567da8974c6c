"""One version of an agreement put into words: sections, annexes, signers in order, and what an amendment changes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from django.utils import timezone

from winternship_board.agreement import words
from winternship_board.agreement.annexes import ABROAD, KEY, with_annexes
from winternship_board.models import Agreement
from winternship_core.placements import Role
from winternship_core.placements.contents import AGREEMENT_CONTENTS, CONTENT_KEYS
from winternship_core.placements.roles import SIGNING_ROLES
from winternship_core.text import Text

DRAFTS: Final = frozenset({"draft", "company_check"})
NAMES: Final = {Role.STUDENT: "student_name", Role.COORDINATOR: "school_name", Role.COMPANY: "company_name"}


@dataclass(frozen=True, slots=True)
class Line:
    """A label and what it says."""

    label: str
    value: str
    is_empty: bool = False


@dataclass(frozen=True, slots=True)
class Section:
    """An item of POK-3: its title and its lines."""

    name: str
    title: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Signer:
    """A party that must sign, in order; ``when`` is empty while it has not."""

    place: int
    party: str
    name: str
    when: str = ""
    how: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """What an amendment changes of the version before it."""

    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """All that a document shows of one version in one language."""

    language: str
    number: int
    reference: str
    state: str
    is_draft: bool
    document_hash: str
    student: str
    company: str
    school: str
    period: str
    parties: tuple[Section, ...]
    sections: tuple[Section, ...]
    work: tuple[Line, ...]
    schedule: Mapping[str, Any]
    abroad: tuple[Line, ...]
    rules: tuple[Mapping[str, str], ...]
    signers: tuple[Signer, ...]
    changes: tuple[Change, ...] = field(default=())
    amends: int = 0


def sheet_of(agreement: Agreement, language: str) -> Sheet:
    """A version in words. What is frozen is read from its own row alone; a draft is shown as it would be frozen now."""
    frozen = bool(agreement.document_hash)
    contents = agreement.contents if frozen else with_annexes(agreement.contents, agreement.placement)
    annexes = contents.get(KEY, {})
    parties = tuple(_party(who, contents, language) for who in ("student", "school", "company"))
    sections = tuple(
        Section(item.name, _upper(item.text.in_language(language)), _lines(item.keys, contents, language))
        for item in AGREEMENT_CONTENTS
        if item.name not in {"parties", "work_processes"}
    )
    return Sheet(
        language=language,
        number=agreement.number,
        reference=f"{agreement.placement_id}-{agreement.number}",
        state=words.STATES.get(agreement.state, Text(agreement.state, agreement.state)).in_language(language),
        is_draft=not frozen,
        document_hash=agreement.document_hash,
        student=str(contents.get("student_name") or ""),
        company=str(contents.get("company_name") or ""),
        school=str(contents.get("school_name") or ""),
        period=" – ".join(words.put(name, contents.get(name), language) for name in ("starts_on", "ends_on")),
        parties=parties,
        sections=sections,
        work=tuple(Line(one["code"], one["name"]) for one in annexes.get("work", ())),
        schedule=_schedule(annexes.get("schedule", {}), language),
        abroad=_abroad(annexes.get("abroad", {}), language),
        rules=tuple(_rule(one, language) for one in annexes.get("rules", ())),
        signers=_signers(agreement, contents, language),
        changes=_changes(agreement, contents, language),
        amends=agreement.amends.number if agreement.amends else 0,
    )


def _party(who: str, contents: Mapping[str, Any], language: str) -> Section:
    titles = {
        "student": words.PARTIES[Role.STUDENT],
        "school": words.PARTIES[Role.COORDINATOR],
        "company": words.PARTIES[Role.COMPANY],
    }
    keys = (f"{who}_name", f"{who}_contact")
    return Section(who, titles[who].in_language(language), _lines(keys, contents, language))


def _lines(keys: tuple[str, ...], contents: Mapping[str, Any], language: str) -> tuple[Line, ...]:
    return tuple(
        Line(
            words.LABELS[key].in_language(language),
            words.put(key, contents.get(key), language),
            is_empty=not contents.get(key),
        )
        for key in keys
    )


def _schedule(schedule: Mapping[str, Any], language: str) -> dict[str, Any]:
    return {
        "days": words.day_names(schedule.get("days") or [], language),
        "hours_per_week": schedule.get("hours_per_week"),
        "goals": schedule.get("goals") or "",
        "weeks": [
            {"week": one["week"], "goal": one["goal"], "tasks": ", ".join(map(str, one["tasks"]))}
            for one in schedule.get("weeks", ())
        ],
        "contacts": [
            {"on": words.day(one["on"], language), "what": words.contact(one, language)}
            for one in schedule.get("contacts", ())
        ],
        "contacts_least": schedule.get("contacts_least"),
    }


def _abroad(abroad: Mapping[str, Any], language: str) -> tuple[Line, ...]:
    if not abroad:
        return ()
    lines = [
        Line(words.LABELS[key].in_language(language), words.put(key, abroad.get(key), language))
        for key in ABROAD
    ]
    for key, label in (
        ("languages", Text("Talen van de student (ERK)", "The student's languages (CEFR)")),
        ("languages_asked", Text("Talen die het werk vraagt (ERK)", "Languages the work asks for (CEFR)")),
    ):
        told = "; ".join(words.language_levels(abroad.get(key) or {}, language))
        lines.append(Line(label.in_language(language), words.put(key, told, language)))
    return tuple(lines)


def _rule(rule: Mapping[str, str], language: str) -> dict[str, str]:
    code = "nl" if language == "nl" else "en"
    return {"id": rule["id"], "text": rule[code], "label": rule[f"label_{code}"]}


def _signers(agreement: Agreement, contents: Mapping[str, Any], language: str) -> tuple[Signer, ...]:
    given = {one.role: one for one in agreement.signatures.all()}
    wanted = [role for role in SIGNING_ROLES if role in agreement.signatories]
    found = []
    for place, role in enumerate(wanted, 1):
        signature = given.get(role)
        when = how = ""
        if signature is not None:
            at = timezone.localtime(signature.at)
            when = f"{words.day(at.date().isoformat(), language)}, {at:%H:%M}"
            how = words.METHODS.get(signature.method, words.METHODS["screen"]).in_language(language)
        found.append(
            Signer(place, words.PARTIES[role].in_language(language), _name(role, contents), when, how)
        )
    return tuple(found)


def _name(role: Role, contents: Mapping[str, Any]) -> str:
    if role is Role.GUARDIAN:
        return ", ".join(contents.get(KEY, {}).get("guardian_names", ()))
    return str(contents.get(NAMES[role]) or "")


def _changes(agreement: Agreement, contents: Mapping[str, Any], language: str) -> tuple[Change, ...]:
    if agreement.amends is None:
        return ()
    old = agreement.amends.contents
    return tuple(
        Change(
            words.LABELS[key].in_language(language),
            words.put(key, old.get(key), language),
            words.put(key, contents.get(key), language),
        )
        for key in CONTENT_KEYS
        if old.get(key) != contents.get(key)
    )


def _upper(text: str) -> str:
    return text[:1].upper() + text[1:]

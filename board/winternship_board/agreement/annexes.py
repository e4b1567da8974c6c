"""What is frozen with the contents of an agreement: schedule, stay abroad, names of work, and the rules as they read.

All else that a document shows would otherwise change under the signatures: a plan is edited, a rule is renewed, an
item of the register gets another name. A frozen version needs nothing but its own row.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

from winternship_board.fields import under18
from winternship_board.models import Guardian, InternationalAnnex, Placement, WorkProcess
from winternship_core.facts import load_facts

KEY: Final = "annexes"
LAYOUT: Final = "pok-1"
RULES: Final = ("POK-1", "POK-4", "POK-5", "POK-8", "LIA-1", "PAY-1")
RULES_UNDER_18: Final = ("POK-7", "SAF-1", "SAF-2", "SAF-3")
RULES_JOB: Final = ("BBL-1",)
RULES_ABROAD: Final = ("REC-11", "INT-3", "INT-4")
ABROAD: Final = (
    "sending_country",
    "host_country",
    "mobility_type",
    "outcomes",
    "programme_text",
    "monitoring",
    "validation",
    "insurance",
    "mentor",
    "europass",
)


def with_annexes(contents: Mapping[str, Any], placement: Placement) -> dict[str, Any]:
    """The contents of an agreement with all that its document shows besides, as it is now."""
    abroad = InternationalAnnex.objects.filter(placement=placement).first()
    minor = under18(placement.student)
    guardians = Guardian.objects.filter(student=placement.student_id).order_by("pk") if minor else ()
    annexes = {
        "layout": LAYOUT,
        "schedule": _schedule(placement),
        "work": _work(contents.get("work_processes") or (), placement),
        "guardian_names": [one.name for one in guardians],
        "rules": _rules(contents, minor=minor, abroad=abroad is not None),
        "abroad": _abroad(abroad, placement) if abroad else {},
    }
    return {**contents, KEY: annexes}


def _schedule(placement: Placement) -> dict[str, Any]:
    plan, vacancy = placement.student.plan, placement.vacancy
    moments = placement.contact_moments.filter(state="planned").order_by("planned_on", "pk")
    weeks = placement.plan_weeks.order_by("week")
    return {
        "days": list((plan.days if plan else ()) or placement.student.days),
        "hours_per_week": vacancy.hours_per_week if vacancy else None,
        "weeks": [{"week": one.week, "goal": one.goal, "tasks": list(one.tasks)} for one in weeks],
        "contacts": [
            {"kind": one.kind, "mode": one.mode, "on": one.planned_on.isoformat()} for one in moments
        ],
        "contacts_least": plan.contacts if plan else None,
        "goals": placement.goals,
    }


def _work(codes: Iterable[object], placement: Placement) -> list[dict[str, str]]:
    wanted = [str(code) for code in codes]
    known = WorkProcess.objects.filter(programme=placement.programme_id, code__in=wanted)
    names = {one.code: one.name for one in known}
    if placement.vacancy is not None:
        for task in placement.vacancy.tasks.filter(code__in=wanted):
            names.setdefault(task.code, task.name)
    return [{"code": code, "name": names.get(code, "")} for code in wanted]


def _rules(contents: Mapping[str, Any], *, minor: bool, abroad: bool) -> list[dict[str, Any]]:
    wanted = [*RULES, *(RULES_UNDER_18 if minor else ()), *(RULES_ABROAD if abroad else ())]
    if contents.get("route") == "BBL":
        wanted.extend(RULES_JOB)
    facts = load_facts()
    return [
        {
            "id": fact.id,
            "nl": fact.text.nl,
            "en": fact.text.en,
            "label_nl": fact.lasting_label("nl"),
            "label_en": fact.lasting_label("en"),
        }
        for fact in (facts[one] for one in wanted)
    ]


def _abroad(annex: InternationalAnnex, placement: Placement) -> dict[str, Any]:
    asked = placement.vacancy.languages if placement.vacancy else {}
    return {
        **{name: getattr(annex, name) for name in ABROAD},
        "languages": dict(placement.student.languages),
        "languages_asked": {skill: wish["level"] for skill, wish in asked.items()},
    }

"""The four works: a course for small companies, a training for brokers, a handbook and a blueprint.

Read one with :func:`load_work`, show a lesson with :func:`render_blocks`, judge an answer with :func:`mark`, and hold
what was filled in against its activity with :func:`parse_saved`. Nothing is stored here, nothing depends on a host.
"""

from winternship_core.curriculum.action_plan import PlanRow, plan_csv, plan_ics, plan_rows
from winternship_core.curriculum.activities import Activity, Card, Choice, Field, Option, Question
from winternship_core.curriculum.calculators import (
    COST_BENEFIT_INPUTS,
    YOUNG_HOURS_INPUTS,
    CalculatorInput,
    CostBenefit,
    YoungHours,
    cost_benefit,
    young_hours,
)
from winternship_core.curriculum.checking import running_text
from winternship_core.curriculum.countries import COUNTRIES, Country, Slot, load_country
from winternship_core.curriculum.glossary import Term, load_glossary
from winternship_core.curriculum.loading import WORKS, load_work, load_works
from winternship_core.curriculum.markdown import Block, Mention, Prose, Reference
from winternship_core.curriculum.marking import Marking, mark
from winternship_core.curriculum.model import Body, Lesson, Module, Work
from winternship_core.curriculum.pictures import Picture, load_pictures
from winternship_core.curriculum.rendering import Host, render_blocks
from winternship_core.curriculum.saved import parse_saved
from winternship_core.curriculum.vacancy_words import Finding, check_words
from winternship_core.errors import ActivityError, CurriculumError, UnknownChoice, UnknownKey

__all__ = [
    "COST_BENEFIT_INPUTS",
    "COUNTRIES",
    "WORKS",
    "YOUNG_HOURS_INPUTS",
    "Activity",
    "ActivityError",
    "Block",
    "Body",
    "CalculatorInput",
    "Card",
    "Choice",
    "CostBenefit",
    "Country",
    "CurriculumError",
    "Field",
    "Finding",
    "Host",
    "Lesson",
    "Marking",
    "Mention",
    "Module",
    "Option",
    "Picture",
    "PlanRow",
    "Prose",
    "Question",
    "Reference",
    "Slot",
    "Term",
    "UnknownChoice",
    "UnknownKey",
    "Work",
    "YoungHours",
    "check_words",
    "cost_benefit",
    "load_country",
    "load_glossary",
    "load_pictures",
    "load_work",
    "load_works",
    "mark",
    "parse_saved",
    "plan_csv",
    "plan_ics",
    "plan_rows",
    "render_blocks",
    "running_text",
    "young_hours",
]

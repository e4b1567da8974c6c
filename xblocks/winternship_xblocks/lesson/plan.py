"""The action plan begins with what the self-assessment found, and leaves as a list, a sheet or appointments."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from winternship_core.curriculum import Activity, plan_rows
from winternship_xblocks.common.texts import Language
from winternship_xblocks.lesson.outline import Outline

FIRST: Final = 3  # a plan of more than three steps stays in a drawer


def plan_of(outline: Outline) -> Activity | None:
    """The action plan of the work, if it has one among what is shown."""
    return next((one for one in outline.activities.values() if one.kind == "action-plan"), None)


def prefilled(
    value: Mapping[str, Any], steps: Sequence[str], language: Language
) -> tuple[dict[str, Any], list[str]]:
    """The plan to show and the steps that could be added to it: the first three steps when there is no plan yet."""
    found = plan_rows(steps, language)
    rows = value["rows"] if "rows" in value else list(found[:FIRST])
    present = {row.get("step") for row in rows}
    return {"rows": rows}, [row["step"] for row in found if row["step"] not in present]

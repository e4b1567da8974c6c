"""A placement as a cohort of the site: found by our ``idnumber``, made hidden, with the student in it.

Moodle refuses a second cohort with one ``idnumber``. Who is not added is told in a warning and not as an error, so we
look afterwards.
"""

from __future__ import annotations

from typing import Any, Final

from winternship_connectors.contract import Action, Context, Verb
from winternship_connectors.errors import Rejected
from winternship_connectors.moodle.calling import call, in_pages

FUNCTIONS: Final = (
    "core_cohort_add_cohort_members",
    "core_cohort_create_cohorts",
    "core_cohort_delete_cohorts",
    "core_cohort_get_cohort_members",
    "core_cohort_search_cohorts",
    "core_cohort_update_cohorts",
)
_SYSTEM: Final = {"type": "system", "value": ""}
_PAGE: Final = 200


def listed(context: Context, text: str) -> list[dict[str, Any]]:
    """The cohorts of the site whose ``idnumber`` starts with the text, oldest first."""
    found: list[dict[str, Any]] = []
    asked: dict[str, Any] = {"query": text, "context": {"contextlevel": "system", "instanceid": 0}}
    asked |= {"includes": "self", "limitnum": _PAGE}
    start = 0
    while True:
        some = call(context, "core_cohort_search_cohorts", {**asked, "limitfrom": start})["cohorts"]
        found += some
        if len(some) < _PAGE:
            break
        start += _PAGE
    # Moodle searches names and descriptions too, anywhere in them.
    ours = [one for one in found if str(one.get("idnumber") or "").startswith(text)]
    return sorted(ours, key=lambda one: int(one["id"]))


def members(context: Context, ids: list[int]) -> dict[int, list[int]]:
    """Cohort → the numbers of its users."""
    return {
        int(one["cohortid"]): [int(user) for user in one["userids"]]
        for page in in_pages(ids)
        for one in call(context, "core_cohort_get_cohort_members", {"cohortids": page})
    }


def bring(context: Context, action: Action, user: int) -> int:
    """The id of our cohort, named as it must be, with the student in it. Raises Rejected when somebody deleted it."""
    cohort = _cohort(context, action)
    one = {"cohorttype": {"type": "id", "value": cohort}, "usertype": {"type": "id", "value": user}}
    if user not in members(context, [cohort]).get(cohort, ()):
        call(context, "core_cohort_add_cohort_members", {"members": [one]})
        if user not in members(context, [cohort]).get(cohort, ()):
            raise Rejected("Moodle did not take the student into the cohort", fields={"student": "not taken"})
    return cohort


def remove(context: Context, cohort: int, prefix: str) -> None:
    """Delete a cohort of ours; one that is gone already is well."""
    if any(int(one["id"]) == cohort for one in listed(context, prefix)):
        call(context, "core_cohort_delete_cohorts", {"cohortids": [cohort]})


def _cohort(context: Context, action: Action) -> int:
    told = {"name": action.fields["name"], "idnumber": action.fields["idnumber"]}
    had = _ours(context, action)
    if had is None and action.verb is Verb.UPDATE:
        raise Rejected(
            "the cohort is no longer in Moodle; somebody deleted it", fields={"idnumber": "not there"}
        )
    if had is None:
        # Whoever may see cohorts would see who is placed where.
        one = {"categorytype": _SYSTEM, **told, "visible": 0}
        return int(call(context, "core_cohort_create_cohorts", {"cohorts": [one]})[0]["id"])
    if had["name"] != told["name"]:
        one = {"id": had["id"], "categorytype": _SYSTEM, **told}
        call(context, "core_cohort_update_cohorts", {"cohorts": [one]})
    return int(had["id"])


def _ours(context: Context, action: Action) -> dict[str, Any] | None:
    idnumber = str(action.fields["idnumber"])
    return next((one for one in listed(context, idnumber) if one["idnumber"] == idnumber), None)

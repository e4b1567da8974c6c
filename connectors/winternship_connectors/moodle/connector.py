"""The connector ``moodle_ws``: each signed placement is a group in a course. Where the school wants it, it is
a cohort too, and its period stands in the calendar.

Moodle keeps no key of a request, so we look for a group with our ``idnumber`` before we make one, and a repeated call
finds it. Adding a member is idempotent in Moodle itself. Moodle refuses a second group with one
``idnumber``, but without a lock: of two requests at the same moment both may succeed. Then the first group is ours, and
the other is told as one that is not.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from html import unescape
from typing import Any, ClassVar, Final
from urllib.parse import urlsplit

from winternship_connectors.contract import (
    Action,
    Capability,
    CheckResult,
    Context,
    Cursor,
    Fields,
    Idempotency,
    Link,
    Observed,
    Receipt,
    Settings,
    Verb,
)
from winternship_connectors.errors import AuthFailed, Rejected
from winternship_connectors.moodle import calendar, cohorts
from winternship_connectors.moodle.calling import call, in_pages
from winternship_connectors.moodle.schema import CONFIG
from winternship_connectors.planning import brought, taken
from winternship_connectors.records import Record, State

PART: Final = "group"
COHORT: Final = "cohort"
PERIOD: Final = "period"
THERE: Final = frozenset({State.SIGNED, State.ACTIVE, State.ENDED})
FUNCTIONS: Final = (
    "core_enrol_get_enrolled_users",
    "core_enrol_get_users_courses",
    "core_group_add_group_members",
    "core_group_create_groups",
    "core_group_delete_groups",
    "core_group_get_course_groups",
    "core_group_get_group_members",
    "core_group_update_groups",
    "core_user_get_users_by_field",
)
ENROL: Final = "enrol_manual_enrol_users"
# Groups and cohorts are counted apart, so one number may be both; a period is called by the number of its group.
_COHORT_ID: Final = "cohort/"
_PERIOD_ID: Final = "period/"
_OPTIONAL: Final = {COHORT: "cohort", PERIOD: "calendar"}  # part: the setting that asks for it
_NO_TAGS: Final = str.maketrans("<>", "()")  # Moodle refuses a name with anything like a tag
_MEMBERS_ONLY: Final = 1  # who is not in the group does not see that it is there


class MoodleConnector:
    """Groups by our ``idnumber``. Nobody is ever taken out of the course, since Moodle may then drop grades."""

    id: ClassVar[str] = "moodle_ws"
    version: ClassVar[str] = "1"
    capabilities: ClassVar[frozenset[Capability]] = frozenset(
        {Capability.UPSERT, Capability.DELETE, Capability.OBSERVE}
    )
    idempotency: ClassVar[Idempotency] = Idempotency.LOOKUP
    config_schema: ClassVar[Mapping[str, Any]] = CONFIG

    def check(self, context: Context) -> CheckResult:
        """Whether the token is good, its service has every function that we call, and the course is there."""
        offered = {one["name"] for one in call(context, "core_webservice_get_site_info", {})["functions"]}
        if missing := ", ".join(sorted(_needed(context.settings) - offered)):
            return CheckResult(
                False,
                f"De webservice in Moodle mist deze functies: {missing}",
                f"The web service in Moodle lacks these functions: {missing}",
            )
        try:
            _groups(context)
            if context.settings.config.get("cohort"):
                cohorts.listed(context, _prefix(context.settings))
            sees = not context.settings.config.get("calendar") or calendar.may_see(context)
        except Rejected:
            return CheckResult(
                False,
                "Moodle antwoordt, maar deze cursus is er niet of de webservice mag er niet in.",
                "Moodle answers, but this course is not there or the web service may not enter it.",
            )
        if not sees:
            return CheckResult(
                False,
                "Moodle toont de webservice geen kalender van groepen; het account mist moodle/calendar:manageentries "
                "op siteniveau.",
                "Moodle shows the web service no calendar of groups; the account lacks moodle/calendar:manageentries "
                "for the site.",
            )
        return CheckResult(
            True,
            "Moodle antwoordt en laat ons toe in de cursus.",
            "Moodle answers and admits us to the course.",
        )

    def plan(
        self, settings: Settings, record: Record | None, links: Mapping[str, Link], object_id: str
    ) -> Sequence[Action]:
        """A group, and what else is set, from the moment of signing; none when the placement is cancelled or gone."""
        planned: list[Action] = []
        for part in (PART, COHORT, PERIOD):
            wanted = part == PART or settings.config.get(_OPTIONAL[part])
            if record is not None and record.state in THERE and wanted:
                planned += brought(object_id, part, _fields(settings, record, part), links.get(part))
            else:
                planned += taken(object_id, part, links.get(part))
        return planned

    def apply(self, context: Context, action: Action, key: str) -> Receipt:
        """Make, change or delete the part, with the student in it. Raises Rejected for an unknown student."""
        if action.verb is Verb.DELETE:
            return _removed(context, action)
        if action.part == PERIOD:
            found = _ours(context, action)
            if found is None:
                raise Rejected(
                    "the group is not in Moodle; send the group first", fields={"group": "not there"}
                )
            calendar.bring(context, action.fields, int(found["id"]), anew=action.verb is Verb.CREATE)
            return Receipt(f"{_PERIOD_ID}{found['id']}")
        user = _user(context, str(action.fields["student"] or ""))
        if action.part == COHORT:
            return Receipt(f"{_COHORT_ID}{cohorts.bring(context, action, user)}")
        _into_course(context, user)
        group = _group(context, action)
        call(context, "core_group_add_group_members", {"members": [{"groupid": group, "userid": user}]})
        return Receipt(str(group))

    def observe(self, context: Context, cursor: str) -> Iterator[Observed | Cursor]:
        """All groups of the course, our cohorts and periods; Moodle cannot tell what changed since a moment."""
        config, prefix = context.settings.config, _prefix(context.settings)
        groups, students = _groups(context), _students(context)
        yield from _seen(context, PART, groups, _members(context, groups), students)
        if config.get("cohort"):
            found = cohorts.listed(context, prefix)
            members = cohorts.members(context, [int(one["id"]) for one in found])
            yield from _seen(context, COHORT, found, members, students)
        if config.get("calendar"):
            yield from _periods(context, groups)
        yield Cursor("")


def _needed(settings: Settings) -> set[str]:
    """The functions that the settings ask for."""
    optional = {"enrol": (ENROL,), "cohort": cohorts.FUNCTIONS, "calendar": calendar.FUNCTIONS}
    more = [one for name, some in optional.items() if settings.config.get(name) for one in some]
    return {*FUNCTIONS, *more}


def _removed(context: Context, action: Action) -> Receipt:
    """Delete the part; one that is gone already is well."""
    if action.link is None:
        raise Rejected(f"{action.verb}: received no id of the {action.part} there")
    remote, prefix = action.link.remote_id, _prefix(context.settings)
    if action.part == COHORT:
        cohorts.remove(context, int(remote.removeprefix(_COHORT_ID)), prefix)
    elif action.part == PERIOD:
        calendar.remove(context, int(remote.removeprefix(_PERIOD_ID)), prefix)
    else:
        call(context, "core_group_delete_groups", {"groupids": [remote]})
    return Receipt(remote)


def _seen(
    context: Context,
    part: str,
    found: Sequence[Mapping[str, Any]],
    members: Mapping[int, Sequence[int]],
    students: Mapping[int, str],
) -> Iterator[Observed]:
    prefix = _prefix(context.settings)
    seen: set[str] = set()
    for one in sorted(found, key=lambda one: int(one["id"])):
        name = str(one.get("idnumber") or "")
        ours = name.removeprefix(prefix) if name.startswith(prefix) and name not in seen else ""
        seen.add(name)
        there = ";".join(sorted(students[pk] for pk in members.get(one["id"], ()) if pk in students))
        told = {"idnumber": name, "name": one["name"], "student": there}
        remote = f"{_COHORT_ID if part == COHORT else ''}{one['id']}"
        yield Observed(remote, ours, part if ours else "", fields=told)


def _periods(context: Context, groups: Sequence[Mapping[str, Any]]) -> Iterator[Observed]:
    """The periods of our placements; a second event of the same day of one placement is told as a stray."""
    prefix = _prefix(context.settings)
    ours: dict[str, int] = {}
    for one in sorted(groups, key=lambda one: int(one["id"])):
        if str(one.get("idnumber") or "").startswith(prefix):
            ours.setdefault(one["idnumber"], int(one["id"]))
    found: dict[str, list[calendar.Event]] = {}
    for event in calendar.listed(context, [*ours.values()]):
        if ours.get(event.idnumber) != event.group:
            continue
        period = found.setdefault(event.idnumber, [])
        if any(one.which == event.which for one in period):
            yield Observed(f"event/{event.id}", fields={"idnumber": event.idnumber, event.which: event.name})
        else:
            period.append(event)
    for idnumber, period in found.items():
        told = calendar.told(period, idnumber)
        remote = f"{_PERIOD_ID}{ours[idnumber]}"
        yield Observed(remote, idnumber.removeprefix(prefix), PERIOD, fields=told)


def _prefix(settings: Settings) -> str:
    """Two boards may use one course, so the name of the site is part of our key."""
    return f"winternship/{urlsplit(settings.site).netloc}/"


def _fields(settings: Settings, record: Record, part: str) -> Fields:
    by_email = settings.config.get("match") == "email"
    word = "Stage" if settings.language == "nl" else "Placement"
    number, idnumber = record.id.rpartition("-")[2], f"{_prefix(settings)}{record.id}"
    company = unescape(record.company.name).translate(_NO_TAGS)
    if part == PERIOD:
        return calendar.fields(record, company, idnumber, settings.language)
    return {
        "idnumber": idnumber,
        "name": f"{word} {number}: {company}"[:254],  # the column in Moodle's database
        "student": record.student.email if by_email else record.student.number,
    }


def _user(context: Context, value: str) -> int:
    field = str(context.settings.config.get("match") or "idnumber")
    asked = {"field": field, "values": [value]}
    found = call(context, "core_user_get_users_by_field", asked) if value else []
    if len(found) != 1:
        said = f"Moodle has {len(found)} users with this {field}" if value else f"the student has no {field}"
        raise Rejected(f"{said}; allowed is exactly one", fields={"student": said})
    return int(found[0]["id"])


def _into_course(context: Context, user: int) -> None:
    """Look whether the student is in the course, so that no empty group stays behind; enrol where the school wants it.

    Only who is not in it: Moodle may greet a person at each enrolment, also of one who was there.
    """
    config = context.settings.config
    courses = call(context, "core_enrol_get_users_courses", {"userid": user, "returnusercount": False})
    if config["course"] in {one["id"] for one in courses}:
        return
    if not config.get("enrol"):
        raise Rejected("the student is not in the course in Moodle", fields={"student": "not in the course"})
    one = {"roleid": config.get("role") or 5, "userid": user, "courseid": config["course"]}
    call(context, ENROL, {"enrolments": [one]})


def _group(context: Context, action: Action) -> int:
    """The id of our group as it must be named: found, or made. Raises Rejected when somebody deleted it there."""
    told = {"name": action.fields["name"], "idnumber": action.fields["idnumber"]}
    found = _ours(context, action)
    if found is not None:
        if found["name"] != told["name"]:
            call(context, "core_group_update_groups", {"groups": [{"id": found["id"], **told}]})
        return int(found["id"])
    if action.verb is Verb.UPDATE:
        raise Rejected(
            "the group is no longer in Moodle; somebody deleted it", fields={"idnumber": "not there"}
        )
    one = {"courseid": context.settings.config["course"], "description": "", "visibility": _MEMBERS_ONLY}
    try:
        made = call(context, "core_group_create_groups", {"groups": [one | told]})
    except Rejected:
        # Moodle refuses a second group of this name or idnumber: another request may have made ours just now.
        found = _ours(context, action)
        if found is None:
            raise
        return int(found["id"])
    found = _ours(context, action)
    if found is None:  # or the next delivery would not find it either
        call(context, "core_group_delete_groups", {"groupids": [made[0]["id"]]})
        raise AuthFailed("core_group_get_course_groups: Moodle does not show us the group that we made")
    return int(found["id"])


def _ours(context: Context, action: Action) -> dict[str, Any] | None:
    idnumber = action.fields["idnumber"]
    found = [one for one in _groups(context) if one.get("idnumber") == idnumber]
    return min(found, key=lambda one: int(one["id"]), default=None)


def _groups(context: Context) -> list[dict[str, Any]]:
    """All groups of the course. Moodle tells names as HTML, and takes them as text."""
    found = call(context, "core_group_get_course_groups", {"courseid": context.settings.config["course"]})
    return [one | {"name": unescape(one["name"])} for one in found]


def _members(context: Context, groups: Sequence[Mapping[str, Any]]) -> dict[int, list[int]]:
    """Group → the numbers of its users."""
    return {
        one["groupid"]: one["userids"]
        for page in in_pages([one["id"] for one in groups])
        for one in call(context, "core_group_get_group_members", {"groupids": page})
    }


def _students(context: Context) -> dict[int, str]:
    """What each student of the course is recognised by; a teacher in a group is the school's own business."""
    config = context.settings.config
    role, field = config.get("role") or 5, str(config.get("match") or "idnumber")
    people = call(context, "core_enrol_get_enrolled_users", {"courseid": config["course"]})
    return {
        one["id"]: str(one.get(field) or "")
        for one in people
        if any(had["roleid"] == role for had in one.get("roles", ()))
    }

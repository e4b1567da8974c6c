"""Moodle's web services over real HTTP, as a Moodle 4.5 was seen to answer: every error has HTTP status 200."""

from __future__ import annotations

import html
import json
import re
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl

from winternship_connectors.moodle import calendar, cohorts
from winternship_connectors.moodle.connector import ENROL, FUNCTIONS
from winternship_lti.testing import LocalServer, Reply, Request

COURSE, STUDENT, TEACHER = 13, 5, 3
TOKEN = "0123456789abcdef"
INFO = "core_webservice_get_site_info"


class MoodleError(Exception):
    """An exception of Moodle; the text may name a person, as the real one does."""


@dataclass
class User:
    """A person in Moodle, and their roles in the course."""

    id: int
    idnumber: str
    email: str
    roles: list[int] = field(default_factory=list)


@dataclass
class Group:
    """A group of the course."""

    id: int
    name: str
    idnumber: str
    visibility: int = 0
    members: list[int] = field(default_factory=list)


@dataclass
class Event:
    """An event of a group in the calendar."""

    id: int
    group: int
    name: str
    description: str
    starts: int
    seconds: int


class Moodle(LocalServer):
    """One course. ``instead`` is answered before anything is done, ``after`` when it is done."""

    def __init__(self) -> None:
        super().__init__(self._reply_alone)
        self.users = {
            4: User(4, "1234567", "maartje@school.test"),
            5: User(5, "7654321", "sam@school.test", [STUDENT]),
            3: User(3, "d-3", "piet@school.test", [TEACHER]),
        }
        self.groups: dict[int, Group] = {}
        self.welcomed: list[int] = []
        self.unwilling: set[int] = set()  # whom no cohort takes
        self.cohorts: dict[int, Group] = {}
        self.events: dict[int, Event] = {}
        # What the account may: the calendar of the whole site, categories of courses, groups that hide.
        self.rights = {"calendar", "hidden"}
        self.offered = {INFO, ENROL, *FUNCTIONS, *cohorts.FUNCTIONS, *calendar.FUNCTIONS}
        self.instead: list[Reply] = []
        self.after: list[tuple[str, Reply]] = []
        self.called: list[str] = []
        self.before: Callable[[str], None] = lambda function: None
        self._one_at_a_time = threading.Lock()

    def add(self, name: str, idnumber: str = "", members: list[int] | None = None) -> Group:
        """Make a group without asking anything."""
        made = Group(max(self.groups, default=0) + 1, name, idnumber, members=members or [])
        self.groups[made.id] = made
        return made

    def _reply_alone(self, request: Request) -> Reply:
        with self._one_at_a_time:
            return self._reply(request)

    def _reply(self, request: Request) -> Reply:
        pairs = parse_qsl(request.body.decode(), keep_blank_values=True)
        asked = _nested(pairs[:1000])  # max_input_vars of PHP, which drops the others
        function = str(asked.pop("wsfunction", ""))
        self.called.append(function)
        self.before(function)
        if self.instead:
            return self.instead.pop(0)
        try:
            if asked.pop("wstoken", "") != TOKEN:
                raise MoodleError("invalidtoken")
            if function not in self.offered:
                raise MoodleError("accessexception")
            told = getattr(self, f"_{function}")(asked)
        except MoodleError as error:
            told = {
                "exception": "core\\exception\\moodle_exception",
                "errorcode": str(error),
                "message": "Maartje 1234567",
            }
        if self.after and self.after[0][0] == function:
            return self.after.pop(0)[1]
        return Reply(200, json.dumps(told).encode(), {"Content-Type": "application/json; charset=utf-8"})

    def _core_webservice_get_site_info(self, asked: Any) -> Any:
        return {"sitename": "School", "functions": [{"name": one} for one in sorted(self.offered)]}

    def _core_user_get_users_by_field(self, asked: Any) -> Any:
        return [
            {"id": one.id}
            for one in self.users.values()
            if getattr(one, asked["field"]) == asked["values"]["0"]
        ]

    def _core_enrol_get_users_courses(self, asked: Any) -> Any:
        return [{"id": COURSE}] if self.users[int(asked["userid"])].roles else []

    def _core_enrol_get_enrolled_users(self, asked: Any) -> Any:
        return [
            {
                "id": one.id,
                "idnumber": one.idnumber,
                "email": one.email,
                "roles": [{"roleid": role} for role in one.roles],
            }
            for one in self.users.values()
            if one.roles
        ]

    def _enrol_manual_enrol_users(self, asked: Any) -> Any:
        for one in asked["enrolments"].values():
            roles = self.users[int(one["userid"])].roles
            roles += [] if int(one["roleid"]) in roles else [int(one["roleid"])]
            self.welcomed.append(int(one["userid"]))  # also who was there already

    def _core_group_get_course_groups(self, asked: Any) -> Any:
        if int(asked["courseid"]) != COURSE:
            raise MoodleError("errorcoursecontextnotvalid")
        return [
            {"id": one.id, "name": html.escape(one.name, quote=False), "idnumber": one.idnumber}
            for one in self.groups.values()
            if "hidden" in self.rights or not one.visibility
        ]

    def _core_group_create_groups(self, asked: Any) -> Any:
        (one,) = asked["groups"].values()
        self._refuse(one["name"], 0)
        if one["idnumber"] in {had.idnumber for had in self.groups.values()}:
            raise MoodleError("idnumbertaken")
        made = self.add(one["name"], one["idnumber"])
        made.visibility = int(one["visibility"])
        return [{"id": made.id, **one}]

    def _core_group_update_groups(self, asked: Any) -> Any:
        (one,) = asked["groups"].values()
        self._refuse(one["name"], int(one["id"]))
        self.groups[int(one["id"])].name = one["name"]

    def _refuse(self, name: str, mine: int) -> None:
        taken = {had.name for had in self.groups.values() if had.id != mine}
        if re.search(r"<[/\w]", name) or name in taken:
            raise MoodleError("invalidparameter")

    def _core_group_get_group_members(self, asked: Any) -> Any:
        ids = [int(one) for one in asked["groupids"].values()]
        return [{"groupid": one, "userids": self.groups[one].members} for one in ids]

    def _core_group_add_group_members(self, asked: Any) -> Any:
        for one in asked["members"].values():
            user, members = int(one["userid"]), self.groups[int(one["groupid"])].members
            if not self.users[user].roles:
                raise MoodleError("invalidparameter")
            members += [] if user in members else [user]

    def _core_group_delete_groups(self, asked: Any) -> Any:
        for one in asked["groupids"].values():
            self.drop(int(one))

    def drop(self, group: int) -> None:
        """A group goes with its events."""
        self.groups.pop(group, None)
        self.events = {pk: one for pk, one in self.events.items() if one.group != group}

    def _core_calendar_create_calendar_events(self, asked: Any) -> Any:
        made, refused = [], []
        for one in asked["events"].values():
            if "<" in one["name"]:
                raise MoodleError("invalidparameter")
            if "calendar" not in self.rights:
                refused.append({"item": one["name"], "warningcode": "nopermissions"})
                continue
            # It does not look whether the group is there.
            pk = max(self.events, default=0) + 1
            span = int(one["timestart"]), int(one["timeduration"])
            self.events[pk] = Event(pk, int(one["groupid"]), one["name"], one["description"], *span)
            made.append({"id": pk, **one})
        return {"events": made, "warnings": refused}

    def _core_calendar_get_calendar_events(self, asked: Any) -> Any:
        groups = [int(one) for one in asked["events"]["groupids"].values()]
        if "calendar" not in self.rights:
            return {
                "events": [],
                "warnings": [{"item": one, "warningcode": "nopermissions"} for one in groups],
            }
        if (
            "categories" in self.rights
            or {*asked["options"].values()} != {"0"}
            or "courseids" in asked["events"]
        ):
            return {"events": [], "warnings": []}
        found = [
            {
                "id": one.id,
                "name": html.escape(one.name, quote=False),
                "description": one.description,
                "groupid": one.group,
                "timestart": one.starts,
            }
            for one in self.events.values()
            if one.group in groups
        ]
        return {"events": found, "warnings": []}

    def _core_calendar_delete_calendar_events(self, asked: Any) -> Any:
        doomed = [int(one["eventid"]) for one in asked["events"].values()]
        if not {*doomed} <= {*self.events}:
            raise MoodleError("invalidrecord")
        for one in doomed:
            del self.events[one]

    def _core_cohort_search_cohorts(self, asked: Any) -> Any:
        if asked["context"] != {"contextlevel": "system", "instanceid": "0"}:
            raise MoodleError("invalidparameter")
        found = [
            {"id": one.id, "name": one.name, "idnumber": one.idnumber}
            for one in self.cohorts.values()
            if asked["query"].lower() in f"{one.name}\n{one.idnumber}".lower()
        ]
        start = int(asked["limitfrom"])
        return {"cohorts": found[start : start + int(asked["limitnum"])]}

    def _core_cohort_create_cohorts(self, asked: Any) -> Any:
        (one,) = asked["cohorts"].values()
        if one["idnumber"] in {had.idnumber for had in self.cohorts.values()}:
            raise MoodleError("invalidparameter")
        made = Group(max(self.cohorts, default=0) + 1, one["name"], one["idnumber"], int(one["visible"]))
        self.cohorts[made.id] = made
        return [{"id": made.id, **one}]

    def _core_cohort_update_cohorts(self, asked: Any) -> Any:
        (one,) = asked["cohorts"].values()
        self._cohort(one["id"]).name = one["name"]

    def _cohort(self, pk: str) -> Group:
        if int(pk) not in self.cohorts:
            raise MoodleError("invalidrecord")
        return self.cohorts[int(pk)]

    def _core_cohort_get_cohort_members(self, asked: Any) -> Any:
        found = [self._cohort(one) for one in asked["cohortids"].values()]
        return [{"cohortid": one.id, "userids": one.members} for one in found]

    def _core_cohort_add_cohort_members(self, asked: Any) -> Any:
        warnings = []
        for one in asked["members"].values():
            user, cohort = int(one["usertype"]["value"]), self.cohorts.get(int(one["cohorttype"]["value"]))
            if cohort and user in self.users and user not in {*self.unwilling, *cohort.members}:
                cohort.members.append(user)
            else:
                warnings.append({"warningcode": "1", "message": "Maartje 1234567"})
        return {"warnings": warnings}

    def _core_cohort_delete_cohorts(self, asked: Any) -> Any:
        for one in asked["cohortids"].values():
            del self.cohorts[self._cohort(one).id]


def _nested(pairs: list[tuple[str, str]]) -> dict[str, Any]:
    """As PHP reads a form: ``a[0][b]=c``."""
    found: dict[str, Any] = {}
    for name, value in pairs:
        *path, last = re.findall(r"[^\[\]]+", name)
        at = found
        for step in path:
            at = at.setdefault(step, {})
        at[last] = value
    return found

"""Finding a place: the list of vacancies, one vacancy, and applying with it."""

from __future__ import annotations

from typing import Any, Final

from winternship_board import api
from winternship_board.overviews import learning
from winternship_board.screens import details
from winternship_board.screens.asking import Ask
from winternship_board.screens.forms import Field, form
from winternship_board.screens.listed import list_screen
from winternship_board.screens.listing import Column, Filter, Listing
from winternship_board.screens.registry import Screen
from winternship_board.screens.replying import Go, Shown
from winternship_board.screens.student import wishes
from winternship_board.screens.student.nearby import nearby
from winternship_board.screens.student.own import STUDENT, profile
from winternship_board.screens.texts import text
from winternship_core.placements import Role, Said

FACTS: Final = (
    "organisation_name",
    "location",
    "crebo",
    "level",
    "route",
    "starts_on",
    "ends_on",
    "days",
    "hours_per_week",
    "allowance_from",
    "allowance_to",
    "expenses",
    "languages",
    "licences",
    "features",
    "places_open",
    "published_on",
    "recognition_requested",
)


def _mine(ask: Ask) -> dict[str, str]:
    """The student's own programme: its crebo, and its name for people."""
    pk = profile(ask).fields["programme"]
    known = learning([pk] if isinstance(pk, int) else [])
    return {one.crebo: f"{ask.say(one.name)} ({one.crebo})" for one in known.values()}


FEWEST: Final = 5  # applications before a rate says anything
LIST: Final = Listing(
    "vacancies",
    "vacancy",
    (
        Column("title"),
        Column("organisation_name"),
        Column("location", names="location"),
        Column("level"),
        Column("starts_on"),
        Column("places_open"),
    ),
    filters=(
        Filter("crebo", text("for_my_programme"), choices=lambda ask: tuple(_mine(ask).items())),
        Filter("sector"),
        Filter("region"),
        Filter("level"),
        Filter("route"),
        Filter("starts_from", text("starts_from"), "date"),
        Filter("starts_until", text("starts_until"), "date"),
    ),
    sorts={"newest": text("sort_newest"), "start": text("sort_start")},
    words=True,
    opens="vacancy",
    empty=text("vacancies_empty"),
    first=lambda ask: {"crebo": next(iter(_mine(ask)))},
)
VACANCIES: Final = list_screen(
    LIST,
    text("vacancies_title"),
    STUDENT,
    template="student/vacancies.html",
    more=lambda ask: {
        **nearby(ask, LIST),
        "mine": "" if ask.one("searched") else "".join(_mine(ask).values()),
    },
)


def view(ask: Ask) -> Shown:
    """One vacancy: what can be learned there, and what a company would see of me."""
    seen = api.see(ask.actor, "vacancy", ask.number())
    me = profile(ask)
    places = api.names(ask.actor, "location", [seen.fields["location"]])
    house = api.see(ask.actor, "organisation", _id(seen, "organisation"))
    mine = api.search(ask.actor, "application", where={"vacancy": seen.id}, limit=5).rows
    open_one = next((one for one in mine if one.fields.get("ended_on") is None), None)
    shown = {"location": "".join(places.values()), **_programme(ask, crebo=seen.fields.get("crebo"))}
    if not seen.fields.get("recognition_requested"):
        shown["recognition_requested"] = ""  # only worth a line when it is so
    if seen.fields.get("allowance_from") == 0:
        shown["allowance_from"] = ask.t["no_allowance"]
    misfits = [] if open_one else [ask.say(one) for one in api.misfits(ask.actor, me.id, seen.id)]
    context = {
        "seen": seen,
        "rows": details.rows(ask, seen, FACTS, shown),
        "text": seen.fields.get("text"),
        "tasks": seen.fields.get("tasks"),
        "rate": _reply_rate(house),
        "mine": open_one,
        "wished": seen.id in api.wishes(ask.actor, me.id),
        "profile": details.rows(ask, me, PROFILE, _programme(ask, pk=me.fields["programme"])),
        "misfits": misfits,
        "apply": None if open_one or misfits else _apply_form(ask, seen),
    }
    return Shown("student/vacancy.html", context, str(seen.fields["title"]))


PROFILE: Final = ["programme", "level", "route", "year", "starts_on", "ends_on", "languages", "work_wished"]
APPLY: Final = (
    Field("letter", "area", text("letter"), hint=text("letter_hint")),
    Field("profile_seen", "check", text("profile_seen"), required=True),
)


def _programme(ask: Ask, crebo: object = "", pk: object = None) -> dict[str, str]:
    found = api.programmes(ask.host.language, [crebo], [pk])
    name = next(iter(found.values()), "")
    return {"programme": name, "crebo": name}


def _reply_rate(house: api.Seen) -> int | None:
    """The share of applications that the company answered in time, in percent; nothing under five of them."""
    answered, silent = (house.fields.get(name) for name in ("answered", "unanswered"))
    if not isinstance(answered, int) or not isinstance(silent, int) or answered + silent < FEWEST:
        return None
    return round(100 * answered / (answered + silent))


def _id(seen: api.Seen, name: str) -> int:
    value = seen.fields[name]
    assert isinstance(value, int)
    return value


def _apply_form(ask: Ask, seen: api.Seen) -> Any:
    return form(
        ask, APPLY, do="apply", button=text("apply"), hidden={"id": seen.id, "asked.profile_seen": "1"}
    )


def send(ask: Ask) -> Go:
    """Make the application and send it in one go; the letter goes to the company as a message."""
    vacancy, letter = ask.number(), ask.one("letter")
    me = profile(ask)
    made = api.create(ask.actor, "application", {"student": me.id, "vacancy": vacancy})
    said = Said(confirmed=frozenset({"profile_seen"} if ask.one("profile_seen") else ()))
    api.move(ask.actor, "application", made.id, "apply", version=made.version, said=said)
    sent = not letter or _tell(ask, made.id, letter)
    words = text("applied") if sent else text("applied_without", letter=letter)
    return Go("application", {"id": made.id}, words)


def _tell(ask: Ask, application: int, letter: str) -> bool:
    """Whether the letter could go; at a company where nobody has come in, none can read it."""
    try:
        api.tell(ask.actor, "application", application, Role.COMPANY, letter)
    except api.NotFound:
        return False
    return True


VACANCY: Final = Screen("vacancy", text("vacancy_title"), STUDENT, view, {"apply": send, "wish": wishes.add})

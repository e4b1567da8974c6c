"""Helping a student to a place: help first, wishes in order, proposing a vacancy, a company kept apart."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from winternship_board import api, overviews
from winternship_board.screens.asking import Ask
from winternship_board.screens.forms import Field, read
from winternship_board.screens.registry import Post
from winternship_board.screens.replying import Go, Undo
from winternship_board.screens.school.paper import Link, Opening, Part, opening
from winternship_board.screens.texts import text

MOST: Final = 50


def forms(ask: Ask, seen: api.Seen) -> list[Opening | None]:
    """The ways to a place that a coordinator can open for a student who has none."""
    if seen.fields.get("is_placed"):
        return []
    held = {"id": seen.id, "version": seen.version}
    first = bool(seen.fields.get("help_first"))
    return [
        opening(
            ask,
            text("sc_help_first_off" if first else "sc_help_first_on"),
            (),
            do="help_first",
            lead=text("sc_help_first_lead"),
            hidden={**held, "on": "" if first else "on"},
        ),
        _propose_form(ask, seen),
    ]


def ways(ask: Ask, seen: api.Seen) -> Part | None:
    """The way to the screen for a place that the student found."""
    if seen.fields.get("is_placed"):
        return None
    link = Link(ask.t["sc_found_title"], "found_place", {"id": seen.id}, hint=ask.t["sc_for_found_place"])
    return Part(ask.t["sc_help_title"], links=[link])


def _propose_form(ask: Ask, seen: api.Seen) -> Opening:
    choices = _fitting(ask, seen)
    field = Field("vacancy", "choice", text("field_vacancy"), text("sc_propose_hint"), True, choices)
    return opening(
        ask,
        text("sc_propose"),
        (field,),
        do="propose",
        lead=text("sc_propose_lead" if choices else "sc_propose_none"),
        hidden={"id": seen.id},
    )


def _fitting(ask: Ask, seen: api.Seen) -> list[tuple[str, str]]:
    """The open vacancies for the student's own programme: (id, title and company)."""
    programme = seen.fields.get("programme")
    known = overviews.learning([programme] if isinstance(programme, int) else []).values()
    where = {"state": "published", "crebo": next((one.crebo for one in known), "")}
    found = api.search(ask.actor, "vacancy", where=where, limit=MOST).rows
    return [(str(row.id), f"{row.fields['title']} – {row.fields['organisation_name']}") for row in found]


def help_first(ask: Ask) -> Go:
    """Mark or unmark a student to be helped first; it can be undone."""
    pk, on = ask.number(), ask.one("on") == "on"
    moved = api.change(ask.actor, "student", pk, {"help_first": on}, version=ask.number("version"))
    undo = Undo("student", "help_first", {"id": pk, "version": moved.version, "on": "" if on else "on"})
    return Go("student", {"id": pk}, text("sc_help_first_set" if on else "sc_help_first_unset"), undo)


def propose(ask: Ask) -> Go:
    """Make a draft of an application; the coordinator looks at it once more and proposes it, the student decides."""
    pk = ask.number()
    chosen = read(
        ask, (Field("vacancy", "choice", None, None, True, _fitting(ask, api.see(ask.actor, "student", pk))),)
    )
    values = {"student": pk, "vacancy": int(chosen["vacancy"]), "origin": "school"}
    made = api.create(ask.actor, "application", values)
    return Go("application", {"id": made.id}, text("sc_proposed_draft"))


def wish_forms(
    ask: Ask, seen: api.Seen, wished: Sequence[int], known: Mapping[int, str]
) -> list[Opening | None]:
    """Another order of the wishes, or one more: with the student at the table, by choosing from lists."""
    chosen = {str(pk): known[pk] for pk in wished if pk in known}
    fitting = dict(_fitting(ask, seen))
    choices = list({**chosen, **fitting}.items())
    if not choices:
        return []
    fields = [
        Field(f"wish{rank}", "choice", text("sc_wish_rank", rank=rank), choices=choices)
        for rank in range(1, 6)
    ]
    values = {f"wish{rank}": str(pk) for rank, pk in enumerate(wished[:5], start=1)}
    return [
        opening(
            ask,
            text("sc_change_wishes"),
            fields,
            do="wishes",
            button=text("sc_save"),
            values=values,
            hidden={"id": seen.id},
        )
    ]


def wishes(ask: Ask) -> Go:
    """Put the wishes in the order that was chosen; those beyond the fifth stay behind them as they were."""
    pk = ask.number()
    before = overviews.wishes_of(ask.actor, pk)
    first = [int(one) for rank in range(1, 6) if (one := ask.one(f"wish{rank}")).isdigit()]
    api.set_wishes(ask.actor, pk, [*first, *before[5:]])
    undo = Undo("student", "wishes_back", {"id": pk, "vacancy": list(before)})
    return Go("student", {"id": pk}, text("sc_wishes_saved"), undo)


def wishes_back(ask: Ask) -> Go:
    """Put the order of before back."""
    pk = ask.number()
    api.set_wishes(ask.actor, pk, [int(one) for one in ask.many("vacancy") if one.isdigit()])
    return Go("student", {"id": pk}, text("sc_wishes_saved"))


def apart(ask: Ask, seen: api.Seen) -> Part:
    """The companies that the student is kept apart from, with the reason, and one more."""
    pairs = overviews.apart_from(ask.actor, seen.id)
    known = api.names(ask.actor, "organisation", [pair.organisation for pair in pairs])
    links = [Link(known.get(pair.organisation, "?"), hint=pair.reason) for pair in pairs]
    choices = _companies(ask, seen)
    more = opening(
        ask,
        text("sc_keep_apart"),
        (
            Field("organisation", "choice", text("field_organisation"), required=True, choices=choices),
            Field("reason", "area", text("sc_why"), text("sc_apart_hint"), required=True),
        ),
        do="apart",
        lead=text("sc_apart_lead"),
        hidden={"id": seen.id},
    )
    return Part(ask.t["sc_apart"], links=links, forms=[more] if choices else [], empty=ask.t["sc_apart_none"])


def _companies(ask: Ask, seen: api.Seen) -> list[tuple[str, str]]:
    """The companies that come into question: where the student applied, or may be proposed to."""
    rows = api.search(ask.actor, "application", where={"student": seen.id}, limit=MOST).rows
    rows += api.search(ask.actor, "placement", where={"student": seen.id}, limit=MOST).rows
    ids = [row.fields.get("organisation") for row in rows]
    vacancies = [int(pk) for pk, _ in _fitting(ask, seen)]
    ids += [api.see(ask.actor, "vacancy", pk).fields["organisation"] for pk in vacancies[:20]]
    return [(str(pk), name) for pk, name in api.names(ask.actor, "organisation", ids).items()]


def keep_apart(ask: Ask) -> Go:
    """Keep the student and a company apart; only coordinators see why."""
    pk, company = ask.number(), ask.number("organisation")
    if not ask.one("reason"):
        raise api.BadValue("reason", text("wrong_empty"))
    api.see(ask.actor, "organisation", company)
    api.block_pair(ask.actor, pk, company, ask.one("reason"))
    return Go("student", {"id": pk}, text("sc_saved"))


POSTS: Final[Mapping[str, Post]] = {
    "help_first": help_first,
    "propose": propose,
    "wishes": wishes,
    "wishes_back": wishes_back,
    "apart": keep_apart,
}

"""One agreement: fill in, let the company check, send for signing, sign for the school, record paper, take back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any, Final

from winternship_board import api, overviews
from winternship_board.screens import saying
from winternship_board.screens.asking import Ask
from winternship_board.screens.forms import Field, read
from winternship_board.screens.registry import Post, Screen
from winternship_board.screens.replying import Download, Go, Shown
from winternship_board.screens.school import facts, signing
from winternship_board.screens.school.paper import Link, Opening, Part, opening, paper
from winternship_board.screens.school.roles import STAFF, is_coordinator
from winternship_board.screens.steps import move_post, steps
from winternship_board.screens.texts import text
from winternship_core.placements.codes import ROUTE
from winternship_core.placements.contents import AGREEMENT_CONTENTS, missing_contents

# Filled in by the board itself from the placement; people write the rest.
AREAS: Final = frozenset({"work_processes", "assessment_way", "early_ending_conditions"})
CHANGEABLE: Final = frozenset({"draft", "company_check"})


def _fields() -> list[Field]:
    found = []
    for item in AGREEMENT_CONTENTS:
        for key in item.keys:
            name = text(f"sc_content_{key}")
            if key == "route":
                found.append(Field(key, "choice", name, choices=ROUTE))
            elif key in {"starts_on", "ends_on"}:
                found.append(Field(key, "date", name))
            elif key == "hours_total":
                found.append(Field(key, "number", name))
            else:
                found.append(Field(key, "area" if key in AREAS else "text", name, most=500))
    return found


FIELDS: Final = _fields()


def contents_of(seen: api.Seen) -> dict[str, Any]:
    """What stands in an agreement; empty for who does not see it."""
    contents = seen.fields.get("contents")
    return dict(contents) if isinstance(contents, Mapping) else {}


def view(ask: Ask) -> Shown:
    """The page. What is missing by POK-3 is said in words, beside the fact."""
    seen = api.see(ask.actor, "agreement", ask.number())
    title = overviews.titles(ask.actor, [seen.fields.get("placement")])
    names = next((f"{one.student} – {one.company}" for one in title.values()), "")
    contents = contents_of(seen)
    placement = Link(names or ask.t["sc_placement"], "placement", {"id": seen.fields.get("placement")})
    number = f"{ask.t['sc_agreement']} {seen.fields.get('number')}"
    return paper(
        ask,
        seen,
        title=f"{number}: {names}",
        warnings=_warnings(ask, seen, contents),
        steps=steps(ask, seen, leave={"record paper signing"}),
        parts=[
            Part(ask.t["sc_about"], links=[placement]),
            signing.part(ask, seen),
            Part(ask.t["sc_contents"], _contents(ask, contents), lines=facts.lines(ask, ("POK-3",))),
        ],
        forms=[_form(ask, seen, contents)],
        files=[("pdf", ask.t["sc_pdf"]), ("html", ask.t["sc_html"])] if contents else [],
    )


def _document(form: str) -> Post:
    """The post that gives the document as ``pdf`` or ``html``, in the person's language."""

    def give(ask: Ask) -> Download:
        language = "nl" if ask.host.language.startswith("nl") else "en"
        paper = api.agreement_document(ask.actor, ask.number(), language=language, form=form)
        return Download(paper.content, paper.name, paper.content_type)

    return give


def _warnings(ask: Ask, seen: api.Seen, contents: Mapping[str, Any]) -> list[str]:
    state = str(seen.fields.get("state"))
    missing = [ask.say(item.text) for item in missing_contents(contents)]
    said = []
    if missing and state in CHANGEABLE:
        said.append(f"{ask.t['sc_contents_missing']} {', '.join(missing)}.")
    if state in {"refused", "void"}:
        said.append(ask.t["sc_make_new_draft"])
    if state == "company_check":
        said.append(ask.t["sc_company_checks"])
    return said


def _contents(ask: Ask, contents: Mapping[str, Any]) -> list[tuple[str, str]]:
    language = ask.host.language
    said = [(one, _shown(one, contents.get(one.name))) for one in FIELDS]
    return [
        (ask.say(one.label), saying.value(language, "placement", one.name, words))
        for one, words in said
        if words and one.label
    ]


def _shown(one: Field, value: object) -> object:
    """A date as one, all else in words."""
    words = _words(value)
    try:
        return dt.date.fromisoformat(words) if one.kind == "date" and words else words
    except ValueError:
        return words


def _words(value: object) -> str:
    return "\n".join(map(str, value)) if isinstance(value, list) else str(value or "")


def _form(ask: Ask, seen: api.Seen, contents: Mapping[str, Any]) -> Opening | None:
    if not is_coordinator(ask) or str(seen.fields.get("state")) not in CHANGEABLE:
        return None
    values = {one.name: _words(contents.get(one.name)) for one in FIELDS}
    return opening(
        ask,
        text("sc_change_contents"),
        FIELDS,
        do="change",
        button=text("sc_save"),
        values=values,
        hidden={"id": seen.id, "version": seen.version},
    )


def change(ask: Ask) -> Go:
    """Fill in the contents; what the board added besides stays as it is."""
    pk, given = ask.number(), read(ask, FIELDS)
    values = {
        **given,
        "starts_on": given["starts_on"].isoformat() if given["starts_on"] else "",
        "ends_on": given["ends_on"].isoformat() if given["ends_on"] else "",
        "hours_total": given["hours_total"] or 0,
        "work_processes": [line.strip() for line in given["work_processes"].split("\n") if line.strip()],
    }
    now = contents_of(api.see(ask.actor, "agreement", pk))
    api.change(ask.actor, "agreement", pk, {"contents": {**now, **values}}, version=ask.number("version"))
    return Go("agreement", {"id": pk}, text("sc_saved"))


AGREEMENT: Final = Screen(
    "agreement",
    text("sc_agreement"),
    STAFF,
    view,
    {
        "move": move_post,
        "change": change,
        "pdf": _document("pdf"),
        "html": _document("html"),
        **signing.POSTS,
    },
)

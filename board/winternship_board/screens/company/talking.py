"""A conversation beside an application or a placement: read it, add to it, report what is wrong."""

from __future__ import annotations

from typing import Final

from winternship_board import api
from winternship_board.screens import saying
from winternship_board.screens.asking import Ask
from winternship_board.screens.forms import Field, form, read
from winternship_board.screens.registry import Post
from winternship_board.screens.replying import Go
from winternship_board.screens.texts import text
from winternship_core.placements import Role

WORDS: Final = (Field("words", "area", text("co_write"), required=True),)


def talk(ask: Ask, kind: str, pk: int, party: Role) -> dict[str, object]:
    """The conversations of this person about an object, and a form to begin one with the other party."""
    found, known = [], api.talks(ask.actor, kind, pk)
    for one in known:
        others = saying.parties(ask.host.language, one.others)
        answer = form(
            ask,
            WORDS,
            do="write",
            button=text("co_send"),
            hidden={"id": pk, "thread": one.thread},
            key=f"write {one.thread}",
        )
        title = ask.say(text("talk_with", who=others)) if others else ""
        found.append({"title": title, "letters": _letters(ask, one.thread), "form": answer})
    met = any(party in one.others for one in known)
    begin = None if met else form(ask, WORDS, do="write", button=text("co_send"), hidden={"id": pk})
    return {"conversations": found, "form": begin, "id": pk}


def _letters(ask: Ask, thread: int) -> list[dict[str, object]]:
    return [
        {
            "id": one.id,
            "who": ask.t["co_you"] if one.author_id == ask.actor.person_id else ask.t["co_other"],
            "when": saying.day(ask.host.language, one.at),
            "text": one.text,
            "mine": one.author_id == ask.actor.person_id,
            "reported": one.is_reported,
            "new": one.is_new,
        }
        for one in api.read(ask.actor, thread)
    ]


def write_to(kind: str, party: Role) -> Post:
    """The post ``write`` of a screen about an object of this kind: an answer, or a message to that party."""

    def write(ask: Ask) -> Go:
        pk, words = ask.number(), read(ask, WORDS)["words"]
        if ask.one("thread"):
            api.write(ask.actor, ask.number("thread"), words)
        else:
            api.tell(ask.actor, kind, pk, party, words)
        return Go(ask.screen, {"id": pk}, text("co_sent"))

    return write


def report(ask: Ask) -> Go:
    """The report button of a message; only who takes part can press it."""
    api.report_message(ask.actor, ask.number("message"))
    return Go(ask.screen, {"id": ask.number()}, text("co_reported"))

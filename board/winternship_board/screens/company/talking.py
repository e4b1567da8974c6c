"""A conversation beside an application or a placement: read it, add to it, report what is wrong."""

from __future__ import annotations

from typing import Final

from winternship_board import api
from winternship_board.screens import saying
from winternship_board.screens.asking import Ask
from winternship_board.screens.forms import Field, Form, form, read
from winternship_board.screens.registry import Post
from winternship_board.screens.replying import Go
from winternship_board.screens.texts import text
from winternship_core.placements import Role

WORDS: Final = (Field("words", "area", text("co_write"), required=True),)


def talk(ask: Ask, kind: str, pk: int) -> dict[str, object]:
    """The messages between this person and the other party about an object, oldest first, and a form to write."""
    letters = []
    for thread in api.conversations(ask.actor, kind, pk):
        for one in api.read(ask.actor, thread):
            mine = one.author_id == ask.actor.person_id
            letters.append(
                {
                    "id": one.id,
                    "who": ask.t["co_you"] if mine else ask.t["co_other"],
                    "when": saying.day(ask.host.language, one.at),
                    "text": one.text,
                    "mine": mine,
                    "reported": one.is_reported,
                }
            )
    return {"letters": letters, "form": _form(ask, pk), "id": pk}


def _form(ask: Ask, pk: int) -> Form:
    return form(ask, WORDS, do="write", button=text("co_send"), hidden={"id": pk})


def write_to(kind: str, party: Role) -> Post:
    """The post ``write`` of a screen about an object of this kind: a message to that party."""

    def write(ask: Ask) -> Go:
        pk = ask.number()
        api.tell(ask.actor, kind, pk, party, read(ask, WORDS)["words"])
        return Go(ask.screen, {"id": pk}, text("co_sent"))

    return write


def report(ask: Ask) -> Go:
    """The report button of a message; only who takes part can press it."""
    api.report_message(ask.actor, ask.number("message"))
    return Go(ask.screen, {"id": ask.number()}, text("co_reported"))

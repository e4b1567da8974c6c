"""Messages at an application or a placement: what was written, a box to write on, and a button to report one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from winternship_board import api
from winternship_board.screens import saying
from winternship_board.screens.asking import Ask
from winternship_board.screens.forms import Field, form, read
from winternship_board.screens.registry import Post
from winternship_board.screens.replying import Go
from winternship_board.screens.texts import text

WRITE: Final = (
    Field("message", "area", text("message"), hint=text("message_hint"), required=True, most=4000),
)


def messages(ask: Ask, kind: str, pk: int) -> list[dict[str, Any]]:
    """The conversations about an object in which I take part, each with a form to go on with it."""
    found = []
    for talk in api.talks(ask.actor, kind, pk):
        thread = talk.thread
        letters = [
            {
                "id": one.id,
                "mine": one.author_id == ask.actor.person_id,
                "text": one.text,
                "at": saying.day(ask.host.language, one.at),
                "reported": one.is_reported,
                "new": one.is_new,
            }
            for one in api.read(ask.actor, thread)
        ]
        hidden = {"id": pk, "thread": thread}
        write = form(
            ask, WRITE, do="write", button=text("message_send"), hidden=hidden, key=f"write {thread}"
        )
        others = saying.parties(ask.host.language, talk.others)
        title = ask.say(text("talk_with", who=others)) if others else ""
        found.append({"letters": letters, "form": write, "title": title})
    return found


def write(ask: Ask) -> Go:
    """Go on with a conversation; only who takes part in it can."""
    values = read(ask, WRITE)
    api.write(ask.actor, ask.number("thread"), values["message"])
    return Go(ask.screen, {"id": ask.number()}, text("message_sent"))


def report(ask: Ask) -> Go:
    """Let the school's confidential contact look at a message."""
    api.report_message(ask.actor, ask.number("message"))
    return Go(ask.screen, {"id": ask.number()}, text("message_reported"))


POSTS: Final[Mapping[str, Post]] = {"write": write, "report": report}

"""A word to the student through the board, and a personal link for somebody at the company without an account."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from winternship_board import api, reaching
from winternship_board.screens import saying
from winternship_board.screens.asking import Ask
from winternship_board.screens.forms import Field, read
from winternship_board.screens.registry import Post
from winternship_board.screens.replying import Go
from winternship_board.screens.school.paper import Letter, Part, opening
from winternship_board.screens.texts import text
from winternship_core.placements import Role
from winternship_core.placements.roles import ROLE_NAMES

WORD: Final = (Field("words", "area", text("sc_message"), text("ask_reason_hint"), required=True),)
LINK: Final = (
    Field(
        "role",
        "choice",
        text("sc_link_for"),
        required=True,
        choices={str(role): ROLE_NAMES[role] for role in (Role.TRAINER, Role.COMPANY)},
    ),
)
MOST: Final = 20


def part(ask: Ask, seen: api.Seen) -> Part:
    """What was written so far in one's own conversations, and the two forms."""
    held = {"id": seen.id}
    found = []
    for thread in reaching.conversations(ask.actor, "placement", seen.id):
        for letter in api.read(ask.actor, thread, limit=MOST):
            mine = letter.author_id == ask.actor.person_id
            who, when = (
                ask.t["sc_from_me" if mine else "sc_from_other"],
                saying.day(ask.host.language, letter.at),
            )
            found.append(Letter(letter.id, f"{who}, {when}", letter.text, mine, letter.is_reported))
    forms = [
        opening(ask, text("sc_write_student"), WORD, do="word", button=text("sc_send"), hidden=held),
        opening(ask, text("sc_give_link"), LINK, do="link", lead=text("sc_give_link_lead"), hidden=held)
        if ask.host.links_at
        else None,
    ]
    return Part(ask.t["sc_contact"], letters=found, forms=forms)


def word(ask: Ask) -> Go:
    """Write to the student of this placement."""
    pk = ask.number()
    reaching.tell(ask.actor, "placement", pk, Role.STUDENT, str(read(ask, WORD)["words"]))
    return Go("placement", {"id": pk}, text("sc_sent"))


def link(ask: Ask) -> Go:
    """A personal link, shown this once; the school sends it itself."""
    if not ask.host.links_at:
        raise api.NotFound("link")  # a host that serves no links: a secret without an address opens nothing
    pk = ask.number()
    role = Role(str(read(ask, LINK)["role"]))
    secret = api.personal_link(ask.actor, role, "placement", pk)
    return Go("placement", {"id": pk}, text("sc_link_is", link=f"{ask.host.links_at}{secret}"))


def report(ask: Ask) -> Go:
    """Let the confidential contact look at a message; only who takes part in the conversation can."""
    pk = ask.number()
    api.report_message(ask.actor, ask.number("message"))
    return Go("placement", {"id": pk}, text("co_reported"))


POSTS: Final[Mapping[str, Post]] = {"word": word, "link": link, "report": report}

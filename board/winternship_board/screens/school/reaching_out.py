"""A word to the student through the board, and a personal link for somebody at the company without an account."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from winternship_board import api
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


def parts(ask: Ask, seen: api.Seen) -> list[Part]:
    """Each of one's own conversations with a form to answer; then writing to the student, and a link."""
    known = api.talks(ask.actor, seen.kind, seen.id)
    held = {"id": seen.id}
    met = any(Role.STUDENT in one.others for one in known)
    forms = [
        None
        if met
        else opening(ask, text("sc_write_student"), WORD, do="word", button=text("sc_send"), hidden=held),
        opening(ask, text("sc_give_link"), LINK, do="link", lead=text("sc_give_link_lead"), hidden=held)
        if ask.host.links_at and seen.kind == "placement"
        else None,
    ]
    found = [_conversation(ask, seen, one) for one in known]
    return [*found, Part(ask.t["sc_contact"], forms=forms)] if any(forms) else found


def _conversation(ask: Ask, seen: api.Seen, one: api.Talk) -> Part:
    letters = []
    for letter in api.read(ask.actor, one.thread, limit=MOST):
        mine = letter.author_id == ask.actor.person_id
        who = ask.t["sc_from_me" if mine else "sc_from_other"]
        head = f"{who}, {saying.day(ask.host.language, letter.at)}"
        letters.append(Letter(letter.id, head, letter.text, mine, letter.is_reported, letter.is_new))
    others = saying.parties(ask.host.language, one.others)
    answer = opening(
        ask,
        text("talk_answer"),
        WORD,
        do="word",
        button=text("sc_send"),
        hidden={"id": seen.id, "thread": one.thread},
        key=f"word {one.thread}",
    )
    title = ask.say(text("talk_with", who=others)) if others else ask.t["sc_contact"]
    return Part(title, letters=letters, forms=[answer])


def word(ask: Ask) -> Go:
    """Answer in a conversation, or write to the student of this application or placement."""
    pk, words = ask.number(), str(read(ask, WORD)["words"])
    if ask.one("thread"):
        api.write(ask.actor, ask.number("thread"), words)
    else:
        api.tell(ask.actor, ask.screen, pk, Role.STUDENT, words)
    return Go(ask.screen, {"id": pk}, text("sc_sent"))


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
    return Go(ask.screen, {"id": pk}, text("co_reported"))


WORDS_ONLY: Final[Mapping[str, Post]] = {"word": word, "report": report}
POSTS: Final[Mapping[str, Post]] = {**WORDS_ONLY, "link": link}

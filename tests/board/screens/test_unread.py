"""New messages stand under Today of whoever may read them, and are read where they are answered."""

from __future__ import annotations

from collections.abc import Callable

from tests.board.screens.conftest import Visitor
from tests.board.world import World, edit, step
from winternship_board import api, clock
from winternship_board.models import Membership
from winternship_core.placements import Role, Said

Visit = Callable[..., Visitor]


def test_student_and_company_see_what_is_new_until_they_read_it(world: World, visitor: Visit) -> None:
    world.vacancy()
    pk = world.applied()
    api.tell(world.sam, "application", pk, Role.COMPANY, "I bake at home.")
    assert "new message" not in visitor("bo").see("home")  # a hidden candidate's letter waits
    assert "I bake at home." not in visitor("bo").see("application", id=pk)
    step(world.bo, "application", pk, "invite", Said(confirmed=frozenset({"same_questions"})))
    assert "1 new message: Sam Jansen" in visitor("bo").see("home")
    assert "new message" not in visitor("gus").see("home")
    page = visitor("bo").see("application", id=pk)
    assert "I bake at home." in page
    assert page.count('wb-fresh">new<') == 1
    assert 'wb-fresh">new<' not in visitor("bo").see("application", id=pk)
    assert "new message" not in visitor("bo").see("home")

    for words in ("What do you bake?", "And when?"):
        visitor("bo").post("application", "write", id=pk, words=words)
    assert "2 new messages: Bakery: learn every shift" in visitor("sam").see("home")
    assert "2 nieuwe berichten: Bakery" in visitor("sam", language="nl").see("home")
    page = visitor("sam").see("application", id=pk)
    assert page.count('wb-fresh">new<') == 2
    assert "new message" not in visitor("sam").see("home")


def test_school_and_trainer_answer_where_today_sends_them(world: World, visitor: Visit) -> None:
    world.vacancy()
    pk = world.prepared()
    to = [one.person_id or 0 for one in (world.wim, world.tess, world.carla)]
    threads = [api.start_thread(world.sam, "placement", pk, [one], "When do I begin?") for one in to]
    for name, thread, do in zip(("wim", "tess", "carla"), threads, ("write", "word", "word"), strict=True):
        who = visitor(name)
        assert "1 new message: Sam Jansen" in who.see("home"), name
        page = who.see("placement", id=pk)
        assert page.count('wb-fresh">new<') == 1, name
        assert f'name="thread" value="{thread}"' in page
        assert "new message" not in who.see("home"), name
        who.post("placement", do, id=pk, thread=thread, words=f"At eight, says {name}.")
        assert "Not " in visitor("gus").post("placement", "write", id=pk, thread=thread, words="No.")
    assert "3 new messages: bakery" in visitor("sam").see("home")
    page = visitor("sam").see("placement", id=pk)
    assert all(f"At eight, says {name}." in page for name in ("wim", "tess", "carla"))
    assert "new message" not in visitor("sam").see("home")


def test_the_school_answers_about_an_application_too(world: World, visitor: Visit) -> None:
    world.vacancy()
    pk = world.applied()
    thread = api.tell(world.sam, "application", pk, Role.COORDINATOR, "May I apply twice?")
    assert "1 new message: Sam Jansen" in visitor("carla").see("home")
    assert "May I apply twice?" in visitor("carla").see("application", id=pk)
    visitor("carla").post("application", "word", id=pk, thread=thread, words="Yes.")
    assert [one.text for one in api.read(world.sam, thread)] == ["May I apply twice?", "Yes."]


def test_a_long_conversation_shows_its_newest_messages(world: World, visitor: Visit) -> None:
    world.vacancy()
    pk = world.prepared()
    for number in range(25):
        api.tell(world.sam, "placement", pk, Role.COORDINATOR, f"Day {number}.")
    page = visitor("carla").see("placement", id=pk)
    assert "Day 24." in page
    assert "Day 4." not in page


def test_an_open_school_lets_the_company_read_the_letter_at_once(world: World, visitor: Visit) -> None:
    edit(world.system, "organisation", world.ids["college"], {"blind": False})
    world.vacancy()
    pk = world.applied()
    api.tell(world.sam, "application", pk, Role.COMPANY, "I bake at home.")
    assert "1 new message: Sam Jansen" in visitor("bo").see("home")
    assert "I bake at home." in visitor("bo").see("application", id=pk)


def test_a_letter_that_nobody_can_read_comes_back_to_its_writer(world: World, visitor: Visit) -> None:
    vacancy = world.vacancy()
    Membership.objects.filter(person=world.bo.person_id).update(ended_at=clock.now())
    said = {"profile_seen": "on", "asked.profile_seen": "1"}
    html = visitor("sam").post("vacancy", "apply", id=vacancy, letter="I bake at home.", **said)
    assert "without your letter" in html
    assert "I bake at home." in html
    assert len(api.search(world.sam, "application").rows) == 1

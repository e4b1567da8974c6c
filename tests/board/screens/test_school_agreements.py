"""Placements and agreements by the school: name, fill in, send, sign, record paper, amend; and no way around."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from tests.board.screens.conftest import Visitor
from tests.board.screens.filling_in import filled, send
from tests.board.world import World, edit, sign, state_of, step
from winternship_board import api
from winternship_board.models import EventWords, Message
from winternship_board.screens import Download

Visit = Callable[..., Visitor]


def test_from_the_first_yes_to_an_agreement_that_is_signed(world: World, visitor: Visit) -> None:
    world.vacancy()
    pk = world.placed("sam")
    carla = visitor("carla")
    page = carla.see("placement", id=pk)
    assert "The learning goals are missing." in page
    people = send(carla, page, "people", supervisor=world.tess.person_id, trainer=world.wim.person_id)
    assert "Saved." in people
    plan = send(carla, people, "plan", planned_hours=320, goals="Bake alone.", work_processes="B1-K1-W1")
    approved = send(carla, plan, f"move placement {pk} approve content")
    prepared = send(carla, approved, f"move placement {pk} check recognition and prepare agreement")
    draft = send(carla, prepared, "agreement")
    assert "Not filled in yet" in draft
    agreement = api.search(world.carla, "agreement", where={"placement": pk}).rows[0].id
    full = send(
        carla,
        draft,
        "change",
        assessment_way="The school's form.",
        early_ending_conditions="After a talk of all three.",
        trainer_name="Wim",
    )
    assert "Not filled in yet" not in full
    checking = send(carla, full, f"move agreement {agreement} send to company to check data")
    assert "The company checks its data." in checking
    sent = send(carla, checking, f"move agreement {agreement} send for signing")
    assert "placement coordinator: not yet" in carla.see("agreements")
    assert "The school has signed." in send(carla, sent, "sign", read_it="on")
    assert "placement coordinator: signed" in carla.see("agreements")
    for who in (world.sam, world.bo):
        sign(who, agreement)
    assert "company contact: signed" in carla.see("agreements")
    assert state_of("placement", pk) == "confirmed"


def test_a_block_cannot_be_set_aside_and_the_fact_says_why(world: World, visitor: Visit) -> None:
    world.vacancy()
    pk = world.placed("noor")
    edit(
        world.carla, "placement", pk, {"planned_hours": 320, "goals": "Bake.", "work_processes": ["B1-K1-W1"]}
    )
    step(world.carla, "placement", pk, "approve content")
    carla = visitor("carla")
    page = carla.see("placement", id=pk)
    assert "Nobody may set this aside, not even you" in page
    assert "Some work is forbidden" in page  # the fact SAF-1, with the day of its check
    action = "check recognition and prepare agreement"
    assert "override" not in str(filled_or_empty(page, f"move placement {pk} {action}"))
    lied = carla.post(
        "placement",
        "move",
        kind="placement",
        id=pk,
        action=action,
        version=3,
        override="I want it all the same.",
    )
    assert "Not done yet" in lied
    assert state_of("placement", pk) == "approved"
    checked = send(carla, page, "safety", removed=["B1-K1-W2"], supervised="on", hours_fit="on")
    send(carla, checked, f"move placement {pk} {action}")
    assert state_of("placement", pk) == "agreement"


def filled_or_empty(page: str, key: str) -> dict[str, list[str]]:
    """The form of a step, when the page offers one."""
    return filled(page, key) if f'value="{key}"' in page else {}


def test_another_rule_is_set_aside_with_a_written_reason_that_is_kept(world: World, visitor: Visit) -> None:
    world.vacancy()
    pk = world.placed("sam")
    carla = visitor("carla")
    page = carla.see("placement", id=pk)
    done = send(carla, page, f"move placement {pk} approve content", override="Goals follow in week one.")
    assert state_of("placement", pk) == "approved"
    assert "Done." in done
    assert EventWords.objects.filter(override="Goals follow in week one.").count() == 1


def test_the_rules_without_exception_are_listed_with_their_facts(visitor: Visit) -> None:
    page = visitor("carla", language="nl").see("rules")
    assert page.count("Nagekeken op") == 4
    assert "Deze vier regels mag niemand opzij zetten" in page


def test_paper_signing_needs_everyone_and_leaves_nothing_behind_when_refused(
    world: World, visitor: Visit
) -> None:
    world.vacancy()
    placement, agreement = world.signing("noor")
    carla = visitor("carla")
    page = carla.see("agreement", id=agreement)
    refused = send(carla, page, "paper", parties=["SC", "CO", "ST"], where="file 2027-14")
    assert "The signature of a party that must sign is missing." in refused
    assert not api.search(world.carla, "document", where={"placement": placement}).rows
    done = send(carla, refused, "paper", parties=["SC", "CO", "ST", "PA"], where="file 2027-14")
    assert "signatures on paper are recorded" in done
    assert "on paper" in done
    assert state_of("agreement", agreement) == "active"
    scan = api.search(world.carla, "document", where={"placement": placement}).rows[0]
    assert scan.fields["storage_key"] == "outside: file 2027-14"


def test_a_signature_is_under_the_document_that_was_shown(world: World, visitor: Visit) -> None:
    world.vacancy()
    _, agreement = world.signing("sam")
    carla = visitor("carla")
    page = carla.see("agreement", id=agreement)
    assert "Fill this in." in send(carla, page, "sign")
    assert "another document" in send(carla, page, "sign", read_it="on", document_hash="0" * 64)
    assert "not yet" in carla.see("agreements")


def test_what_was_signed_is_amended_by_a_version_of_its_own(world: World, visitor: Visit) -> None:
    world.vacancy()
    pk = world.confirmed("sam")
    carla = visitor("carla")
    page = carla.see("agreement", id=world.ids["agreement"])
    assert 'value="change"' not in page
    amended = send(carla, carla.see("placement", id=pk), "agreement")
    assert "Agreement 2" in amended
    assert state_of("agreement", world.ids["agreement"]) == "active"


def test_after_a_refusal_everything_is_filled_in_already(world: World, visitor: Visit) -> None:
    world.vacancy()
    pk, agreement = world.signing("sam")
    carla = visitor("carla")
    page = carla.see("agreement", id=agreement)
    refused = send(
        carla, page, f"move agreement {agreement} recall", reason="The hours were wrong.", parties_told="on"
    )
    assert "all that stood here will be filled in" in refused
    again = send(carla, carla.see("placement", id=pk), "agreement")
    assert "After a talk of all three." in again


def test_the_document_is_for_who_sees_its_contents(world: World, visitor: Visit) -> None:
    world.vacancy()
    _, agreement = world.signing("sam")
    answer = visitor("tess").answer("agreement", "html", id=agreement)
    assert isinstance(answer, Download)
    assert b"Sam Jansen" in answer.body
    stranger = visitor("tom").answer("agreement", "html", id=agreement)
    assert not isinstance(stranger, Download)
    assert "Sam Jansen" not in stranger.html


def test_a_supervisor_of_another_student_sees_no_placement(world: World, visitor: Visit) -> None:
    world.vacancy()
    pk = world.prepared("sam")
    tom = visitor("tom")
    assert "Sam Jansen" not in tom.see("placements") + tom.see("approvals") + tom.see("agreements")
    assert "Not found" in tom.see("placement", id=pk)
    assert "Not found" in visitor("cas").see("placement", id=pk)


def test_who_is_named_has_that_role_there(world: World, visitor: Visit) -> None:
    world.vacancy()
    pk = world.placed("sam")
    carla = visitor("carla")
    sent = filled(carla.see("placement", id=pk), "people", supervisor=world.tess.person_id)
    sent["trainer"] = [str(world.gus.person_id)]
    sent.pop("do")
    assert "Choose one of the options." in carla.post(sent.pop("screen")[0], "people", **sent)
    assert api.see(world.carla, "placement", pk).fields["supervisor"] is None


def test_the_list_for_day_one_and_a_link_for_the_company(world: World, visitor: Visit) -> None:
    world.vacancy()
    pk = world.confirmed("sam")
    tess = visitor("tess")
    page = tess.see("placement", id=pk)
    assert "Saved." in send(tess, page, "day_one", day_one_sent_on="2027-01-25")
    assert api.see(world.tess, "placement", pk).fields["day_one_sent_on"] == dt.date(2027, 1, 25)
    assert "Personal link" not in tess.see("placement", id=pk)  # this host serves none
    assert "Not done" in tess.post("placement", "link", id=pk, role="WT")
    tess = visitor("tess", links_at="https://board.example/link/")
    linked = send(tess, tess.see("placement", id=pk), "link", role="WT")
    secret = linked.split("https://board.example/link/")[1].split()[0]
    assert api.actor_by_link(secret).role == "WT"
    assert secret not in tess.see("placement", id=pk)


def test_a_word_to_the_student_is_read_by_the_two(world: World, visitor: Visit) -> None:
    world.vacancy()
    pk = world.prepared("sam")
    tess = visitor("tess")
    sent = send(tess, tess.see("placement", id=pk), "word", words="See you on Monday at nine.")
    assert "See you on Monday at nine." in sent
    assert "See you on Monday" not in visitor("carla").see("placement", id=pk)


def test_school_reports_a_message_of_another_and_only_who_takes_part_can(
    world: World, visitor: Visit
) -> None:
    world.vacancy()
    pk = world.prepared("sam")
    tess, sam = visitor("tess"), visitor("sam")
    own = send(tess, tess.see("placement", id=pk), "word", words="See you on Monday at nine.")
    assert "Report this message" not in own
    [thread] = api.conversations(world.sam, "placement", pk)
    send(sam, sam.see("placement", id=pk), f"write {thread}", message="An ugly word.")
    page = tess.see("placement", id=pk)
    assert page.count("Report this message") == 1
    ugly = Message.objects.get(text="An ugly word.")
    assert "Not done" in visitor("carla").post("placement", "report", id=pk, message=ugly.pk)
    assert not Message.objects.get(pk=ugly.pk).is_reported
    assert "Reported to the school" in tess.post("placement", "report", id=pk, message=ugly.pk)
    assert list(Message.objects.filter(is_reported=True)) == [ugly]
    assert "Report this message" not in tess.see("placement", id=pk)


def test_both_languages_say_everything(world: World, visitor: Visit) -> None:
    world.vacancy()
    pk, agreement = world.signing("noor")
    for screen, found in (
        ("placement", pk),
        ("agreement", agreement),
        ("agreements", ""),
        ("placements", ""),
    ):
        dutch = visitor("carla", language="nl").see(screen, id=found)
        english = visitor("carla", language="en").see(screen, id=found)
        assert "Overeenkomst" in dutch
        assert "Overeenkomst" not in english
        assert "sc_" not in dutch.replace("desc_", "")

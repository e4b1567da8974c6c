"""Who may see and keep what: learners, teachers, visitors, authors, and staff in someone's name."""

from __future__ import annotations

from types import SimpleNamespace

from tests.xblocks.lesson.conftest import lessons
from tests.xblocks.lesson.test_lesson_journey import finish
from tests.xblocks.runtime import Host, People, get, post

STAFF = {"user_is_staff": True}


def test_a_visitor_reads_every_lesson_and_nothing_is_kept(host: Host):
    block = host.block(None)
    assert "Sign in and join" in block.student_view().content
    html = post(host.block(None), "read", {"place": "W3.2", "language": "nl"}).json["html"]
    assert 'lang="nl"' in html
    assert 'data-place="W3.2"' in html
    assert post(host.block(None), "answer", {"question": "W6-q1", "choice": "b"}).json["right"]
    assert get(host.block(None), "paper").status_code == 200
    for handler in ("go", "save_work", "erase", "state"):
        assert post(host.block(None), handler).status_code == 403
    assert get(host.block(None), "certificate").status_code == 403
    assert host.store.db_dict == {}


def test_reading_is_checked_like_all_else(host: Host):
    for data in ({"place": "W99"}, {"place": ["W1"]}, {"language": "fr"}, {"language": 5}, {"who": "me"}):
        assert post(host.block(None), "read", data).status_code == 400


def test_looking_never_writes(host: Host):
    for user, who in (("anna", {}), ("eva", STAFF), (None, {})):
        block = host.block(user, **who)
        block.student_view()
        block.save()
    assert host.store.db_dict == {}


def test_an_author_tries_without_keeping_anything(host: Host):
    block = host.block("eva", **STAFF)
    block.runtime.is_author_mode = True
    assert "preview for the author" in block.author_view().content
    assert post(block, "go", {"place": "W1.1"}).json["error"] == "preview"
    assert post(block, "read", {"place": "W1.1"}).status_code == 200
    assert host.store.db_dict == {}


def test_staff_in_the_name_of_a_learner_see_no_answers(host: Host):
    post(host.block("anna"), "save_work", {"saved": {"W6.2-costs": {"value": {"cao": "secret"}, "at": 5}}})
    people = People(is_authenticated=True, user_id="anna", user_is_staff=False)
    people._django_user = SimpleNamespace(real_user=object())
    block = host.block("anna", services={"user": people})
    html = post(block, "read", {"place": "W6.2"}).json["html"]
    assert "secret" not in html
    assert block.student_view().json_init_args["state"]["at"] == {}
    assert post(block, "state").status_code == 403


def test_teachers_see_numbers_in_fives_and_do_not_count(host: Host):
    for number in range(6):
        post(host.block(f"learner{number}"), "go", {"place": "W1.1", "done": "W0.1"})
    post(host.block("eva", **STAFF), "go", {"place": "W1.1", "done": "W0.1"})
    post(host.block("learner0"), "go", {"place": "W1.2", "done": "W1.1"})
    html = host.block("eva", **STAFF).student_view().content
    assert html.count("5 or more") == 1
    assert html.count("fewer than five") == 32
    assert host.block().counts["W0.1"] == 6
    assert "wl-teacher" not in host.block("anna").student_view().content


def test_who_erases_leaves_the_counts():
    host = lessons(shows="fast")
    finish(host, "anna")
    finish(host, "bram")
    post(host.block("anna"), "erase")
    assert set(host.block().counts.values()) == {1}


def test_no_address_on_the_page_holds_what_was_filled_in(host: Host):
    post(host.block(), "save_work", {"saved": {"W6.2-costs": {"value": {"cao": "secret"}, "at": 5}}})
    html = post(host.block(), "go", {"place": "W6.2"}).json["html"]
    assert html.count("secret") == 1  # in its field

"""A student of seventeen: nothing starts before a parent has signed, and nobody else sees who that parent is."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.agreeing import made_and_checked, signed_by_three
from tests.browser.conftest import DESKTOP, PHONE
from tests.browser.visiting import Visit

pytestmark = pytest.mark.slow

TODAY = dt.date.today()
START = TODAY - dt.timedelta(days=TODAY.weekday())
NOA, VERA = "Noa de Jong", "Vera de Jong"
OF_NOA = re.compile(NOA)
PARENT = {"name": VERA, "phone": "0612345678", "email": "vera@example.nl"}
Enter = Callable[[str], Visit]


@pytest.fixture
def enter(native: str, window: Callable[..., BrowserContext], axe: Callable[[Page], None]) -> Enter:
    """Come in where the block is native, for there anybody can be a newcomer; Vera has a phone and no mouse."""

    def alone(name: str) -> Visit:
        size = PHONE if name in {"noa", "vera"} else DESKTOP
        page = window(size, locale="en-GB").new_page()
        page.goto(native + name)
        page.wait_for_selector("[data-heading]")
        page.get_by_role("button", name="English", exact=True).click()
        expect(page.locator("[data-heading]")).to_have_text(re.compile("Today|Welcome"))
        return Visit(name, page, page, axe, keyboard=name == "vera")

    return alone


def test_a_minor_starts_when_a_parent_has_signed(enter: Enter) -> None:
    dana, bo, noa, vera, sam = (enter(name) for name in ("dana", "bo", "noa", "vera", "sam"))
    dana.as_role("placement coordinator")
    registered(dana, noa, vera)
    arranged(dana, bo)
    for one, name in ((noa, "placement agreement"), (vera, "placement agreement")):
        assert name not in one.board.locator(".wb-screen").inner_text()
    signed_by_three(dana, noa, bo, NOA, re.compile("sign"))  # which is not enough under eighteen
    nothing_starts(dana)
    signed_by_parent(vera)
    started(dana)
    for one in (bo, sam, noa):
        unseen(one)


def registered(dana: Visit, noa: Visit, vera: Visit) -> None:
    """The school makes the student and the parent known; each comes in with a code of their own, once."""
    dana.go("More")
    dana.follow("Add a student", "Add a student")
    dana.fill(name=NOA, crebo="98001", starts_on=START, ends_on=START + dt.timedelta(weeks=10))
    dana.fill(email="noa@school.example", adult_on=TODAY + dt.timedelta(days=200))
    dana.send("Add a student", "The student is on the board.")
    dana.open("Add a parent or guardian")
    dana.fill(**PARENT)
    dana.send("Save", "Saved")
    come_in(noa, code(dana, "Make a code for this student"))
    secret = code(dana, f"Code for {VERA}")
    # The student does not become their own parent.
    noa.open("I have another code")
    noa.fill(code=secret)
    noa.press(noa.board.get_by_role("button", name="Use the code", exact=True))
    expect(noa.board.locator("[data-problems], .wb-wrong").first).to_be_visible()
    come_in(vera, secret)
    assert vera.board.locator(".wb-nav").get_by_role("link").all_inner_texts() == [
        "Today",
        "The placement",
        "Mail and calendar",
        "My data",
    ]


def code(dana: Visit, form: str) -> str:
    """A code that is shown this once."""
    dana.step(form, "The code is")
    found = re.search(r"The code is (\S+)", dana.board.locator(".wb-done").inner_text())
    assert found
    return found[1]


def come_in(newcomer: Visit, secret: str) -> None:
    """Fill in the code on the first page of somebody without a role."""
    newcomer.fill(code=secret)
    newcomer.leave(newcomer.board.get_by_role("button", name="Use the code", exact=True), "Today")


def arranged(dana: Visit, bo: Visit) -> None:
    """A place that the student found, approved when it was checked that it is safe for a minor."""
    dana.follow("A place the student found", re.compile("A place the student found"))
    dana.fill(words="Korenaar")
    dana.press(dana.board.get_by_role("button", name="Search", exact=True))
    dana.open("Record the place")
    dana.board.locator("select[name=location]").select_option(index=1)
    dana.fill(planned_hours=200, goals="Bakes bread with help.")
    dana.send("Record the place", "The placement is made.")
    dana.open("Hours, period and goals")
    dana.fill(work_processes="B1-K1-W1")
    dana.send("Save", "Saved")
    dana.open("Name the people")
    for one in ("supervisor", "trainer"):
        dana.board.locator(f"select[name={one}]").select_option(index=1)
    dana.send("Save", "Saved")
    dana.send("Approve content", "approved")
    expect(dana.board.get_by_role("button", name="Check recognition and prepare agreement")).to_have_count(0)
    dana.open("Check work and hours")
    dana.fill(supervised=True, hours_fit=True)
    dana.send("Save", "Saved")
    dana.send("Check recognition and prepare agreement", "agreement in the making")
    made_and_checked(dana, bo)


def nothing_starts(dana: Visit) -> None:
    """One signature is missing, and neither coordinator nor supervisor has a way around it."""
    dana.go("Agreements")
    dana.follow(NOA, OF_NOA)
    expect(dana.board.locator("li", has_text="Parent").filter(has_text="not yet")).to_have_count(1)
    for role in ("placement coordinator", "school supervisor"):
        dana.as_role(role)
        dana.go("Placements")
        dana.follow(NOA, OF_NOA)
        expect(
            dana.board.get_by_role("button", name=re.compile("^(Start|All signatures in)$"))
        ).to_have_count(0)


def signed_by_parent(vera: Visit) -> None:
    """The parent reads and signs with the keyboard of a phone, and reads no letters between others."""
    vera.go("Today")
    vera.follow("Sign your placement agreement", "Placement agreement")
    expect(vera.board.locator(".wb-screen")).to_contain_text(NOA)
    expect(vera.board.locator(".wb-screen")).to_contain_text("You sign as a parent or guardian.")
    vera.fill(read_it=True)
    vera.send("Sign", "Your signature is under it.")
    vera.go("The placement")
    expect(vera.board.get_by_role("button", name="Send", exact=True)).to_have_count(0)


def started(dana: Visit) -> None:
    """Now that everybody has signed, the placement begins."""
    dana.as_role("placement coordinator")
    dana.go("Placements")
    dana.follow(NOA, OF_NOA)
    dana.step("The list for day 1 was sent", "Saved")
    dana.as_role("school supervisor")
    dana.go("Placements")
    dana.follow(NOA, OF_NOA)
    dana.send("Start", "running")


def unseen(person: Visit) -> None:
    """On no screen of the menu, nor on what its first rows open, is there anything of the parent."""
    screens = person.board.locator(".wb-nav").get_by_role("link").all_inner_texts()
    for screen in screens:
        person.go(screen)
        text = person.board.locator(".wb-screen").inner_text()
        own = person.who == "noa" and screen in {"My data", "About me"}
        assert own or not any(one in text for one in PARENT.values()), (person.who, screen)

"""One placement from the vacancy to the last evaluation, by all who have a part in it, through the screens alone."""

from __future__ import annotations

import csv
import datetime as dt
import re
from collections.abc import Callable
from contextlib import nullcontext
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.agreeing import made_and_checked, signed_by_three
from tests.browser.conftest import DESKTOP, PHONE, Demo
from tests.browser.visiting import Visit
from tests.connectors.calendars.radicale import PASSWORD, USER, Radicale, radicale

pytestmark = pytest.mark.slow

TODAY = dt.date.today()
START = TODAY - dt.timedelta(weeks=2, days=TODAY.weekday())
TITLE = "Desem, van molen tot oven"
SIZES = {"sam": PHONE, "tess": PHONE}
ANYTHING = re.compile(".")
SAM = re.compile("Sam Smit")
Enter = Callable[[str], Visit]


@pytest.fixture(params=["lti", "native"])
def enter(
    request: pytest.FixtureRequest,
    sign_in: Callable[..., Any],
    window: Callable[..., BrowserContext],
    axe: Callable[[Page], None],
) -> Enter:
    """Come in on the board as somebody: in the frame of an LMS, or in a host where the block is native."""
    keyboard = {"mika", "dana"}

    def framed(name: str) -> Visit:
        person = sign_in(name, size=SIZES.get(name, DESKTOP))
        frame = person.open_activity(activity="board")
        frame.wait_for_selector("[data-heading]")
        return Visit(name, person.page, frame, axe, name in keyboard)

    def alone(name: str) -> Visit:
        page = window(SIZES.get(name, DESKTOP), locale="en-GB").new_page()
        page.goto(request.getfixturevalue("native") + name)
        page.wait_for_selector("[data-heading]")
        page.get_by_role("button", name="English", exact=True).click()
        expect(page.locator("[data-heading]")).to_have_text("Today")
        return Visit(name, page, page, axe, name in keyboard)

    return framed if request.param == "lti" else alone


def test_a_placement_from_the_vacancy_to_the_last_evaluation(
    enter: Enter,
    demo: Demo,
    window: Callable[..., BrowserContext],
    axe: Callable[[Page], None],
    tmp_path: Path,
) -> None:
    # What is sent to other systems is the tool's work; the other host is there for the block.
    calendar = radicale(tmp_path) if enter.__name__ == "framed" else nullcontext()
    with calendar as server:
        play(enter, demo, window, axe, server)


def play(
    enter: Enter,
    demo: Demo,
    window: Callable[..., BrowserContext],
    axe: Callable[[Page], None],
    server: Radicale | None,
) -> None:
    """All that happens, in its order."""
    path = connected(demo, window, axe, server) if server else ""
    who = {name: enter(name) for name in ("bo", "mika", "sam", "dana", "tess")}
    bo, mika, sam, dana, tess = who.values()
    before = applications_sent(mika)
    names(bo, tess)
    vacancy(bo, mika)
    application(sam, bo)
    assert applications_sent(mika) == before + 1
    approval(dana)
    made_and_checked(dana, bo)
    signed_by_three(dana, sam, bo, "Sam Smit", "now everybody has")
    if server:
        number = arrived(server, path, bo.page)
        filed(demo, number, bo.page)
    running(dana, sam, tess)
    if enter.__name__ == "framed":  # the other host serves no personal links
        by_link(dana, sam, window, axe)
    end(dana, tess, sam)
    looking_back(sam, bo, dana)


def connected(
    demo: Demo, window: Callable[..., BrowserContext], axe: Callable[[Page], None], server: Radicale
) -> str:
    """An administrator brings the school's placements to its calendar, in three steps; the calendar's path."""
    page = window(DESKTOP, locale="en-GB").new_page()
    page.goto(f"{demo.tool}/admin/login/?next=/admin/winternship_connectors/connection/add/")
    page.get_by_label("Username").fill("admin")
    page.get_by_label("Password").fill(demo.admin_password)
    page.get_by_role("button", name="Log in").click()
    page.get_by_label("School", exact=True).select_option(label="IJssel College (oefenschool)")
    page.get_by_label(re.compile("Calendar")).check()
    page.get_by_role("button", name="Next").click()
    path = server.calendar()
    page.get_by_label("Address of the calendar").fill(f"{server.origin}{path}")
    page.get_by_label("User name").fill(USER)
    page.get_by_label("App password").fill(PASSWORD)
    page.get_by_role("button", name="Save").click()
    axe(page)
    page.get_by_role("button", name="Test the connection").click()
    expect(page.locator(".messagelist")).to_contain_text("It works.")
    page.get_by_role("button", name="See what would change").click()
    expect(page.get_by_role("heading", name="The first changes")).to_be_visible()
    axe(page)
    assert server.files(path) == {}
    page.get_by_role("button", name="Switch on").click()
    expect(page.get_by_text("State: works")).to_be_visible()
    page.goto(f"{demo.tool}/admin/winternship_connectors/connection/add/")
    page.get_by_label("School", exact=True).select_option(label="IJssel College (oefenschool)")
    page.get_by_label(re.compile("File in a folder")).check()
    page.get_by_role("button", name="Next").click()
    page.get_by_label("Where does the file go?").select_option("folder")
    page.get_by_label("Name of the folder").fill("school")
    page.get_by_role("button", name="Save").click()
    page.get_by_role("button", name="Switch on").click()
    expect(page.get_by_text("State: works")).to_be_visible()
    axe(page)
    return path


def arrived(server: Radicale, path: str, page: Page) -> str:
    """The confirmed match is in the calendar, once, by the service's own clockwork; the id of the placement."""
    for _ in range(90):
        found = [
            event
            for file in server.files(path).values()
            for event in Calendar.from_ical(file).walk("VEVENT")
            if event["DTSTART"].dt == START and event.get("STATUS") == "CONFIRMED"
        ]
        if found:
            break
        page.wait_for_timeout(1000)
    (one,) = found
    assert "Korenaar" in one["SUMMARY"]
    assert "Sam Smit" not in str(one.to_ical())
    return str(one["UID"]).partition("@")[0]


def filed(demo: Demo, number: str, page: Page) -> None:
    """The newest file that is whole has one row for the match, with the school's own word for a signed one."""
    for _ in range(60):
        whole = sorted(demo.data.glob("school-*/school/*.csv.json"))
        text = whole[-1].with_suffix("").read_text(encoding="utf-8-sig") if whole else ""
        rows = [row for row in csv.DictReader(StringIO(text), delimiter=";") if row["Plaatsing"] == number]
        if rows and rows[0]["Status"] == "Definitief":
            break
        page.wait_for_timeout(1000)
    (row,) = rows
    assert (row["Begin"], row["Status"]) == (START.isoformat(), "Definitief")


def names(bo: Visit, tess: Visit) -> None:
    """The people of the company say who they are."""
    for person, name in ((bo, "Bo de Bakker"), (tess, "Tess van Trier")):
        person.go("Colleagues")
        person.fill(name=name)
        person.send("Save", "Saved")


def vacancy(bo: Visit, mika: Visit) -> None:
    """Written with a word that shuts people out, mended, submitted, and published by the broker's keyboard."""
    bo.go("Vacancies")
    bo.follow("New vacancy", "New vacancy")
    bo.fill(title=f"{TITLE}, native speakers", text="You learn to bake sourdough.", crebo="98001", level=2)
    bo.fill(**{"t0.name": "Bakes bread", "t0.code": "B1-K1-W1"})
    bo.fill(route="BOL", places=1, starts_on="2027-01-18", ends_on="2027-06-04", allowance_from=250)
    bo.send("Save the draft", "saved as a draft")
    expect(bo.board.locator("mark")).to_have_text("native speakers")
    bo.follow("Edit the vacancy", "Edit the vacancy")
    bo.fill(title=TITLE)
    bo.send("Save the draft", "saved as a draft")
    bo.send("Submit", "in review")
    mika.go("Today")
    mika.follow(re.compile(TITLE), TITLE)
    mika.send("Publish", "open")


def application(sam: Visit, bo: Visit) -> None:
    """Found by search, applied for without a name, invited, offered, and taken."""
    sam.go("Find a place")
    sam.fill(words="desem")
    sam.press(sam.board.get_by_role("button", name="Search", exact=True))
    expect(sam.board.locator("tbody tr")).to_have_count(1)
    sam.follow(TITLE, TITLE)
    sam.board.get_by_label("Your letter").fill("I like to bake with old grain.")
    sam.tick(sam.board.get_by_label("I have seen what"))
    sam.send("Send my application", "Your application is sent")
    bo.go("Today")
    bo.press(bo.board.locator("li", has_text=TITLE).get_by_role("link", name=re.compile("Answer")))
    bo.at(re.compile("Candidate"))
    assert "Sam" not in bo.board.locator(".wb-screen").inner_text()
    bo.step("Invite", "You see the name now", same_questions=True)
    bo.step("Offer the place", "The place is offered.")
    sam.go("Today")
    sam.follow(re.compile("Answer the offer"), TITLE)
    sam.step("Take the place", "the place is yours")


def approval(dana: Visit) -> None:
    """The coordinator names the people, fills in the plan, and says yes."""
    dana.as_role("placement coordinator")
    dana.go("To approve")
    dana.follow("Sam Smit", SAM)
    dana.open("Hours, period and goals")
    dana.fill(planned_hours=320, starts_on=START, ends_on=TODAY, goals="Bakes bread alone.")
    dana.fill(work_processes="B1-K1-W1")
    dana.send("Save", "Saved")
    dana.open("Name the people")
    for one in ("supervisor", "trainer"):
        dana.board.locator(f"select[name={one}]").select_option(index=1)
    dana.send("Save", "Saved")
    expect(dana.board.locator(".wb-screen")).to_contain_text("Tess van Trier")
    dana.send("Approve content", "approved")
    dana.send("Check recognition and prepare agreement", "agreement in the making")


def running(dana: Visit, sam: Visit, tess: Visit) -> None:
    """The first day, a week of hours, and a visit."""
    dana.go("Placements")
    dana.follow("Sam Smit", SAM)
    dana.step("The list for day 1 was sent", "Saved")
    dana.as_role("school supervisor")
    dana.go("Placements")
    dana.follow("Sam Smit", SAM)
    dana.send("Start", "running")
    sam.go("Hours")
    sam.fill(day_mo=8, day_tu=8, day_we=7.5)
    sam.send("Save and submit", "The week is submitted.")
    tess.go("Hours")
    tess.send("Send", "1 approved")
    dana.step("Plan a talk", "The talk is planned.", kind="midway", mode="visit", planned_on=TODAY)
    dana.send("Talk was held", "held")
    dana.open("Write the report")
    dana.fill(agreements="More time at the oven.", private_note="Ask again.")
    dana.send("Save", "Saved")
    dana.step("Finish the report", "reported")


def by_link(
    dana: Visit, sam: Visit, window: Callable[..., BrowserContext], axe: Callable[[Page], None]
) -> None:
    """Another week, confirmed by someone at the company without an account, on a phone."""
    sam.go("Hours")
    sam.fill(day_mo=8, day_tu=6)
    sam.send("Save and submit", "The week is submitted.")
    dana.follow(SAM, SAM)
    dana.step("Personal link for the company", "The personal link is", role="WT")
    link = re.search(r"http\S+", dana.board.locator(".wb-done").inner_text())
    assert link is not None
    page = window(PHONE, locale="en-GB").new_page()
    page.goto(link[0])
    page.get_by_role("link", name=re.compile("Confirm")).click()
    expect(page.get_by_role("group").filter(has_text="Sam Smit").first).to_be_visible()
    axe(page)
    page.get_by_role("button", name="Send", exact=True).click()
    expect(page.locator(".wb-done")).to_contain_text("1 approved")
    axe(page)


def end(dana: Visit, tess: Visit, sam: Visit) -> None:
    """The last day, and the assessment with the student's own view."""
    dana.go("Placements")
    dana.follow("Sam Smit", SAM)
    dana.send("End date reached", "ended")
    tess.go("Placements")
    tess.follow("Sam Smit", "Sam Smit")
    tess.follow(re.compile("assess"), "Assessment: Sam Smit")
    tess.fill(s0="good", w0="Bakes alone since this week.")
    tess.send("Save", "Saved.")
    tess.send("Submit", "Done.")
    sam.go("Today")
    expect(sam.board.locator(".wb-today")).to_contain_text("Say what you think of your assessment")
    sam.go("My placement")
    expect(sam.board.locator(".wb-screen")).to_contain_text("More time at the oven.")
    assert "Ask again." not in sam.board.locator(".wb-screen").inner_text()
    sam.follow(re.compile("See the assessment"), re.compile("[Aa]ssessment"))
    sam.fill(student_view="I learned a lot.")
    sam.send("Save my view", "Saved.")
    dana.go("Placements")
    dana.follow("Sam Smit", SAM)
    dana.follow(re.compile("^Assess"), re.compile("Assessment"))
    dana.send("Discuss with the student", "discussed")
    dana.open("The school's decision")
    dana.fill(school_decision="Passed.", feedback_to_company="Well guided.")
    dana.send("Save", "Saved")
    dana.step("Confirm", ANYTHING, school_decides=True)
    dana.follow(SAM, SAM)
    dana.send("Assessment confirmed", "assessed")
    dana.as_role("placement coordinator")
    dana.go("Placements")
    dana.follow("Sam Smit", SAM)
    dana.step("Close", "closed")


def looking_back(sam: Visit, bo: Visit, dana: Visit) -> None:
    """Each says how it was; the administrator finds who looked at what."""
    sam.go("Today")
    sam.follow("Tell how your placement was", re.compile("^(?!Today)"))
    sam.fill(guidance="4", learning="5", welcome="4", safe="5", again="4", shared=True)
    sam.send("Save my answers", "Saved.")
    bo.go("Today")
    bo.follow("Look back on a placement", re.compile("^(?!Today)"))
    bo.fill(match="4", contact="3", again="4")
    bo.send("Save", "Thank you.")
    dana.as_role("administrator")
    dana.go("People")
    dana.go("Technical log")
    expect(dana.board.locator("tbody tr").first).to_contain_text("evaluation")
    assert "Sam" not in dana.board.locator(".wb-screen").inner_text()
    dana.go("People")
    expect(dana.board.locator("tbody tr").first).to_be_visible()


def applications_sent(mika: Visit) -> int:
    """A figure of the region."""
    mika.go("Totals")
    return int(mika.board.locator("tr", has_text="applications sent").locator("td").inner_text())

"""One person on the board in a browser, whichever host shows it: what they press, fill in and read, step by step."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Frame, Locator, Page, expect

from tests.browser.boards import settled
from tests.browser.filling_in import aim_and_click

Axe = Callable[[Page], None]


@dataclass
class Visit:
    """``board``: the page or the frame in it that holds the board. ``keyboard``: this person has no mouse."""

    who: str
    page: Page
    board: Page | Frame
    axe: Axe
    keyboard: bool = False
    seen: set[str] = field(default_factory=set)

    def press(self, target: Locator) -> None:
        """Come there and press Enter; or click, in a frame by name and not by place.

        The LMS makes a frame as high as what is in it, so that a place on the screen is another one a moment later.
        """
        if self.keyboard:
            target.press("Enter")
        elif isinstance(self.board, Frame):
            expect(target).to_be_enabled()
            target.dispatch_event("click")
        else:
            aim_and_click(target)

    def leave(self, link: Locator, heading: str | re.Pattern[str]) -> None:
        """Follow a link to the screen with this heading."""
        self.press(link)
        self.at(heading)

    def at(self, heading: str | re.Pattern[str]) -> None:
        """The screen with this heading is there, has no fault and fits; each looked at once."""
        settled(self.board)
        expect(self.board.locator("[data-heading]")).to_have_text(heading, timeout=20_000)
        self.look()

    def go(self, name: str) -> None:
        """To a screen of the menu."""
        self.leave(self.board.locator(".wb-nav").get_by_role("link", name=name, exact=True), name)

    def follow(self, name: str | re.Pattern[str], heading: str | re.Pattern[str]) -> None:
        """A link on the screen, to the screen with this heading."""
        links = self.board.locator(".wb-screen").get_by_role("link", name=name, exact=isinstance(name, str))
        self.leave(links.first, heading)

    def open(self, summary: str) -> None:
        """Open what is folded away under these words, unless it is open already."""
        part = self.board.locator("details").filter(
            has=self.board.locator("summary").get_by_text(summary, exact=True)
        )
        if part.get_attribute("open") is None:
            self.press(part.locator("summary"))
        expect(part).to_have_attribute("open", "")

    def fill(self, **what: object) -> None:
        """Fields by their names in the form that is open; a list ticks boxes, true ticks one."""
        for name, value in what.items():
            field = self.board.locator(f".wb-screen form [name='{name}']:visible")
            if isinstance(value, list):
                for one in value:
                    self.tick(field.and_(self.board.locator(f"[value='{one}']")))
            elif value is True:
                self.tick(field)
            elif field.first.get_attribute("type") == "radio":
                self.tick(field.and_(self.board.locator(f"[value='{value}']")))
            elif field.evaluate("one => one.tagName") == "SELECT":
                field.select_option(str(value))
            else:
                field.fill(str(value))

    def tick(self, box: Locator) -> None:
        """Tick a box or choose a point; with the keyboard that is the space bar."""
        if self.keyboard and not box.is_checked():
            box.press("Space")
        elif not box.is_checked():
            self.press(box)
        expect(box).to_be_checked()

    def send(self, button: str, said: str | re.Pattern[str]) -> None:
        """Press the button of a form; the board says what was done, and not what it said before."""
        self.board.locator(".wb-done").evaluate_all("old => old.forEach(one => one.className = 'wb-said')")
        self.press(self.board.get_by_role("button", name=button, exact=True).locator("visible=true"))
        expect(self.board.locator(".wb-done")).to_contain_text(said, timeout=20_000)
        settled(self.board)
        self.look()

    def step(self, name: str, said: str | re.Pattern[str], **what: object) -> None:
        """A step that asks something first: open it, answer, and send it under the same words."""
        self.open(name)
        self.fill(**what)
        self.send(name, said)

    def as_role(self, role: str) -> None:
        """Change to the role that begins with these words, of someone who has several."""
        roles = self.board.locator("select[name=as]")
        wanted = next(one for one in roles.locator("option").all_inner_texts() if one.startswith(role))
        roles.select_option(wanted)
        self.press(self.board.locator(".wb-roles button"))
        # Whoever has this role already sees no difference, but the screen comes anew, and what is pressed goes with it.
        settled(self.board)
        # As the server wrote it: choosing alone changes what is checked, not what is written.
        expect(self.board.locator("select[name=as] option[selected]")).to_have_text(wanted)

    def look(self) -> None:
        """No fault, no sideways scroll; a picture where somebody asked for them."""
        heading = self.board.locator("[data-heading]").inner_text()
        screen = f"{self.board.locator('[data-screen]').get_attribute('data-screen')} {heading}"
        if screen not in self.seen:
            self.seen.add(screen)
            self.axe(self.page)
        assert self.board.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), screen
        folder = os.environ.get("WINTERNSHIP_PICTURES")
        if folder:
            number = sum(1 for _ in Path(folder).iterdir())
            words = re.sub(r"[^a-z0-9]+", "-", screen.lower())[:60]
            self.page.screenshot(path=f"{folder}/{number:03}-{self.who}-{words}.png", full_page=True)

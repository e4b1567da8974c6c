"""One person before one block: who it is, where, in which language, and what turns texts into their page."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from importlib.util import find_spec
from typing import Any

from django.utils import timezone

from winternship_xblocks.common.identity import uid_of
from winternship_xblocks.common.paper import can_make_pdf
from winternship_xblocks.common.sharing import shared
from winternship_xblocks.common.texts import Language
from winternship_xblocks.common.viewer import Viewer, language_of, viewer_of
from winternship_xblocks.lesson.journey import Journey, Nobody
from winternship_xblocks.lesson.naming import label_of, title_of
from winternship_xblocks.lesson.outline import Outline, Place, outline_of
from winternship_xblocks.lesson.plan import plan_of, prefilled
from winternship_xblocks.lesson.reading import Reader
from winternship_xblocks.lesson.texts import say


@dataclass
class Scene:
    """One person before one block, at one place and in one language."""

    block: Any
    viewer: Viewer
    language: Language
    journey: Journey
    place: Place
    paper: bool = False

    @property
    def outline(self) -> Outline:
        """What the block shows."""
        return self.journey.outline

    @cached_property
    def title(self) -> str:
        """The heading of the block."""
        return title_of(self.block, self.outline, self.language)

    @property
    def titled(self) -> bool:
        """Whether a place has a heading of its own; what is shown alone may have given its name to the block."""
        alone = self.outline.alone
        return alone is None or label_of(alone, self.language) != self.title

    @property
    def keeps(self) -> bool:
        """Whether what this person does is kept."""
        return self.viewer in ("learner", "teacher")

    @cached_property
    def uid(self) -> str:
        """The start of every id on the page."""
        return uid_of(self.block, "wl")

    @cached_property
    def reader(self) -> Reader:
        """What turns a lesson's text into this person's page."""
        values, extras = self.journey.values(), {}
        plan = plan_of(self.outline)
        if plan is not None:
            steps = shared(self.block, "winternship_steps") if self.keeps else []
            values[plan.key], more = prefilled(values.get(plan.key, {}), steps, self.language)
            extras[plan.key] = {"more_steps": more, "urls": urls_of(self.block) if self.keeps else {}}
        for activity in self.outline.activities.values():
            if activity.template or activity is plan:
                sheet = handler_url(self.block, "paper", f"of={activity.key}")
                extras.setdefault(activity.key, {})["sheet"] = sheet
        reader = Reader(
            self.outline, self.language, self.uid, timezone.localdate(), values, self.paper, extras
        )
        if self.outline.alone is not None:
            # Nothing stands between it and the block's title, an h1 on paper.
            reader.titled, reader.level = self.titled, (1 if self.paper else 2) + self.titled
        return reader

    def say(self, key: str, **values: object) -> str:
        """One sentence with its blanks filled in."""
        return say(self.language, key, **values)


def scene_of(block: Any, place: object = None, language: Language | None = None) -> Scene:
    """The scene as it is; ``place`` and ``language`` are those of someone for whom nothing is kept."""
    viewer = viewer_of(block)
    outline = outline_of(block.work, block.shows, block.country)
    stored = block if viewer in ("learner", "teacher") else Nobody()
    journey = Journey(stored, outline)
    found = journey.place if place is None else journey.find_place(place)
    return Scene(block, viewer, language or language_of(block), journey, found)


def urls_of(block: Any) -> dict[str, str]:
    """The documents of the block."""
    names = ["paper", "certificate", "plan_csv"]
    if find_spec("icalendar"):
        names.append("plan_ics")
    if can_make_pdf():
        names += ["paper_pdf", "certificate_pdf"]
    return {name: handler_url(block, name) for name in names}


def handler_url(block: Any, name: str, query: str = "") -> str:
    """The address of a handler, with what it is about."""
    return str(block.runtime.handler_url(block, name, query=query))

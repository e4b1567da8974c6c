"""How a lesson's text becomes a page: what each reference in it shows, for one reader."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from django.utils.html import conditional_escape, escape
from django.utils.safestring import SafeString, mark_safe

from winternship_core.curriculum import (
    Activity,
    Block,
    load_country,
    load_glossary,
    load_pictures,
    load_works,
    render_blocks,
)
from winternship_core.facts import Fact, load_facts
from winternship_xblocks.common.texts import Language
from winternship_xblocks.lesson.activities import activity_view
from winternship_xblocks.lesson.outline import Outline
from winternship_xblocks.lesson.texts import render, words

LESSON_LEVEL: Final = 4  # below the lesson's title, which is an h3 below the block's


@dataclass
class Reader:
    """The :class:`~winternship_core.curriculum.Host` of one page; it gathers the terms that were mentioned.

    ``values``: what was filled in, by activity. ``paper``: without buttons and fields. ``extras``: what more an
    activity's template gets, by activity. ``level``: of the heading of an activity, ``titled``: whether it has one.
    """

    outline: Outline
    language: Language
    uid: str
    today: date
    values: Mapping[str, dict[str, Any]] = field(default_factory=dict)
    paper: bool = False
    extras: Mapping[str, dict[str, Any]] = field(default_factory=dict)
    terms: dict[str, dict[str, str]] = field(default_factory=dict)
    level: int = LESSON_LEVEL
    titled: bool = True

    @property
    def inner(self) -> int:
        """The level of a heading inside an activity."""
        return self.level + 1

    def read(self, blocks: tuple[Block, ...], heading: int = LESSON_LEVEL) -> SafeString:
        """The HTML of a lesson's blocks; the core escapes what authors wrote."""
        return mark_safe(render_blocks(blocks, self.language, self, heading=heading))  # noqa: S308

    def fact(self, fact_id: str) -> str:
        """A fact with its label, in a box of its own."""
        return render("facts.html", {"facts": self.facts([fact_id])})

    def facts(self, fact_ids: Iterable[str]) -> list[dict[str, Any]]:
        """Facts as the template shows them."""
        return [self._fact(load_facts()[fact_id]) for fact_id in fact_ids]

    def slot(self, name: str) -> str:
        """What the country says there, with its facts."""
        slot = load_country(self.outline.country).slots[name]
        view = {"title": self._say(slot.title), "text": self._say(slot.text), "facts": self.facts(slot.facts)}
        return render("slot.html", {**view, "level": LESSON_LEVEL})

    def activity(self, key: str) -> str:
        """An activity as a form, or on paper."""
        activity: Activity = self.outline.work.activity(key)
        view = activity_view(activity, self.language, self.uid, self.values.get(key, {}), self)
        context = {
            "a": view,
            "t": words(self.language),
            "language": self.language,
            "uid": self.uid,
            "level": self.level,
            "inner": self.inner,
            "titled": self.titled,
        }
        template = "activity_paper.html" if self.paper else "activity.html"
        return render(template, {**context, **self.extras.get(key, {})})

    def picture(self, key: str) -> str:
        """A drawing with its caption."""
        picture = load_pictures()[key]
        svg = mark_safe(picture.svg(self.language))  # noqa: S308  our own file, its words escaped by the core
        return render("picture.html", {"svg": svg, "caption": self._say(picture.caption)})

    def term(self, key: str, words: str) -> str:
        """A word that opens its explanation; on paper the word, explained below the lesson."""
        term = load_glossary()[key]
        self.terms[key] = {"key": key, "word": self._say(term.word), "text": self._say(term.text)}
        shown = words or self._say(term.word)
        if self.paper:
            return escape(shown)
        return render("term.html", {"key": key, "shown": shown}).strip()

    def lesson(self, key: str, words: str) -> str:
        """A link to a lesson that is shown here; the title of one that is not."""
        for work in load_works():
            for lesson in work.lessons():
                if lesson.key == key:
                    shown = words or f"{key} {self._say(lesson.title)}"
                    if self.paper or key not in self.outline.places:
                        return escape(shown)
                    return render("link.html", {"uid": self.uid, "place": key, "shown": shown}).strip()
        return escape(words or key)

    def _fact(self, fact: Fact) -> dict[str, Any]:
        label = fact.label(self.language, self.today)
        addresses = [place.address for place in fact.check_at if place.address]
        return {
            "text": self._say(fact.text),
            "label": label if self.paper else _linked(label, addresses),
            "due": fact.is_due(self.today),
        }

    def _say(self, text: Any) -> str:
        return str(text.in_language(self.language))


def _linked(label: str, addresses: list[str]) -> SafeString:
    """The label with its addresses as links; they open beside the course, so that nobody loses their place."""
    html = str(conditional_escape(label))
    if not addresses:
        return mark_safe(html)  # noqa: S308  escaped above
    # One pass, the longest first: s-bb.nl is also the start of s-bb.nl/organisatie.
    known = "|".join(re.escape(escape(address)) for address in sorted(addresses, key=len, reverse=True))
    link = r'<a href="https://\g<0>" target="_blank" rel="noopener">\g<0></a>'
    return mark_safe(re.sub(known, link, html))  # noqa: S308

"""What each reference in a lesson becomes in an exported page; see :mod:`xhtml` for the addresses used.

``data-`` attributes keep the reference itself, so that an edited page can become the author's text again.
"""

from __future__ import annotations

from html import escape

from winternship_core.curriculum import load_country, load_glossary, load_pictures, load_works
from winternship_core.facts import load_facts
from winternship_core.text import Text
from winternship_export.course import Term

COUNTRY = "NL"


class PageHost:
    """The :class:`~winternship_core.curriculum.Host` of one lesson; it gathers the terms that were mentioned."""

    def __init__(self, work: str, language: str) -> None:
        self._work, self._language = work, language
        self.terms: dict[str, Term] = {}

    def fact(self, fact_id: str) -> str:
        """A fact with its label, which does not depend on the day of the export."""
        fact = load_facts()[fact_id]
        return (
            f'<div class="wx-fact" data-fact="{fact_id}"><p>{self._say(fact.text)}</p>'
            f'<p class="wx-small">{escape(fact.lasting_label(self._language))}</p></div>'
        )

    def slot(self, name: str) -> str:
        """What the country pack says there, with its facts."""
        slot = load_country(COUNTRY).slots[name]
        facts = "".join(self.fact(fact_id) for fact_id in slot.facts)
        return (
            f'<div class="wx-slot" data-slot="{name}"><p><strong>{self._say(slot.title)}</strong> '
            f"{self._say(slot.text)}</p>{facts}</div>"
        )

    def activity(self, key: str) -> str:
        """Never in running text: an activity is a part of its own."""
        raise NotImplementedError(key)

    def picture(self, key: str) -> str:
        """A drawing with its caption; the writer says where the file is."""
        picture = load_pictures()[key]
        return (
            f'<figure class="wx-picture" data-picture="{key}">'
            f'<img src="picture:{key}" alt="{self._say(picture.alt)}" />'
            f"<figcaption>{self._say(picture.caption)}</figcaption></figure>"
        )

    def term(self, key: str, words: str) -> str:
        """A word that leads to its explanation at the end of the lesson."""
        term = load_glossary()[key]
        word = term.word.in_language(self._language)
        self.terms[key] = Term(key, word, term.text.in_language(self._language))
        return f'<a class="wx-term" data-term="{key}" href="term:{key}">{escape(words or word)}</a>'

    def lesson(self, key: str, words: str) -> str:
        """A link to a lesson of this work; the title of one of another work."""
        for work in load_works():
            for lesson in work.lessons():
                if lesson.key == key:
                    shown = escape(words) or f"{key} {self._say(lesson.title)}"
                    if work.key != self._work:
                        return f'<span data-lesson="{key}">{shown}</span>'
                    return f'<a data-lesson="{key}" href="lesson:{key}">{shown}</a>'
        return escape(words or key)

    def _say(self, text: Text) -> str:
        return escape(text.in_language(self._language))

"""Small pieces of XHTML around a sentence in one language."""

from __future__ import annotations

from html import escape

from winternship_core.text import Text


def say(text: Text, language: str, **values: object) -> str:
    """The sentence, escaped."""
    return escape(text.in_language(language).format(**values))


def heading(text: Text, language: str) -> str:
    """A heading of level 3, the first below a page's title."""
    return f"<h3>{say(text, language)}</h3>"


def paragraph(text: Text, language: str) -> str:
    """A paragraph."""
    return f"<p>{say(text, language)}</p>"

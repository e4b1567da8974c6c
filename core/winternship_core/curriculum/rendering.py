"""A lesson becomes HTML here; what a fact, an activity or a term looks like is up to the page it stands on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Final, Protocol

from markdown_it.renderer import RendererHTML
from markdown_it.token import Token

from winternship_core.curriculum.markdown import Block, Mention, Prose, parser
from winternship_core.text import Text

TABLE: Final = Text("Tabel", "Table")
TOP_LEVEL: Final = 2  # authors' headings start at ##


class Host(Protocol):
    """What the page shows for each kind of reference, as HTML. ``words`` is empty for the usual name."""

    def fact(self, fact_id: str, /) -> str:
        """A fact with its label."""

    def slot(self, name: str, /) -> str:
        """What the country pack says there."""

    def activity(self, key: str, /) -> str:
        """An activity."""

    def picture(self, key: str, /) -> str:
        """A drawing with its caption."""

    def term(self, key: str, words: str, /) -> str:
        """A word that can be explained."""

    def lesson(self, key: str, words: str, /) -> str:
        """A link to a lesson."""


def render_blocks(blocks: Iterable[Block], language: str, host: Host, *, heading: int = 3) -> str:
    """The HTML of a lesson's blocks; ``heading`` is the level that an author's ``##`` becomes.

    ``language`` is the language of the blocks. Everything an author wrote is escaped; what the host gives is not.
    """
    return "\n".join(
        render_prose(block, language, host, heading=heading)
        if isinstance(block, Prose)
        else str(getattr(host, block.kind)(block.key))
        for block in blocks
    )


def render_prose(prose: Prose, language: str, host: Host, *, heading: int = 3) -> str:
    """The HTML of running text."""
    return str(_Renderer(language, host, heading).render(prose.tokens, parser().options, {}))


class _Renderer(RendererHTML):
    """Markdown's own HTML, with headings moved, tables that can be scrolled, and mentions."""

    def __init__(self, language: str, host: Host, heading: int) -> None:
        super().__init__()
        self._table = TABLE.in_language(language)
        self._host, self._shift = host, heading - TOP_LEVEL

    def mention(self, tokens: Sequence[Token], index: int, options: Any, env: Any) -> str:
        """A term or a lesson."""
        mention: Mention = tokens[index].meta["mention"]
        return str(getattr(self._host, mention.kind)(mention.key, mention.words))

    def heading_open(self, tokens: Sequence[Token], index: int, options: Any, env: Any) -> str:
        """A heading at the level that fits the page."""
        return f"<h{self._level(tokens[index])}>"

    def heading_close(self, tokens: Sequence[Token], index: int, options: Any, env: Any) -> str:
        """Its end."""
        return f"</h{self._level(tokens[index])}>\n"

    def table_open(self, tokens: Sequence[Token], index: int, options: Any, env: Any) -> str:
        """A table in a box that can be scrolled, also with the keyboard, where the screen is narrow."""
        return f'<div class="table" role="group" aria-label="{self._table}" tabindex="0"><table>\n'

    def table_close(self, tokens: Sequence[Token], index: int, options: Any, env: Any) -> str:
        """Its end."""
        return "</table></div>\n"

    def th_open(self, tokens: Sequence[Token], index: int, options: Any, env: Any) -> str:
        """A heading of a column, said to be one; an empty corner is no heading."""
        return '<th scope="col">' if tokens[index + 1].content else "<td>"

    def th_close(self, tokens: Sequence[Token], index: int, options: Any, env: Any) -> str:
        """Its end."""
        return "</th>" if tokens[index - 1].content else "</td>"

    def td_open(self, tokens: Sequence[Token], index: int, options: Any, env: Any) -> str:
        """A cell, without the inline style that Markdown gives an aligned one."""
        return "<td>"

    def _level(self, token: Token) -> int:
        return min(6, int(token.tag[1:]) + self._shift)

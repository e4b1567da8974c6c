"""HTML is made from our own templates alone, the same in every host whatever its template settings."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Final

from django.template import Context, Engine
from django.utils.safestring import SafeString, mark_safe

from winternship_board.screens.asking import Ask

FOLDER: Final = Path(__file__).parent / "templates"


def render(ask: Ask, template: str, context: Mapping[str, object]) -> SafeString:
    """The template filled in, everything escaped. ``ask``, ``t`` and ``uid`` are there in each."""
    given = {"ask": ask, "t": ask.t, "uid": ask.host.uid, "problems": ask.problems, **context}
    html = _engine().get_template(template).render(Context(given, use_l10n=False))
    # Escaped piece by piece by the engine; only the indentation goes, a third of the page's weight.
    return mark_safe(re.sub(r"\n\s*(?=<)", "\n", html))  # noqa: S308


def render_plain(template: str, context: Mapping[str, object]) -> str:
    """A page that is about nobody: before there is a role."""
    return str(_engine().get_template(template).render(Context(dict(context), use_l10n=False)))


@cache
def _engine() -> Engine:
    return Engine(
        dirs=[str(FOLDER)],
        autoescape=True,
        libraries={"board": "winternship_board.screens.tags"},
        builtins=["winternship_board.screens.tags"],
    )

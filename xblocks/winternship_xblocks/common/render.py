"""HTML is made from our own templates alone, the same in every host whatever its template settings."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from django.template import Context, Engine

COMMON = Path(__file__).parent


class Renderer:
    """Renders the templates of one block's folder, which may include those that all blocks share."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def __call__(self, template: str, context: Mapping[str, object]) -> str:
        """The template filled in, everything escaped; numbers stay as they are in any locale."""
        html = _engine(self.folder).get_template(template).render(Context(dict(context), use_l10n=False))
        return re.sub(r"\s*\n\s*", "\n", html)  # the indentation would be a third of the page's weight


@cache
def _engine(folder: Path) -> Engine:
    return Engine(dirs=[str(place / "templates") for place in (folder, COMMON)], autoescape=True)

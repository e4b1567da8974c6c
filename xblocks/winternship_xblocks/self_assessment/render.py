"""HTML is made from this folder's templates alone, the same in every host whatever its template settings."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from django.template import Context, Engine


@cache
def _engine() -> Engine:
    return Engine(dirs=[str(Path(__file__).parent / "templates")], autoescape=True)


def render(template: str, context: Mapping[str, object]) -> str:
    """The template with the context filled in, everything escaped; numbers stay as they are in any locale."""
    html = _engine().get_template(template).render(Context(dict(context), use_l10n=False))
    return re.sub(r"\s*\n\s*", "\n", html)  # the indentation would be a third of the page's weight

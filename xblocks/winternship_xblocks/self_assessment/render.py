"""HTML is made from this folder's templates alone, the same in every host and whatever its template settings are."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from django.template import Context, Engine


@cache
def _engine() -> Engine:
    return Engine(dirs=[str(Path(__file__).parent / "templates")], autoescape=True)


def render(template: str, context: Mapping[str, object]) -> str:
    """The template with the context filled in, everything escaped; numbers stay as they are in any locale."""
    return str(_engine().get_template(template).render(Context(dict(context), use_l10n=False)))

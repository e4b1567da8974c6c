"""What an author may set, checked once for Studio's form and for OLX files."""

from __future__ import annotations

import copy
from typing import Any, Final, Literal

from winternship_xblocks.common.newest import short
from winternship_xblocks.common.settings import check_weight
from winternship_xblocks.common.texts import LANGUAGES, Language
from winternship_xblocks.errors import BadRequest, SettingError
from winternship_xblocks.lesson.outline import GRADED_BY, Outline, parse_outline

DEFAULTS: Final = {"work": "win", "shows": "", "country": "NL", "graded_by": "completion"}


def parse_settings(work: object, shows: object, country: object, graded_by: object) -> Outline:
    """What these settings show; :class:`SettingError` names what was received and what is allowed."""
    if graded_by not in GRADED_BY:
        raise SettingError(f'"graded_by": received {graded_by!r}. Allowed: {", ".join(GRADED_BY)}.')
    return parse_outline(work, shows, country)


def checked_node(node: Any) -> Any:
    """A copy of an OLX node whose attributes a field can read; :class:`SettingError` for one that it cannot."""
    node = copy.deepcopy(node)
    given = {name: node.get(name, default) for name, default in DEFAULTS.items()}
    parse_settings(**given)
    check_weight(node)
    return node


def parse_language(language: object) -> Language | Literal[""]:
    """A language of ours, or empty to follow the host. Raises :class:`BadRequest`."""
    if language == "":
        return ""
    for known in LANGUAGES:
        if language == known:
            return known
    raise BadRequest("wrong_type", field="language", received=short(language), allowed='nl, en, ""')

"""The author's form: what the board is called here, and for which roles it is."""

from __future__ import annotations

from typing import Any, Final

from web_fragments.fragment import Fragment

from winternship_core.placements import ROLE_NAMES, Role
from winternship_xblocks.board.texts import render, words
from winternship_xblocks.common.browser import start_module
from winternship_xblocks.common.settings import LONGEST_TITLE, parse_title, require_author
from winternship_xblocks.common.viewer import language_of
from winternship_xblocks.errors import BadRequest

LONGEST_REGION: Final = 20
OFFERED: Final = tuple(role for role in Role if role is not Role.SYSTEM)


def settings_form(block: Any) -> Fragment:
    """The form, with the settings as they are."""
    language = language_of(block)
    context = {
        "t": words(language),
        "language": language,
        "title": block.display_name,
        "longest": LONGEST_TITLE,
        "by_code": block.by_code,
        "region": block.region,
        "roles": [
            {
                "code": str(role),
                "label": ROLE_NAMES[role].in_language(language),
                "chosen": not block.roles or role in block.roles,
            }
            for role in OFFERED
        ],
    }
    fragment = Fragment(render("settings.html", context))
    fragment.add_css_url(block.runtime.local_resource_url(block, "public/settings.css"))
    start_module(block, fragment, "public/settings.js", {})
    return fragment


def save_settings(block: Any, data: dict[str, Any]) -> dict[str, Any]:
    """Check all settings, then keep them; the answer repeats what is kept. All roles are kept as none."""
    require_author(block)
    title, by_code = parse_title(data.get("display_name")), data.get("by_code")
    region, roles = data.get("region", ""), data.get("roles", [])
    if not isinstance(by_code, bool):
        raise BadRequest("wrong_type", field="by_code", received=repr(by_code)[:40], allowed="true, false")
    if not isinstance(region, str) or len(region) > LONGEST_REGION:
        raise BadRequest("wrong_type", field="region", received=repr(region)[:40], allowed="text")
    known = {str(role) for role in OFFERED}
    if not isinstance(roles, list) or not roles or not {*map(str, roles)} <= known:
        allowed = ", ".join(sorted(known))
        raise BadRequest("wrong_type", field="roles", received=repr(roles)[:40], allowed=allowed)
    block.display_name, block.by_code, block.region = title, by_code, region.strip()
    block.roles = [] if {*roles} == known else [str(role) for role in OFFERED if role in roles]
    return {
        "display_name": block.display_name,
        "roles": block.roles,
        "by_code": block.by_code,
        "region": block.region,
    }

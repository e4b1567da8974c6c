"""The author's form in Studio: which work, what of it by title, how it is graded."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from web_fragments.fragment import Fragment

from winternship_core.curriculum import COUNTRIES, Module, Work, load_country, load_works
from winternship_xblocks.common.browser import start_module
from winternship_xblocks.common.newest import short
from winternship_xblocks.common.settings import LONGEST_TITLE, parse_title, require_author
from winternship_xblocks.common.texts import Language
from winternship_xblocks.common.viewer import language_of
from winternship_xblocks.errors import BadRequest, SettingError
from winternship_xblocks.lesson.outline import FAST, GRADED_BY, WHOLE, has_fast_lane, places_alone
from winternship_xblocks.lesson.settings import parse_settings
from winternship_xblocks.lesson.texts import render, words


def settings_form(block: Any) -> Fragment:
    """The form, with the settings as they are."""
    language = language_of(block)
    texts = words(language)
    context = {
        "t": texts,
        "language": language,
        "title": block.display_name,
        "longest": LONGEST_TITLE,
        "groups": _groups(block, language),
        "grades": [
            {"name": name, "text": texts[f"graded_by_{name}"], "chosen": name == block.graded_by}
            for name in GRADED_BY
        ],
        "countries": [
            {
                "name": code,
                "text": load_country(code).name.in_language(language),
                "chosen": code == block.country,
            }
            for code in COUNTRIES
        ],
    }
    fragment = Fragment(render("settings.html", context))
    fragment.add_css_url(block.runtime.local_resource_url(block, "public/settings.css"))
    start_module(block, fragment, "public/settings.js", {})
    return fragment


def _groups(block: Any, language: Language) -> list[dict[str, Any]]:
    """What can be shown: each work, then each of its modules with all that is in it."""
    t, groups = words(language), []
    for work in load_works():
        title = work.title.in_language(language)
        whole = {WHOLE: t["shows_whole"], **({FAST: t["shows_fast"]} if has_fast_lane(work) else {})}
        groups.append(_group(block, work, title, whole))
        groups += [
            _group(
                block, work, f"{title}: {one.key} {one.title.in_language(language)}", _inside(one, language)
            )
            for one in work.modules
        ]
    return groups


def _group(block: Any, work: Work, title: str, names: Mapping[str, str]) -> dict[str, Any]:
    here = work.key == block.work
    choices = [
        {"name": f"{work.key}:{key}", "text": text, "chosen": here and key == block.shows}
        for key, text in names.items()
    ]
    return {"title": title, "choices": choices}


def _inside(module: Module, language: Language) -> dict[str, str]:
    """A module, its lessons, and what can be shown without them. Each begins with its key, to be found by typing."""
    t = words(language)
    names = {module.key: f"{module.key} – {t['shows_module']}"}
    for lesson in module.lessons:
        names[lesson.key] = f"{lesson.key} – {t['shows_lesson']}: {lesson.title.in_language(language)}"
    for place in places_alone(module):
        # An activity's key begins with that of its lesson; the rest of it is an author's own word.
        key, kind = place.key.partition("-")[0], "shows_activity" if place.activity else "quiz"
        named = f": {place.activity.title.in_language(language)}" if place.activity else ""
        names[place.key] = f"{key} – {t[kind]}{named}"
    return names


def save_settings(block: Any, data: dict[str, Any]) -> dict[str, Any]:
    """Check all settings, then keep them; the answer repeats what is kept."""
    require_author(block)
    title = parse_title(data.get("display_name"))
    # The form offers works and what is in them in one list: "win:W5.2".
    work, colon, shows = str(data.get("shows", "")).partition(":")
    if not colon:
        raise BadRequest("wrong_type", field="shows", received=short(data.get("shows")), allowed="win:W5")
    given = {"work": work, "shows": shows, "country": data.get("country"), "graded_by": data.get("graded_by")}
    try:
        parse_settings(**given)
    except SettingError as error:
        raise BadRequest("setting", reason=error) from None
    block.display_name = title
    for name, value in given.items():
        setattr(block, name, value)
    return {"display_name": title, **given}

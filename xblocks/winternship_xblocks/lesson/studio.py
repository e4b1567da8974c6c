"""The author's form in Studio: which work, what of it by title, how it is graded."""

from __future__ import annotations

from typing import Any

from web_fragments.fragment import Fragment

from winternship_core.curriculum import COUNTRIES, Work, load_country, load_works
from winternship_xblocks.common.browser import start_module
from winternship_xblocks.common.newest import short
from winternship_xblocks.common.settings import LONGEST_TITLE, parse_title, require_author
from winternship_xblocks.common.texts import Language
from winternship_xblocks.common.viewer import language_of
from winternship_xblocks.errors import BadRequest, SettingError
from winternship_xblocks.lesson.outline import FAST, GRADED_BY, WHOLE, choices_of
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
        "works": [_work(work, block, language) for work in load_works()],
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


def _work(work: Work, block: Any, language: Language) -> dict[str, Any]:
    names = {WHOLE: words(language)["shows_whole"], FAST: words(language)["shows_fast"]}
    for module in work.modules:
        names[module.key] = f"{module.key} – {module.title.in_language(language)}"
        for lesson in module.lessons:
            names[lesson.key] = f"\u2003{lesson.key} – {lesson.title.in_language(language)}"
    here = work.key == block.work
    return {
        "key": work.key,
        "title": work.title.in_language(language),
        "choices": [
            {"name": f"{work.key}:{key}", "text": names[key], "chosen": here and key == block.shows}
            for key in choices_of(work)
        ],
    }


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

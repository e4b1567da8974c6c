"""No page falls back to English in the Dutch version: each text has its translation, compiled."""

from __future__ import annotations

import gettext
import re
import shutil
import subprocess
from pathlib import Path

import pytest

import practice_lms

PACKAGE = Path(practice_lms.__file__).parent
CATALOGUE = PACKAGE / "locale" / "nl" / "LC_MESSAGES"
TRANSLATE = re.compile(r"{%\s*translate\s+(?:\"([^\"]+)\"|'([^']+)')\s*%}")
BLOCK = re.compile(r"{%\s*blocktranslate.*?%}(.*?){%\s*endblocktranslate\s*%}")
LAZY = re.compile(r"\b_\(\"([^\"]+)\"\)")


def _messages() -> set[str]:
    templates = [path.read_text(encoding="utf-8") for path in PACKAGE.glob("templates/**/*.html")]
    found = {one or other for text in templates for one, other in TRANSLATE.findall(text)}
    found |= {re.sub(r"{{ (\w+) }}", r"%(\1)s", body) for text in templates for body in BLOCK.findall(text)}
    return found | set(LAZY.findall((PACKAGE / "models.py").read_text(encoding="utf-8")))


def _compiled() -> dict[str, str]:
    with (CATALOGUE / "django.mo").open("rb") as file:
        return dict(gettext.GNUTranslations(file)._catalog)  # type: ignore[attr-defined]


def test_every_text_on_a_page_is_translated() -> None:
    messages = _messages()
    assert len(messages) > 30
    assert messages - set(_compiled()) == set()


def test_no_translation_is_left_that_no_page_uses() -> None:
    assert set(_compiled()) - {""} - _messages() == set()


@pytest.mark.skipif(shutil.which("msgfmt") is None, reason="GNU gettext is not installed")
def test_the_compiled_catalogue_is_that_of_the_source(tmp_path: Path) -> None:
    fresh = tmp_path / "django.mo"
    subprocess.run(["msgfmt", "-o", str(fresh), str(CATALOGUE / "django.po")], check=True)
    assert fresh.read_bytes() == (CATALOGUE / "django.mo").read_bytes()

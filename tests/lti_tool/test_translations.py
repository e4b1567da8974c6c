"""Every word of the service's screens exists in Dutch."""

from __future__ import annotations

import ast
import gettext
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import winternship_lti

PACKAGE = Path(winternship_lti.__file__).parent
IN_TEMPLATE = re.compile(r"""\{%\s*translate\s+"([^"]+)"|\{%\s*translate\s+'([^']+)'""")
BLOCK = re.compile(r"\{%\s*blocktranslate\b[^%]*%\}(.*?)\{%\s*endblocktranslate\s*%\}", re.DOTALL)
VARIABLE = re.compile(r"\{\{\s*(\w+)\s*\}\}")


def _in_templates() -> Iterator[tuple[str, str]]:
    for path in sorted(PACKAGE.glob("templates/**/*.html")):
        text = path.read_text(encoding="utf-8")
        for first, second in IN_TEMPLATE.findall(text):
            yield path.name, first or second
        for block in BLOCK.findall(text):
            for part in re.split(r"\{%\s*plural\s*%\}", block)[:1]:
                yield path.name, VARIABLE.sub(r"%(\1)s", part.strip())


def _in_code() -> Iterator[tuple[str, str]]:
    for path in sorted(PACKAGE.glob("**/*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call) or not node.args:
                continue
            name = getattr(node.func, "id", "")
            argument = node.args[0]
            if name in {"_", "gettext", "gettext_lazy"} and isinstance(argument, ast.Constant):
                yield path.name, str(argument.value)


@pytest.fixture(scope="module")
def dutch() -> gettext.GNUTranslations:
    found = gettext.translation("django", str(PACKAGE / "locale"), ["nl"])
    assert isinstance(found, gettext.GNUTranslations)
    return found


def test_every_sentence_of_screens_and_code_is_translated(dutch: gettext.GNUTranslations) -> None:
    sentences = [*_in_templates(), *_in_code()]
    known = dutch._catalog  # type: ignore[attr-defined]

    assert len(sentences) > 40
    assert [
        f"{where}: {text}" for where, text in sentences if text not in known and (text, 0) not in known
    ] == []


def test_the_compiled_catalogue_is_that_of_the_source(dutch: gettext.GNUTranslations) -> None:
    source = (PACKAGE / "locale/nl/LC_MESSAGES/django.po").read_text(encoding="utf-8")
    entries = re.findall(r'^msgid ((?:".*"\n)+)msgstr ((?:".*"\n)+)', source, re.MULTILINE)
    read = {ast.literal_eval(f"({key})"): ast.literal_eval(f"({value})") for key, value in entries}
    read.pop("", None)

    assert "fuzzy" not in source
    assert read
    assert all(dutch.gettext(key) == value for key, value in read.items())

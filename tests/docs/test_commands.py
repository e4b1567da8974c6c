"""Each command in a document exists, and each command that exists is in a document."""

from __future__ import annotations

import re
import subprocess
from argparse import ArgumentParser

import pytest
from django.core.management import get_commands, load_command_class
from django.core.management.base import BaseCommand

from winternship_export.cli import PARSERS
from winternship_lti.command import EXPORT, MATCHING

from .pages import ROOT, page, pages

APPS = {"winternship_lti", "winternship_board", "winternship_connectors"}
COMMAND = re.compile(r"(?:^|/bin/|[ (])winternship ([a-z_]+)\b(.*)")
TARGET = re.compile(r"^(?:\w+=\S+ )?make ([a-z-]+)\b")
OPTION = re.compile(r"--[a-z][a-z-]+")
KNOWN = {*get_commands(), "help", *MATCHING, *EXPORT}
OWN = sorted(name for name, app in get_commands().items() if app in APPS)
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")
TARGETS = set(re.findall(r"^([a-z-]+):.*##", MAKEFILE, re.MULTILINE))


def options_of(command: str) -> set[str]:
    """The options a command adds to those that all commands have."""
    if command in PARSERS:
        return _options(PARSERS[command]()) - {"--help"}
    parser = load_command_class(get_commands()[command], command).create_parser("winternship", command)
    common = BaseCommand().create_parser("winternship", "any")
    return _options(parser) - _options(common)


def _options(parser: ArgumentParser) -> set[str]:
    return {
        option for action in parser._actions for option in action.option_strings if option.startswith("--")
    }


def test_every_command_a_document_names_exists_with_its_options() -> None:
    wrong = []
    for document in pages():
        for line in document.code:
            for command, rest in COMMAND.findall(line):
                if command not in KNOWN:
                    wrong.append(f"{document.name}: winternship {command}")
                elif command in OWN:
                    extra = set(OPTION.findall(rest)) - options_of(command)
                    wrong += [f"{document.name}: winternship {command} {option}" for option in extra]
    assert wrong == []


@pytest.mark.parametrize("command", [*OWN, *PARSERS])
def test_every_command_of_ours_is_explained_with_all_its_options(command: str) -> None:
    text = page("docs/reference/commands.md").text
    part = re.search(rf"^## {command}\n(.*?)(?=^## |\Z)", text, re.DOTALL | re.MULTILINE)

    assert part is not None
    named = set(OPTION.findall("\n".join(line for line in part[1].splitlines() if line.startswith("| `--"))))
    assert named == options_of(command)


def test_every_make_target_a_document_names_exists() -> None:
    named = {
        (document.name, target)
        for document in pages()
        for line in document.code
        for target in TARGET.findall(line)
    }

    assert {(name, target) for name, target in named if target not in TARGETS} == set()


def test_every_make_target_is_explained_to_developers() -> None:
    explained = {target for line in page("docs/developer.md").shell for target in TARGET.findall(line)}

    assert TARGETS - {"help"} <= explained


def test_make_help_lists_the_two_commands_of_the_readme() -> None:
    answer = subprocess.run(["make", "help"], cwd=ROOT, capture_output=True, text=True, check=True)

    listed = {line.split()[0] for line in answer.stdout.splitlines()}
    promised = {target for line in page("README.md").shell for target in TARGET.findall(line)}
    assert promised == {"demo", "test"}
    assert promised <= listed == TARGETS


def test_every_program_of_the_project_in_a_shell_block_is_there() -> None:
    named = {
        word
        for document in pages()
        for line in document.shell
        for word in re.findall(r"\btools/[\w.]+", line)
    }

    assert all((ROOT / name).is_file() for name in named)

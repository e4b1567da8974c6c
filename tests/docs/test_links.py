"""A document leads where it says, and to nothing that only its writer has."""

from __future__ import annotations

import re
from urllib.parse import unquote

import pytest

from .pages import Page, page, pages

ALL = pytest.mark.parametrize("document", pages(), ids=lambda document: document.name)
ELSEWHERE = re.compile(r"[a-z]+:")
MACHINE_PATH = re.compile(r"(?<![\w.<])/(?:home|root|tmp|work|Users)\b")
REGISTRY = re.compile(r"https?://[^\s)]*(?:pypi|pythonhosted|npmjs|registry)\b")


@ALL
def test_every_link_to_a_file_or_heading_arrives(document: Page) -> None:
    known = {other.path.resolve(): other for other in pages()}
    lost = []
    for address in document.links:
        if ELSEWHERE.match(address):
            continue
        file, _, anchor = unquote(address).partition("#")
        target = (document.path.parent / file).resolve() if file else document.path.resolve()
        if not target.exists() or (anchor and (target not in known or anchor not in known[target].anchors)):
            lost.append(address)
    assert lost == []


@ALL
def test_no_path_of_someones_machine_and_no_package_registry_is_named(document: Page) -> None:
    assert MACHINE_PATH.findall(document.text) == []
    assert REGISTRY.findall(document.text) == []


def test_every_document_can_be_reached_from_the_index() -> None:
    known = {other.path.resolve(): other for other in pages()}
    waiting = [page("docs/index.md"), page("docs/README.md")]
    reached = {document.name for document in waiting}
    while waiting:
        document = waiting.pop()
        for address in document.links:
            found = known.get((document.path.parent / address.partition("#")[0]).resolve())
            if found is not None and found.name not in reached:
                reached.add(found.name)
                waiting.append(found)

    assert {other.name for other in pages() if other.name.startswith("docs/")} <= reached


def test_anchors_are_made_as_code_forges_make_them() -> None:
    twice = Page(page("README.md").path, "# What's `kept`, and where?\n\n## Two\n\n## Two\n")

    assert twice.anchors == {"whats-kept-and-where", "two", "two-1"}

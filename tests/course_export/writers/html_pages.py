"""Reads exported pages back with an HTML parser, knowing nothing of how they were written."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from lxml import etree, html

from winternship_export.course import Course
from winternship_export.losses import Losses
from winternship_export.pack import Files, unpacked


@dataclass(frozen=True)
class Found:
    """The keys of what packages hold."""

    lessons: Counter[str]
    quiz: Counter[str]
    exercises: Counter[str]
    activities: Counter[str]


Pages = dict[str, html.HtmlElement]


def packages_in(data: bytes) -> list[Files]:
    """The packages in a file: itself, or the zips in it."""
    files = unpacked(data)
    if all(name.endswith(".zip") for name in files):
        return [unpacked(inner) for inner in files.values()]
    return [files]


def pages_of(files: Files) -> Pages:
    """All pages of a package, as a browser would read them."""
    return {
        name: html.document_fromstring(data.decode())
        for name, data in files.items()
        if name.endswith(".html")
    }


def found_in(packages: list[Pages]) -> Found:
    """What the pages of these packages hold."""
    lessons, quiz, exercises, activities = Counter[str](), Counter[str](), Counter[str](), Counter[str]()
    for pages in packages:
        for page in pages.values():
            for screen in page.xpath("//section[@data-kind='lesson']"):
                title = screen.findtext("h2") or ""
                lessons[title.partition(" ")[0]] += 1
            for question in page.xpath("//*[@data-question]"):
                is_graded = bool(question.xpath("ancestor::*[@data-kind='quiz']"))
                (quiz if is_graded else exercises)[question.get("data-question")] += 1
            for activity in page.xpath("//*[@data-activity]"):
                activities[activity.get("data-activity")] += 1
    return Found(lessons, quiz, exercises, activities)


def expected_of(course: Course, losses: Losses) -> Found:
    """What the source holds, less what is said to be left out."""
    lost = losses.keys("question")
    return Found(
        Counter(one.key for one in course.lessons if one.key not in losses.keys("lesson")),
        Counter(q.key for section in course.sections for q in section.quiz if q.key not in lost),
        Counter(q.key for task in course.tasks for q in task.questions if q.key not in lost),
        Counter(task.key for task in course.tasks if task.key not in losses.keys("activity")),
    )


def broken_links(files: Files, pages: Pages) -> list[str]:
    """Addresses in pages that lead to nothing in the package."""
    ids = {name: set(page.xpath("//@id")) for name, page in pages.items()}
    broken = []
    for name, page in pages.items():
        for element in page.iter(etree.Element):
            for attribute in ("href", "src"):
                address = element.get(attribute)
                if address is None or urlsplit(address).scheme in ("http", "https", "mailto"):
                    continue
                path, _, anchor = address.partition("#")
                is_there = unquote(path or name) in files
                if not is_there or (anchor and (path or name) in ids and anchor not in ids[path or name]):
                    broken.append(f"{name}: {address}")
    return broken


def words(pages: Pages) -> str:
    """All that can be read in a package, in one line."""
    return " ".join(" ".join(page.text_content().split()) for page in pages.values())

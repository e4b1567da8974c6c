"""A thin cartridge: the course stays in our tool, and the LMS gets a link for each lesson and each quiz."""

from __future__ import annotations

from winternship_export.board import BOARD_BLOCK
from winternship_export.course import Course, Section, Task
from winternship_export.losses import Losses
from winternship_export.options import Options
from winternship_export.pack import Files
from winternship_export.pages import quiz_title
from winternship_export.tool import shown_link, task_link
from winternship_export.writers.cartridge.documents import lesson_title
from winternship_export.writers.cartridge.linked import tool_link
from winternship_export.writers.cartridge.manifest import Cartridge, Item
from winternship_export.writers.cartridge.reasons import tell_thin
from winternship_export.writers.cartridge.versions import THIN_1P3


def write_thin(course: Course, options: Options, losses: Losses) -> Files:
    """The course as links in a Thin Common Cartridge 1.3."""
    cartridge = Cartridge(course, THIN_1P3, losses)
    tell_thin(course, losses)
    return cartridge.finished([_module(cartridge, section, options) for section in course.sections])


def _module(cartridge: Cartridge, section: Section, options: Options) -> Item:
    course = cartridge.course
    items: list[Item] = []
    for lesson in section.lessons:
        link = shown_link(course, lesson.key, lesson_title(lesson), options)
        data = tool_link(cartridge.edition, link, lesson.goal)
        resource = cartridge.add(cartridge.edition.link_type, f"links/{lesson.key}.xml", data)
        items.append(cartridge.item("lesson", lesson.key, link.title, resource))
        items += [
            _board(cartridge, task, options) for task in lesson.tasks if task.activity.block == BOARD_BLOCK
        ]
    if section.quiz:
        key = f"{section.key}-quiz"
        link = shown_link(course, key, quiz_title(section, course.language), options)
        data = tool_link(cartridge.edition, link, section.summary)
        resource = cartridge.add(cartridge.edition.link_type, f"links/{key}.xml", data)
        items.append(cartridge.item("quiz", section.key, link.title, resource))
    return Item(cartridge.id("item", "module", section.key), section.title, items=tuple(items))


def _board(cartridge: Cartridge, task: Task, options: Options) -> Item:
    """The placement board is in no lesson of the tool, so it has a link of its own."""
    link = task_link(cartridge.course, task, options)
    data = tool_link(cartridge.edition, link, task.intro)
    resource = cartridge.add(cartridge.edition.link_type, f"links/{task.key}.xml", data)
    return cartridge.item("activity", task.key, link.title, resource)

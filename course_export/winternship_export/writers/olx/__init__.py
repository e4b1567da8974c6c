"""Open edX: a course as OLX, with lessons as pages, quizzes as problems and activities as blocks, links or sheets."""

from __future__ import annotations

from winternship_export.course import Course
from winternship_export.losses import Losses
from winternship_export.options import Options
from winternship_export.pack import Files
from winternship_export.writers.olx.policies import policy_files
from winternship_export.writers.olx.tree import Tree

__all__ = ["write"]


def write(course: Course, options: Options, losses: Losses) -> Files:
    """The files of ``course.tar.gz`` in one folder ``course/``, as Studio's import and ``manage.py`` read them.

    The root ``course.xml`` holds the list of chapters itself: with the run ``course`` a pointer would need a second
    file of that name, and importers take the first they find. Raises
    :class:`~winternship_export.errors.UnwritableText` for a character that XML cannot hold.
    """
    tree = Tree(course, options, losses)
    tree.build()
    return {**tree.files, **policy_files(course, options, sorted(tree.advanced))}

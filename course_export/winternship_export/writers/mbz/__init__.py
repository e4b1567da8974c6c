"""A Moodle course backup (``.mbz``) for Moodle 4.0 and later, written from nothing.

Moodle documents the format only as code: ``backup/moodle2`` of Moodle itself is the source of every element here.
"""

from __future__ import annotations

from winternship_export.course import Course
from winternship_export.losses import Losses
from winternship_export.options import Options
from winternship_export.pack import Files
from winternship_export.writers.mbz.backup import backup_files
from winternship_export.writers.mbz.contents import sections_of


def write(course: Course, options: Options, losses: Losses) -> Files:
    """The files of the backup. Raises :class:`~winternship_export.errors.ExportError` if two ids collide."""
    return backup_files(course, sections_of(course, options, losses), losses)

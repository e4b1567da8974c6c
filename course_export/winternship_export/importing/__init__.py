"""Edits made in Studio or Moodle come home as a diff of the curriculum's own files, for an author to accept."""

from winternship_export.importing.reading import plan_import

__all__ = ["plan_import"]

"""QTI 3.0: the questions of a course for a test player or an item bank, with a test for each quiz and exercise."""

from winternship_export.writers.qti3.package import write

__all__ = ["write"]

"""Packages read back: what kind a file is, and what stands in it, item by item, whatever program wrote it last."""

from winternship_export.reading.contents import Contents, Entry
from winternship_export.reading.detecting import read_package

__all__ = ["Contents", "Entry", "read_package"]

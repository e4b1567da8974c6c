"""Common Cartridge: the course in Moodle, Canvas, Brightspace and Blackboard, and links only where a tool serves it."""

from winternship_export.writers.cartridge.thin import write_thin
from winternship_export.writers.cartridge.whole import write_1p1, write_1p3

__all__ = ["write_1p1", "write_1p3", "write_thin"]

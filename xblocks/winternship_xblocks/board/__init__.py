"""The placement board in a course: students, companies, schools and brokers, each with their own screens."""

from winternship_xblocks.board.block import BoardXBlock

__all__ = ["BoardXBlock"]

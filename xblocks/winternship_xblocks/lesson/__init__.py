"""The curriculum as a block: any lesson, module or work, with its activities, quizzes and certificate."""

from winternship_xblocks.lesson.block import LessonXBlock

__all__ = ["LessonXBlock"]

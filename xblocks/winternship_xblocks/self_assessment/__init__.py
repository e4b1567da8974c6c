"""The self-assessment for small companies: how ready are we for an intern, and what comes next?"""

from winternship_xblocks.self_assessment.block import SelfAssessmentXBlock

__all__ = ["SelfAssessmentXBlock"]

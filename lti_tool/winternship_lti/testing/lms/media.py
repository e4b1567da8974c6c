"""The words of the grade and roster services, written down apart from the tool's own: so that a slip in one shows."""

from __future__ import annotations

from typing import Final

LINE_ITEM: Final = "application/vnd.ims.lis.v2.lineitem+json"
LINE_ITEMS: Final = "application/vnd.ims.lis.v2.lineitemcontainer+json"
SCORE: Final = "application/vnd.ims.lis.v1.score+json"
RESULTS: Final = "application/vnd.ims.lis.v2.resultcontainer+json"
MEMBERS: Final = "application/vnd.ims.lti-nrps.v2.membershipcontainer+json"

ACTIVITY_PROGRESS: Final = ("Initialized", "Started", "InProgress", "Submitted", "Completed")  # [AGS 3.4.6]
GRADING_PROGRESS: Final = ("FullyGraded", "Pending", "PendingManual", "Failed", "NotReady")  # [AGS 3.4.7]

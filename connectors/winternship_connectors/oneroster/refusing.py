"""What a consumer of rosters is told when it does not get what it asked [OneRoster 1.2 rostering, imsx_StatusInfo]."""

from __future__ import annotations

from typing import Any, Final

from django.http import JsonResponse

MINORS: Final = frozenset(
    {
        "invalid_filter_field",
        "invalid_selection_field",
        "invaliddata",
        "unauthorisedrequest",
        "forbidden",
        "server_busy",
        "unknownobject",
    }
)


class Refused(Exception):
    """A request that is not answered: its HTTP status, the minor code of the specification, and why in words."""

    def __init__(self, status: int, minor: str, said: str, **headers: str) -> None:
        if minor not in MINORS:
            raise ValueError(f"received {minor!r}, allowed are {', '.join(sorted(MINORS))}")
        super().__init__(said)
        self.status, self.minor = status, minor
        self.headers = {name.replace("_", "-"): value for name, value in headers.items()}

    def response(self) -> JsonResponse:
        """The answer in the form of the specification."""
        field = {"imsx_codeMinorFieldName": "TargetEndSystem", "imsx_codeMinorFieldValue": self.minor}
        told: dict[str, Any] = {
            "imsx_codeMajor": "failure",
            "imsx_severity": "error",
            "imsx_description": str(self),
            "imsx_CodeMinor": {"imsx_codeMinorField": [field]},
        }
        return JsonResponse(told, status=self.status, headers=self.headers)

"""A host with every address but those of rosters."""

from __future__ import annotations

from typing import Any

from winternship_lti import urls

every: list[Any] = urls.urlpatterns
urlpatterns = [one for one in every if "oneroster" not in str(one.pattern)]

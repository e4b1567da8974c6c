"""The service's own settings, with the patience of minutes shrunk to parts of a second."""

from __future__ import annotations

from winternship_lti.settings import *  # noqa: F403

SERVICE_PACE = {
    "round": 0.05,
    "first_wait": 0.05,
    "longest_wait": 1.0,
    "lease": 4.0,
    "rest": 0.05,
}
# Tables straight from the models: nothing here is about migrating.
MIGRATION_MODULES = {"winternship_lti": None}

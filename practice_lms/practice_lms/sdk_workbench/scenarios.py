"""Loads the scenarios of all installed blocks before the first request: loading lazily fails under load."""

from __future__ import annotations

from django.db import transaction
from workbench import scenarios
from xblock.core import XBlock

from practice_lms.sdk_workbench.ids import ids
from practice_lms.sdk_workbench.store import store


@transaction.atomic
def load_scenarios() -> None:
    """Make every block's scenarios anew, under the ids they had; stored state stays.

    A block that cannot be loaded is left out with a warning in the log, where the workbench would give up
    on all blocks.
    """
    scenarios.SCENARIOS.clear()
    ids.clear()
    store.prep_for_scenario_loading()
    for name, block_class in sorted(XBlock.load_classes(fail_silently=True)):
        scenarios.add_class_scenarios(name, block_class, fail_silently=True)
    scenarios.get_scenarios.initialized = True

"""Puts our parts in the workbench. It imports its own by name everywhere, so each copy must be replaced."""

from __future__ import annotations


def install() -> None:
    """Replace runtime, ids, store and scenario loading. Needs Django's apps to be loaded."""
    import workbench.runtime
    import workbench.runtime_util
    import workbench.scenarios
    import workbench.views

    from practice_lms.sdk_workbench.ids import ids
    from practice_lms.sdk_workbench.runtime import PracticeRuntime
    from practice_lms.sdk_workbench.scenarios import load_scenarios
    from practice_lms.sdk_workbench.store import store

    workbench.views.WorkbenchRuntime = workbench.scenarios.WorkbenchRuntime = PracticeRuntime
    for module in (workbench.runtime, workbench.runtime_util):
        module.ID_MANAGER = ids
    for module in (workbench.runtime, workbench.runtime_util, workbench.scenarios):
        module.WORKBENCH_KVS = store
    workbench.scenarios.init_scenarios = workbench.runtime_util.init_scenarios = load_scenarios

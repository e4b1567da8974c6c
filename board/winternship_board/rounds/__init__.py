"""Matching rounds: try, compare, explain, decide, release; people decide, the engine proposes.

:mod:`.opening` begins, sets and withdraws a round; :mod:`.intake` reads it, :mod:`.running` runs it, :mod:`.changing`
works later changes in; :mod:`.reporting` compares and explains; :mod:`.deciding` keeps people's decisions and
:mod:`.releasing` turns a run into proposals. Others reach what is named here as ``api.rounds``.
"""

from winternship_board.rounds.changing import rematch
from winternship_board.rounds.deciding import DECISIONS, Decision, decide, decisions, undo_decision
from winternship_board.rounds.opening import (
    RoundSeen,
    rounds_of,
    see_round,
    set_round,
    start_round,
    withdraw_round,
)
from winternship_board.rounds.releasing import Released, release_round
from winternship_board.rounds.reporting import (
    Comparison,
    Explanation,
    Placed,
    RunSeen,
    compare_runs,
    explain,
    run_rows,
    run_table,
    see_run,
)
from winternship_board.rounds.running import run_round

__all__ = [
    "DECISIONS",
    "Comparison",
    "Decision",
    "Explanation",
    "Placed",
    "Released",
    "RoundSeen",
    "RunSeen",
    "compare_runs",
    "decide",
    "decisions",
    "explain",
    "release_round",
    "rematch",
    "rounds_of",
    "run_round",
    "run_rows",
    "run_table",
    "see_round",
    "see_run",
    "set_round",
    "start_round",
    "undo_decision",
    "withdraw_round",
]

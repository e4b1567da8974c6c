"""Matching rounds: try, compare, explain, decide, release; people decide, the engine proposes.

:mod:`.opening` begins, sets and withdraws a round; :mod:`.intake` reads it, :mod:`.running` runs it, :mod:`.changing`
works later changes in; :mod:`.reporting` compares and explains; :mod:`.deciding` keeps people's decisions and
:mod:`.releasing` turns a run into proposals. ``winternship_board.api`` names what others may call.
"""

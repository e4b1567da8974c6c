"""The thread beside the server: sends grades and tidies up, so that the default installation is one process."""

from __future__ import annotations

import threading

from ..jobs import SEND_GRADES, Rounds


class GradeWorker(threading.Thread):
    """Does the periodic work until stopped."""

    def __init__(self) -> None:
        super().__init__(name="grades", daemon=True)
        self._stopped = threading.Event()
        self._rounds = Rounds()

    def run(self) -> None:
        """Work, wait, repeat."""
        while not self._stopped.wait(SEND_GRADES.seconds):
            self._rounds.one_round()

    def stop(self) -> None:
        """Ask the thread to end after its round."""
        self._stopped.set()

"""The thread beside the server that sends grades, so that the default installation is complete in one process."""

from __future__ import annotations

import logging
import threading

from django.db import close_old_connections

from .sending import send_due

log = logging.getLogger("winternship.grades")
SECONDS_BETWEEN = 2.0


class GradeWorker(threading.Thread):
    """Looks for waiting grades every two seconds, until stopped; an error of one round never ends it."""

    def __init__(self) -> None:
        super().__init__(name="grades", daemon=True)
        self._stopped = threading.Event()

    def run(self) -> None:
        """Send, wait, repeat."""
        while not self._stopped.wait(SECONDS_BETWEEN):
            self.one_round()

    def one_round(self) -> None:
        """Send what is due, and give the database connection back."""
        try:
            send_due()
        except Exception:
            log.exception("grades round failed")
        finally:
            close_old_connections()

    def stop(self) -> None:
        """Ask the thread to end after its round."""
        self._stopped.set()

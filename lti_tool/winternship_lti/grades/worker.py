"""The thread beside the server: sends grades and tidies up, so that the default installation is one process."""

from __future__ import annotations

import logging
import threading
import time

from django.db import close_old_connections

from ..tidying import tidy
from .sending import send_due

log = logging.getLogger("winternship.grades")
SECONDS_BETWEEN = 2.0
SECONDS_BETWEEN_TIDYING = 24 * 3600.0


class GradeWorker(threading.Thread):
    """Looks for waiting grades every two seconds, until stopped; an error of one round never ends it."""

    def __init__(self) -> None:
        super().__init__(name="grades", daemon=True)
        self._stopped = threading.Event()
        self._tidied_at = float("-inf")

    def run(self) -> None:
        """Send, wait, repeat."""
        while not self._stopped.wait(SECONDS_BETWEEN):
            self.one_round()

    def one_round(self) -> None:
        """Send what is due, tidy up once a day, and give the database connection back."""
        try:
            send_due()
            if time.monotonic() - self._tidied_at > SECONDS_BETWEEN_TIDYING:
                self._tidied_at = time.monotonic()
                tidy()
        except Exception:
            log.exception("worker round failed")
        finally:
            close_old_connections()

    def stop(self) -> None:
        """Ask the thread to end after its round."""
        self._stopped.set()

"""The periodic work done by Celery, for a service of several machines.

Start it with `celery -A winternship_lti.celery worker --beat`, one `--beat` in all.
Needs the extra `celery` and WINTERNSHIP_CELERY_BROKER; the table of jobs is the same as the thread's.
"""

from __future__ import annotations

import os

from celery import Celery  # type: ignore[import-untyped]

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "winternship_lti.settings")

import django

django.setup()

from django.conf import settings  # noqa: E402
from django.core.exceptions import ImproperlyConfigured  # noqa: E402

from .jobs import JOBS, run  # noqa: E402

if not settings.CELERY_BROKER:
    raise ImproperlyConfigured(
        "WINTERNSHIP_CELERY_BROKER is empty; give it an address such as redis://localhost/0."
    )

TASK = "winternship.job"
BY_NAME = {job.name: job for job in JOBS}

app = Celery("winternship", broker=settings.CELERY_BROKER, set_as_current=False)
app.conf.update(
    task_ignore_result=True,
    timezone=settings.TIME_ZONE,
    worker_hijack_root_logger=False,
    broker_connection_retry_on_startup=True,
    beat_schedule={
        job.name: {
            "task": TASK,
            "schedule": job.seconds,
            "args": (job.name,),
            # What nobody took in time is overtaken by the next one: no heap of them after a pause.
            "options": {"expires": job.seconds},
        }
        for job in JOBS
    },
)


@app.task(name=TASK)  # type: ignore[untyped-decorator]
def do(name: str) -> None:
    """Do one job of the table."""
    run(BY_NAME[name])

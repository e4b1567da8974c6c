"""The application that a server runs, with the workbench's scenarios loaded before the first request."""

from __future__ import annotations

from django.core.wsgi import get_wsgi_application

application = get_wsgi_application()

from practice_lms.sdk_workbench.scenarios import load_scenarios  # noqa: E402  (needs Django to be set up)

load_scenarios()

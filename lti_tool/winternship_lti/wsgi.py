"""The WSGI application, for any server that speaks it; `winternship serve` runs it in waitress."""

from __future__ import annotations

import gc
import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "winternship_lti.settings")
application = get_wsgi_application()

# Every view is loaded now, not in somebody's first request. What that made stays as long as the process does, so a
# collection need not walk through it: some 200,000 objects, a twelfth of a second in the middle of a request.
_ = get_resolver().url_patterns
gc.collect()
gc.freeze()

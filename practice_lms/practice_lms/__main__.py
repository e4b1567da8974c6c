"""One front door, `python -m practice_lms <command>`, so that nobody sets Django's variables by hand."""

from __future__ import annotations

import os
import sys
from pathlib import Path


def main() -> None:
    """Run a management command with the practice LMS's own settings and its database folder in place."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "practice_lms.settings"
    from django.conf import settings
    from django.core.management import execute_from_command_line

    Path(str(settings.DATABASES["default"]["NAME"])).parent.mkdir(parents=True, exist_ok=True)
    execute_from_command_line(["python -m practice_lms", *sys.argv[1:]])


if __name__ == "__main__":
    main()

"""``python -m winternship_export``: the commands where the service is not installed."""

from __future__ import annotations

import sys

from winternship_export.cli import COMMANDS, main

if __name__ == "__main__":
    if len(sys.argv) < 2 or sys.argv[1] not in COMMANDS:
        sys.exit(f"python -m winternship_export {{{','.join(COMMANDS)}}}")
    sys.exit(main(sys.argv[1], sys.argv[2:]))

"""``python -m winternship_core.matching match …`` or ``market …``, where the service is not installed."""

from __future__ import annotations

import sys

from winternship_core.matching.commands import market, match

COMMANDS = {"match": match, "market": market}


def main(argv: list[str]) -> int:
    """Run one of the two commands; tells which there are when none is named."""
    if not argv or argv[0] not in COMMANDS:
        sys.stderr.write(f"received {' '.join(argv) or 'nothing'}; allowed is {' or '.join(COMMANDS)}\n")
        return 2
    return COMMANDS[argv[0]](argv[1:])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""Measures one subject in a process of its own, for each sets up Django in its own way.

`python -m benchmarks.subject NAME [--quick]` prints the rows as JSON, on the last line of its output.
"""

from __future__ import annotations

import json
import sys
from importlib import import_module


def main() -> None:
    """Run `measure` of the module that is named."""
    name, *options = sys.argv[1:]
    rows = import_module(f"benchmarks.{name}").measure(quick="--quick" in options)
    print(json.dumps([row.as_json() for row in rows]))


if __name__ == "__main__":
    main()

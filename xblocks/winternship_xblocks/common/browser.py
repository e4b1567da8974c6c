"""Hosts start a block's script by the name of a global function; ours are modules, so this bridges the two."""

from __future__ import annotations

from typing import Any

from web_fragments.fragment import Fragment

BRIDGE = """
window.WinternshipModule = function (runtime, element, args) {
  import(args.module).then(function (module) { module.default(runtime, element, args); });
};
"""


def start_module(block: Any, fragment: Fragment, path: str, arguments: dict[str, Any]) -> None:
    """Have the page call the default export of the module at ``path`` with the host's runtime and ``arguments``."""
    fragment.add_javascript(BRIDGE)
    module = str(block.runtime.local_resource_url(block, path))
    fragment.initialize_js("WinternshipModule", {"module": module, **arguments})

"""A real WsgiDAV on a free port, with one user."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from waitress.server import create_server

USER, PASSWORD = "school", "geheim wachtwoord"


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Run it over this folder while the block lasts; its address, which ends with a slash."""
    wsgidav = pytest.importorskip("wsgidav.wsgidav_app", reason="WsgiDAV is not installed")
    app = wsgidav.WsgiDAVApp(
        {
            "provider_mapping": {"/": str(folder)},
            "simple_dc": {"user_mapping": {"*": {USER: {"password": PASSWORD}}}},
            "http_authenticator": {"accept_digest": False, "default_to_digest": False},
            "logging": {"enable": False},
            "verbose": 0,
        }
    )
    server = create_server(app, host="127.0.0.1", port=0)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.effective_port}/"
    server.close()
    thread.join(5)

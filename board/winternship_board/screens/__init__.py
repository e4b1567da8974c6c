"""The screens of the board: HTML made on the server, the same in every host. A host calls :func:`serve` alone."""

from __future__ import annotations

from winternship_board.screens.asking import Host
from winternship_board.screens.replying import Download, Page
from winternship_board.screens.serving import page_html, serve

__all__ = ["Download", "Host", "Page", "page_html", "serve"]

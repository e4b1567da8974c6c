"""Names the app for any Django project, and listens for placements that are erased."""

from __future__ import annotations

from django.apps import AppConfig

from winternship_connectors.screens.words import later


class ConnectorsConfig(AppConfig):
    """Connections of a school to other systems."""

    name = "winternship_connectors"
    label = "winternship_connectors"
    verbose_name = later("title_list")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from winternship_board import api as board  # noqa: PLC0415 - models must be loaded first
        from winternship_connectors import feeding  # noqa: PLC0415

        board.when_erased(feeding.placement_erased)

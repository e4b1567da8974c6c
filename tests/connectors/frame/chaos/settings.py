"""A host with the board and the connectors, on the database of ``BOARD_DATABASE``."""

from tests.board.plain_settings import *  # noqa: F403
from tests.board.plain_settings import DATABASES, INSTALLED_APPS

INSTALLED_APPS = [*INSTALLED_APPS, "winternship_connectors.apps.ConnectorsConfig"]
ALLOW_PRIVATE_NETWORKS = True
PUBLIC_URL = "https://stage.example.nl"
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["OPTIONS"] |= {
        "transaction_mode": "IMMEDIATE",
        "timeout": 60,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
    }

"""The least a host's Django must have: the block tests run on it at both ends of the range, without the service."""

SECRET_KEY = "only for tests"
USE_TZ = True
USE_I18N = True
LANGUAGE_CODE = "en"
TIME_ZONE = "Europe/Amsterdam"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
INSTALLED_APPS = ["winternship_board.apps.BoardConfig"]
DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}}

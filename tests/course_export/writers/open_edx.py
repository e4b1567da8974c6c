"""Open edX's own block classes read an unpacked course and play its quizzes, in a process of their own.

``python -m tests.course_export.writers.open_edx FOLDER...`` prints a JSON object: folder → what each block became.
Those classes want Django settings of a platform, which are not the service's; so no test imports this module.
The walk from ``course.xml`` down follows ``xmodule/xml_block.py``; the leaves are read by the real ``parse_xml`` of
``xblocks-contrib`` (html, problem), ``lti-consumer-xblock`` and the product.
"""

from __future__ import annotations

import gettext
import json
import sys
import warnings
from collections.abc import Iterator
from importlib.metadata import entry_points
from pathlib import Path
from typing import Any

warnings.simplefilter("ignore")  # what those packages warn of is not ours to mend

import django  # noqa: E402
from django.conf import settings  # noqa: E402

settings.configure(
    SECRET_KEY="only for tests",
    USE_TZ=True,
    STATIC_URL="/static/",
    FEATURES={},
    LMS_ROOT_URL="https://lms.example.org",
    INSTALLED_APPS=[
        "django.contrib.contenttypes",
        "django.contrib.auth",
        "xblocks_contrib.problem.capa",
        "lti_consumer",
    ],
    DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}},
    TEMPLATES=[{"BACKEND": "django.template.backends.django.DjangoTemplates", "APP_DIRS": True}],
)
django.setup()

from django.core.cache import cache  # noqa: E402
from fs.osfs import OSFS  # noqa: E402
from lxml import etree  # noqa: E402
from opaque_keys.edx.locator import CourseLocator  # noqa: E402
from webob.multidict import MultiDict  # noqa: E402
from xblock.field_data import DictFieldData  # noqa: E402
from xblock.fields import ScopeIds  # noqa: E402
from xblock.reference.user_service import UserService, XBlockUser  # noqa: E402
from xblock.runtime import Runtime  # noqa: E402
from xblocks_contrib.html.html import HtmlBlock  # noqa: E402
from xblocks_contrib.problem.capa_block import ProblemBlock  # noqa: E402

CONTAINERS = {"course", "chapter", "sequential", "vertical"}
PLAYED: dict[str, dict[str, Any]] = {}
INSTALLED = {point.name: point for point in entry_points(group="xblock.v1")}


class _User(UserService):
    def get_current_user(self) -> XBlockUser:
        user = XBlockUser(is_current_user=True)
        user.opt_attrs = {
            "edx-platform.user_id": 1,
            "edx-platform.deprecated_anonymous_user_id": "a",
            "edx-platform.user_is_staff": False,
        }
        return user


class _Urls:
    def replace_urls(self, text: str, static_replace_only: bool = False) -> str:
        return text


class _Sandbox:
    def can_execute_unsafe_code(self) -> bool:
        return False

    def get_python_lib_zip(self) -> None:
        return None


class Platform(Runtime):
    """What a block finds around it: its course's files, ids of the course, the services it insists on."""

    def __init__(self, folder: Path, course: CourseLocator) -> None:
        super().__init__(
            id_reader=None,
            id_generator=None,
            services={
                "field-data": DictFieldData({}),
                "user": _User(),
                "i18n": gettext.NullTranslations(),
                "cache": cache,
                "sandbox": _Sandbox(),
                "xqueue": object(),
                "replace_urls": _Urls(),
            },
        )
        self.resources_fs, self.course = OSFS(str(folder)), course

    def keys(self, node: Any) -> ScopeIds:
        usage = self.course.make_usage_key(node.tag, node.get("url_name"))
        return ScopeIds("anna", node.tag, usage, usage)

    def construct_xblock_from_class(
        self, cls: Any, scope_ids: Any, field_data: Any = None, **more: Any
    ) -> Any:
        return super().construct_xblock_from_class(cls, scope_ids, DictFieldData({}), **more)

    def get_policy(self, usage_id: object) -> dict[str, Any]:
        return {}

    def parse_asides(self, *_: object) -> list[Any]:
        return []

    def handler_url(self, block: Any, handler_name: str, *args: Any, **kwargs: Any) -> str:
        return f"/handler/{handler_name}"

    def local_resource_url(self, block: Any, uri: str) -> str:
        return f"/resource/{uri}"

    def publish(self, block: Any, event_type: str, event_data: Any) -> None:
        pass

    def resource_url(self, resource: Any) -> str:
        return f"/resource/{resource}"

    def applicable_aside_types(self, block: Any) -> list[str]:
        return []


def read_course(folder: Path) -> list[dict[str, Any]]:
    """Every leaf of the course as the block that it becomes."""
    root = etree.parse(folder / "course.xml").getroot()
    course = CourseLocator(root.get("org"), root.get("course"), root.get("url_name"))
    platform = Platform(folder, course)
    return [_as_block(platform, node) for node in _leaves(folder, root)]


def _leaves(folder: Path, node: Any) -> Iterator[Any]:
    for kid in node:
        if kid.tag not in CONTAINERS:
            yield kid
            continue
        assert set(kid.attrib) == {"url_name"}, "a pointer with more is read as the block itself"
        yield from _leaves(folder, etree.parse(folder / kid.tag / f"{kid.get('url_name')}.xml").getroot())


def _as_block(platform: Platform, node: Any) -> dict[str, Any]:
    known = {"html": HtmlBlock, "problem": ProblemBlock}
    if node.tag == "discussion":  # xblocks-contrib has only a shell of it; see the test of its attributes
        return {"kind": "discussion", "name": node.get("url_name"), "fields": dict(node.attrib)}
    cls = known.get(node.tag) or INSTALLED[node.tag].load()
    block = cls.parse_xml(node, platform, platform.keys(node))
    told = {"kind": node.tag, "name": node.get("url_name"), "title": block.display_name}
    if node.tag == "html":
        return {**told, "html": block.data}
    if node.tag == "problem":
        if block.data not in PLAYED:
            PLAYED[block.data] = _play(block)
        return {**told, **PLAYED[block.data]}
    told["fields"] = {name: getattr(block, name) for name in node.attrib if name in block.fields}
    told["unknown"] = sorted(set(node.attrib) - {"url_name"} - set(block.fields))
    if node.tag == "lti_consumer":
        told["launch_with"] = block.get_lti_1p3_custom_parameters()
    return told


def _play(block: Any) -> dict[str, Any]:
    """Try every choice, the right one last, then ask for the answer: as one learner with no limit of tries."""
    (answer_id,) = block.lcp.inputs
    shown = block.get_problem_html(encapsulate=False)
    before = block.answer_available()
    choices = etree.fromstring(block.data).findall(".//choice")
    tries = {}
    for choice in sorted(choices, key=lambda one: one.get("correct") == "true"):
        given = MultiDict({f"input_{answer_id}": f"choice_{choice.get('name')}"})
        result = block.submit_problem(given)
        tries[choice.get("name")] = {"success": result["success"], "said": result["contents"]}
    return {
        "html": shown,
        "tries": tries,
        "score": block.calculate_score().raw_earned,
        "answer_before": before,
        "answers": block.get_answer({})["answers"],
    }


if __name__ == "__main__":
    print(json.dumps({folder: read_course(Path(folder)) for folder in sys.argv[1:]}))

"""The smallest host that a block can run in: XBlock's own test runtime, with people, state in memory and an ear."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any

from webob import Request, Response
from xblock.fields import ScopeIds
from xblock.reference.user_service import UserService, XBlockUser
from xblock.runtime import DictKeyValueStore, KvsFieldData
from xblock.test.tools import TestRuntime

from winternship_xblocks.self_assessment import SelfAssessmentXBlock

TYPE = "winternship_self_assessment"


class People(UserService):
    """Tells the block who is there, with the attributes that Open edX gives."""

    def __init__(self, **attributes: object) -> None:
        super().__init__()
        self.attributes = attributes

    def get_current_user(self) -> XBlockUser:
        user = XBlockUser(is_current_user=True)
        user.opt_attrs = {f"edx-platform.{name}": value for name, value in self.attributes.items()}
        return user


class Runtime(TestRuntime):
    """Remembers what is published, gives addresses, and keeps no more state than it is handed."""

    def __init__(self, store: DictKeyValueStore, services: dict[str, object]) -> None:
        super().__init__(services={"field-data": KvsFieldData(store), **services})
        self.published: list[tuple[str, dict[str, Any]]] = []

    def publish(self, block: Any, event_type: str, event_data: dict[str, Any]) -> None:
        self.published.append((event_type, event_data))

    def handler_url(self, block: Any, handler_name: str, *args: Any, **kwargs: Any) -> str:
        return f"/handler/{handler_name}"

    def local_resource_url(self, block: Any, uri: str) -> str:
        return f"/resource/{uri}"


@dataclass
class Host:
    """One course with one block; every person, and every request, gets the block afresh from the store."""

    store: DictKeyValueStore = field(default_factory=DictKeyValueStore)
    settings: dict[str, object] = field(default_factory=dict)
    kind: type[Any] = SelfAssessmentXBlock
    usage: str = "usage"

    def block(
        self, user: str | None = "anna", services: dict[str, object] | None = None, **who: object
    ) -> Any:
        """The block as this person gets it; ``who`` are attributes of the user service."""
        signed_in = user is not None
        people = People(**{"is_authenticated": signed_in, "user_is_staff": False, "user_id": user, **who})
        runtime = Runtime(self.store, {"user": people} if services is None else services)
        block = runtime.construct_xblock_from_class(self.kind, ScopeIds(user, TYPE, "definition", self.usage))
        for name, value in self.settings.items():
            block._field_data.set(block, name, value)
        return block


def post(block: Any, handler: str, data: object = None, body: bytes | None = None) -> Response:
    """Call a handler as a browser does."""
    raw = json.dumps({} if data is None else data).encode() if body is None else body
    return block.handle(handler, Request.blank("/", method="POST", body=raw, content_type="application/json"))


def get(block: Any, handler: str) -> Response:
    """Open a handler's address."""
    return block.handle(handler, Request.blank("/"))


def stamped(values: dict[str, Any], at: int = 1000) -> dict[str, Any]:
    """Answers as the browser sends them, all given at one moment."""
    return {item: {"value": value, "at": at} for item, value in values.items()}


def finish(host: Host, user: str, answers: dict[str, Any], **who: object) -> Any:
    """Take someone through the whole check; gives the block of the last request."""
    assert post(host.block(user, **who), "save_answers", {"answers": stamped(answers)}).status_code == 200
    block = host.block(user, **who)
    assert post(block, "finish").status_code == 200
    return block

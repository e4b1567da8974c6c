"""The workbench's store under load, and value for value: what a block saves it reads back, once."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.db import connections
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from xblock.fields import Scope
from xblock.runtime import KeyValueStore

from practice_lms.models import FieldValue
from practice_lms.sdk_workbench.store import FieldStore

JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text("abc"), inner, max_size=3),
    max_leaves=8,
)
SCOPES = [Scope.user_state, Scope.user_state_summary, Scope.settings, Scope.preferences, Scope.user_info]
store = FieldStore()


def key(
    name: str = "answers", scope: Scope = Scope.user_state, user: str | None = "anna"
) -> KeyValueStore.Key:
    return KeyValueStore.Key(scope, user, "block-v1:Practice+Workbench+2026+type@a+block@b", name)


def at_once(count: int, act: Callable[[int], Any]) -> list[Any]:
    """The results of calls that start together, each in a thread with a connection of its own."""
    barrier = Barrier(count)

    def run(number: int) -> Any:
        try:
            barrier.wait()
            return act(number)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(count) as pool:
        return list(pool.map(run, range(count)))


@given(value=JSON, scope=st.sampled_from(SCOPES))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=50)
def test_what_is_stored_is_read_back(db: None, value: Any, scope: Scope) -> None:
    store.set(key(scope=scope), value)
    assert store.has(key(scope=scope))
    assert store.get(key(scope=scope)) == value


@pytest.mark.django_db
def test_users_scopes_and_fields_do_not_share_a_value() -> None:
    keys = [
        key(),
        key(user="bea"),
        key("other"),
        key(scope=Scope.settings, user=None),
        key(scope=Scope.children),
    ]
    store.set_many({each: number for number, each in enumerate(keys)})
    assert [store.get(each) for each in keys] == [0, 1, 2, 3, 4]


@pytest.mark.django_db
def test_what_was_never_stored_is_missing_and_reading_it_writes_nothing() -> None:
    assert not store.has(key())
    for read in (store.get, store.delete):
        with pytest.raises(KeyError):
            read(key())
    assert FieldValue.objects.count() == 0


@pytest.mark.django_db
def test_a_deleted_value_is_missing() -> None:
    store.set(key(), 1)
    store.delete(key())
    assert not store.has(key())


@pytest.mark.django_db
def test_loading_scenarios_again_forgets_children_and_keeps_answers() -> None:
    store.set_many({key(scope=Scope.children, user=None): ["x"], key(): 1})
    store.prep_for_scenario_loading()
    assert not store.has(key(scope=Scope.children, user=None))
    assert store.get(key()) == 1


@pytest.mark.django_db(transaction=True)
def test_parallel_writes_of_one_field_leave_one_row_with_one_of_the_values() -> None:
    at_once(8, lambda number: store.set(key(), number))
    assert FieldValue.objects.count() == 1
    assert store.get(key()) in range(8)


@pytest.mark.django_db(transaction=True)
def test_parallel_writes_of_different_fields_lose_none() -> None:
    at_once(8, lambda number: store.set(key(f"field{number}"), number))
    assert [store.get(key(f"field{number}")) for number in range(8)] == list(range(8))

"""Services a block may ask of an LMS, where the workbench's own give too little."""

from __future__ import annotations

from collections.abc import Callable

from django.utils import translation
from workbench.runtime import WorkbenchI18NService
from xblock.reference.user_service import UserService, XBlockUser

STAFF_PREFIX = "teacher"


class LmsUserService(UserService):
    """The visitor as Open edX would describe them. A name that begins with `teacher` is staff."""

    def __init__(self, user_id: str | None) -> None:
        user = XBlockUser(is_current_user=True, emails=[], full_name=f"Workbench user {user_id}")
        staff = str(user_id).startswith(STAFF_PREFIX)
        user.opt_attrs = {
            "edx-platform.is_authenticated": user_id is not None,
            "edx-platform.user_id": user_id,
            "edx-platform.username": user_id,
            "edx-platform.anonymous_user_id": user_id,
            "edx-platform.user_is_staff": staff,
            "edx-platform.user_role": "instructor" if staff else "student",
        }
        super().__init__(user=user)
        self._user = user

    def get_current_user(self) -> XBlockUser:
        """The visitor."""
        return self._user


class DjangoI18nService(WorkbenchI18NService):
    """Django's translations under the old names too: the forms of `StudioEditableXBlockMixin` use those."""

    @property
    def ugettext(self) -> Callable[[str], str]:
        """`gettext` under its Python 2 name."""
        return translation.gettext

    @property
    def ungettext(self) -> Callable[[str, str, int], str]:
        """`ngettext` under its Python 2 name."""
        return translation.ngettext

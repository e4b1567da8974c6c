"""So that one place says what a platform's roles allow, and an unknown role allows nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

_VOCABULARY: Final = "http://purl.imsglobal.org/vocab/lis/v2/"
_MEMBERSHIP: Final = _VOCABULARY + "membership"
_INSTITUTION: Final = _VOCABULARY + "institution/person#"
_SYSTEM: Final = _VOCABULARY + "system/person#"

# The context roles that may be sent by their short name [Core A.2.3].
_PRINCIPAL: Final = frozenset(
    ["Administrator", "ContentDeveloper", "Instructor", "Learner", "Mentor", "Manager", "Member", "Officer"]
)
_NO_ROLES: Final[frozenset[str]] = frozenset()


@dataclass(frozen=True, slots=True)
class Roles:
    """The roles exactly as received, and what they mean here [Core 5.3.7, A.2].

    Roles in the course decide; roles in the institution or system count only when there is no role in the
    course, and never make someone a teacher: staff of a school do not teach every course.
    """

    exact: tuple[str, ...]

    @property
    def is_instructor(self) -> bool:
        """Teaches this course. An assistant (a sub-role) who is sent as a learner too is a learner."""
        main, sub = self._principal(), self._from_sub_roles()
        return "Instructor" in main or ("Instructor" in sub and "Learner" not in main)

    @property
    def is_learner(self) -> bool:
        """Takes this course. Open edX up to Teak names a learner by the institution role alone."""
        main, sub = self._principal(), self._from_sub_roles()
        return "Learner" in main | sub or (not main and not sub and self._outside("Student", "Learner"))

    @property
    def is_admin(self) -> bool:
        """Administers this course, or (without any role in the course) the platform or the institution."""
        main, sub = self._principal(), self._from_sub_roles()
        if main or sub:
            return "Administrator" in main | sub
        return self._outside("Administrator", "SysAdmin", "AccountAdmin")

    @property
    def may_author(self) -> bool:
        """May choose and set up what the course shows."""
        return self.is_instructor or self.is_admin or "ContentDeveloper" in self._principal()

    def _principal(self) -> frozenset[str]:
        prefix = _MEMBERSHIP + "#"
        return _PRINCIPAL.intersection(role.removeprefix(prefix) for role in self.exact)

    def _from_sub_roles(self) -> frozenset[str]:
        prefix = _MEMBERSHIP + "/"
        subs = [role[len(prefix) :].partition("#") for role in self.exact if role.startswith(prefix)]
        return _PRINCIPAL.intersection(main for main, _, sub in subs if sub) if subs else _NO_ROLES

    def _outside(self, *names: str) -> bool:
        return any(place + name in self.exact for place in (_INSTITUTION, _SYSTEM) for name in names)

"""The result as people read it: one view model for the screen, the printed page and the PDF."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from winternship_core.assessment import Change, Result, Step, compare
from winternship_core.text import Text
from winternship_xblocks.common.texts import Language, say_date
from winternship_xblocks.self_assessment.journey import Journey
from winternship_xblocks.self_assessment.texts import say, words

FIRST_STEPS = 5


class Report:
    """Words and numbers of one finished result in one language."""

    def __init__(self, journey: Journey, language: Language) -> None:
        self.journey = journey
        self.instrument = journey.instrument
        self.language = language
        self.result: Result = journey.result()

    def view(self) -> dict[str, Any]:
        """Everything the result's template shows."""
        result = self.result
        steps = [self._step(step) for step in result.steps]
        change = self._change()
        return {
            "date": say(
                self.language, "result_of", date=say_date(self.language, self.journey.stored.finished)
            ),
            "has_readiness": "readiness" in result.parts,
            "notice": self._in(self.instrument.texts.notice),
            "level": self._level(),
            "total": self._total(),
            "change": change and self._change_words(change),
            "other_version": self._previous() is not None and change is None,
            "holding": self._questions(result.gates_failed),
            "scores": self._scores(change),
            "compared": change is not None,
            "benefits": self._benefits(),
            "steps": steps[:FIRST_STEPS],
            "more_steps": steps[FIRST_STEPS:],
            "more_label": self._more(len(steps) - FIRST_STEPS),
            "find_out": self._questions(result.find_out),
            "international": self._international(),
        }

    def _in(self, text: Text) -> str:
        return text.in_language(self.language)

    def _say(self, key: str, **values: object) -> str:
        return say(self.language, key, **values)

    def _questions(self, ids: Iterable[str]) -> list[dict[str, str]]:
        return [{"id": item_id, "text": self._in(self.instrument.item(item_id).text)} for item_id in ids]

    def _level(self) -> dict[str, Any]:
        reached = self.result.level
        incomplete = self._in(self.instrument.texts.incomplete)
        return {
            "label": self._in(reached.label) if reached else incomplete,
            "text": self._in(reached.text) if reached else "",
            "ladder": [
                {
                    "label": self._in(level.label),
                    "here": level is reached,
                    "passed": reached and level.rank < reached.rank,
                }
                for level in self.instrument.levels
            ],
        }

    def _total(self) -> dict[str, Any] | None:
        shown = self.result.total.shown
        return None if shown is None else {"shown": shown, "text": self._say("total_of", total=shown)}

    def _scores(self, change: Change | None) -> list[dict[str, Any]]:
        dimensions = {dimension.id: dimension for dimension in self.instrument.dimensions}
        return [
            {
                "label": self._in(dimensions[score.id].label),
                "shown": score.shown,
                "weight": self._say("weight", weight=dimensions[score.id].weight),
                "change": self._arrow(change.dimensions.get(score.id)) if change else None,
            }
            for score in self.result.dimensions
        ]

    def _benefits(self) -> dict[str, Any] | None:
        profile = self.result.benefits
        if profile is None:
            return None
        return {
            "warning": self._in(profile.warning) if profile.warning else "",
            "top": [
                {
                    "name": self._in(item.benefit.name),
                    "condition": self._in(item.benefit.condition),
                    "trap": self._in(item.benefit.trap),
                }
                for item in profile.top
                if item.benefit
            ],
        }

    def _step(self, step: Step) -> dict[str, Any]:
        item = step.item
        reasons = {"key_point": "reason_key_point", "benefit": "reason_benefit", "gap": ""}
        return {
            "id": item.id,
            "step": self._in(item.step),
            "because": self._in(item.text),
            "reason": words(self.language)[reasons[step.reason]] if reasons[step.reason] else "",
            "key_point": step.reason == "key_point",
            "find_out": step.find_out,
            "effort": self._in(item.effort.text),
            "lesson": self._say("lesson", lesson=item.lesson),
            "done": item.id in self.journey.stored.steps_done,
        }

    def _more(self, count: int) -> str:
        return self._say("steps_more_one") if count == 1 else self._say("steps_more", count=count)

    def _international(self) -> dict[str, Any] | None:
        international = self.result.international
        if international is None or international.band is None:
            return None
        return {
            "label": self._in(international.band.label),
            "text": self._in(international.band.text),
            "shown": international.score.shown,
            "total": self._say("total_of", total=international.score.shown),
        }

    def _previous(self) -> dict[str, Any] | None:
        history = self.journey.stored.history
        return history[-2] if len(history) > 1 else None

    def _change(self) -> Change | None:
        before = self._previous()
        return compare(before, self.result) if before else None

    def _change_words(self, change: Change) -> dict[str, Any]:
        before = self._previous() or {}
        return {
            "since": self._say("change_since", date=say_date(self.language, before["finished_at"])),
            "total": self._arrow(change.total),
            "level": self._level_change(change),
            "solved": self._questions(change.key_points_solved),
            "new": self._questions(change.key_points_new),
        }

    def _level_change(self, change: Change) -> str:
        before, after = change.level_before, change.level_after
        if before is None or after is None or before == after:
            return ""
        labels: Sequence[str] = [self._in(self.instrument.level(level).label) for level in (before, after)]
        return self._say("level_was", before=labels[0], after=labels[1])

    def _arrow(self, points: int | None) -> dict[str, str] | None:
        """A direction in sign and words, so that no one needs to see a colour."""
        if points is None:
            return None
        if points == 0:
            return {"sign": "=", "way": "same", "text": self._say("points_same")}
        if points > 0:
            return {"sign": "▲", "way": "up", "text": self._say("points_up", points=points)}
        return {"sign": "▼", "way": "down", "text": self._say("points_down", points=-points)}

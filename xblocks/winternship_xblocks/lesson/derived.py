"""What follows from what was filled in: the outcome of a calculator, the findings of the word check."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any, Final, Protocol

from django.utils.safestring import SafeString, mark_safe

from winternship_core.curriculum import Activity, CalculatorInput, check_words, cost_benefit, young_hours
from winternship_core.curriculum.calculators import Range
from winternship_core.errors import InputError
from winternship_xblocks.common.texts import Language
from winternship_xblocks.lesson.texts import render, say, words

DERIVED: Final = ("calculator", "word-check")
ROWS: Final = ("cost", "benefit", "net")


class FactSource(Protocol):
    """What words the facts an outcome rests on, and knows how deep the outcome stands."""

    @property
    def inner(self) -> int:
        """The level of a heading inside an activity."""

    def facts(self, fact_ids: Iterable[str]) -> list[dict[str, Any]]:
        """Facts as a template shows them."""


def result_of(
    activity: Activity, value: Mapping[str, Any], language: Language, source: FactSource
) -> SafeString:
    """The outcome as HTML; empty for an activity that has none, and before anything is filled in."""
    if activity.kind not in DERIVED or not any(entry not in ("", None) for entry in value.values()):
        return mark_safe("")
    try:
        if activity.kind == "word-check":
            return _words(str(value["text"]), language, source)
        if activity.calculator == "young-hours":
            return _hours(value, language, source)
        return _costs(value, language, source)
    except InputError as error:
        # It was kept under other rules: the rest of the page must not suffer from it.
        return _render("refused.html", {"message": error.text.in_language(language)}, language)


def _costs(value: Mapping[str, Any], language: Language, source: FactSource) -> SafeString:
    found = cost_benefit(value)
    context: dict[str, Any] = {
        "missing": _labels(found.missing, language),
        "as_zero": _labels(found.as_zero, language),
        "facts": source.facts(found.facts),
    }
    ranges = [found.cost, found.benefit, found.net]
    if found.net is not None:
        amounts = [amount for one in ranges if one for amount in (one.low, one.high)]
        least, most = min(0, *amounts), max(1, *amounts)
        context["rows"] = [
            {
                "name": name,
                "label": words(language)[f"sum_{name}"],
                "values": [money(amount, language) for amount in (one.low, one.middle, one.high)],
                "bar": _bar(one, least, most),
            }
            for name, one in zip(ROWS, ranges, strict=True)
            if one
        ]
        ends = {"low": money(found.net.low, language), "high": money(found.net.high, language)}
        context["between"] = say(language, "sum_between", **ends)
    return _render("result_costs.html", {**context, "inner": source.inner}, language)


def _bar(found: Range, least: int, most: int) -> dict[str, int]:
    """Where a range lies between the least and the most, in hundredths."""

    def at(amount: int) -> int:
        return round(100 * (amount - least) / (most - least))

    start, end = at(found.low), at(found.high)
    return {"start": start, "width": max(1, end - start), "middle": at(found.middle), "zero": at(0)}


def _hours(value: Mapping[str, Any], language: Language, source: FactSource) -> SafeString:
    found = young_hours(value)
    weeks = [
        {
            "label": say(language, "hours_week", number=week.number),
            "total": hours(week.total, language),
            "left": _left(week.left, language),
            "over": week.left < 0,
        }
        for week in found.weeks
    ]
    context = {
        "missing": _labels(found.missing, language),
        "weeks": weeks,
        "left": _left(found.left, language),
        "problems": [problem.in_language(language) for problem in found.problems],
        "facts": source.facts([found.fact]),
        "inner": source.inner,
    }
    return _render("result_hours.html", context, language)


def _left(left: Decimal, language: Language) -> str:
    return say(language, "hours_over" if left < 0 else "hours_left", hours=hours(abs(left), language))


def _words(text: str, language: Language, source: FactSource) -> SafeString:
    findings = check_words(text, language)
    pieces, end = [], 0
    for finding in findings:
        pieces += [
            {"text": text[end : finding.start], "marked": False},
            {"text": finding.found, "marked": True},
        ]
        end = finding.end
    pieces.append({"text": text[end:], "marked": False})
    summary = say(language, "words_found", count=len(findings)) if findings else words(language)["words_none"]
    context = {"findings": findings, "pieces": pieces, "summary": summary, "inner": source.inner}
    return _render("result_words.html", context, language)


def _labels(inputs: Iterable[CalculatorInput], language: Language) -> list[str]:
    return [one.label.in_language(language) for one in inputs]


def money(amount: int, language: Language) -> str:
    """Whole euros as people of the language write them; cents would promise what a guess cannot hold."""
    digits = f"{abs(amount):,}"
    shown = f"€\u00a0{digits.replace(',', '.')}" if language == "nl" else f"€{digits}"
    return f"\u2212{shown}" if amount < 0 else shown


def hours(number: Decimal, language: Language) -> str:
    """Hours without needless noughts."""
    shown = f"{number.normalize():f}"
    return shown.replace(".", ",") if language == "nl" else shown


def _render(template: str, context: Mapping[str, Any], language: Language) -> SafeString:
    html = render(template, {**context, "t": words(language)})
    return mark_safe(html)  # noqa: S308  made of our own templates, which escape

"""Words that shut a student out, in a vacancy or in a reason; looked for in both languages."""

from __future__ import annotations

from winternship_core.curriculum.vacancy_words import check_words


def warned(*texts: str) -> tuple[str, ...]:
    """The words found, each once, in the order of the texts."""
    text = "\n".join(filter(None, texts))
    found = (finding.found for language in ("nl", "en") for finding in check_words(text, language))
    return tuple(dict.fromkeys(found))

"""An endpoint in one line: its range or why it has none, and what is reported.

A best response is told the same way, with what follows from it.
"""

from timeline.clinical.durations import Agreement, Comparison, rounded
from timeline.clinical.endpoints.endpoint import Endpoint
from timeline.clinical.endpoints.intervals import LimitAnswer
from timeline.clinical.endpoints.reported import Reported
from timeline.clinical.endpoints.response import BestResponse
from timeline.clinical.response.words import confirmed_in_words
from timeline.clinical.settings import Settings

_NARRATIVE = " ~ uses narrative order"
_ANSWERS = {
    LimitAnswer.YES: "yes",
    LimitAnswer.NO: "no",
    LimitAnswer.INDETERMINATE: "not known",
}


def endpoint_in_words(endpoint: Endpoint) -> str:
    """Say what is computed and what is reported of the same quantity.

    Args:
        endpoint: The endpoint of a line or of the whole course.
    """
    words = endpoint.text
    if endpoint.settled_by:
        words += f" ({endpoint.settled_by.words} decides)"
    if endpoint.reason:
        words += f" ({endpoint.reason})"
    parts = [
        words,
        *filter(None, (endpoint.open_question,)),
        *(_reported(reported, endpoint.name) for reported in endpoint.comparisons),
    ]
    return f"{'; '.join(parts)}{narrative_mark(used=endpoint.uses_narrative)}"


def narrative_mark(*, used: bool) -> str:
    """What stands behind a result that rests on narrative order; empty for others."""
    return _NARRATIVE if used else ""


def response_in_words(best: BestResponse, settings: Settings) -> str:
    """Say the best response of a line, and whether it controlled the disease.

    Args:
        best: The best response.
        settings: How long stable disease has to last to count.

    Returns:
        Such as `PR, confirmed; disease control: yes`; nothing follows where no response
        is recorded, and clinical benefit only where the settings define it.
    """
    least = settings.minimum_stable_days
    shortest = f" (SD for {least} days or more)" if least else ""
    parts = [", ".join(filter(None, (best.text, confirmed_in_words(best.confirmed))))]
    if best.only_scan:
        parts[0] += " (the only scan recorded)"
    if best.records:
        answer = _ANSWERS[best.disease_control]
        parts.append(f"disease control{shortest}: {answer}")
    if best.records and best.clinical_benefit is not None:
        weeks = settings.clinical_benefit_weeks
        answer = _ANSWERS[best.clinical_benefit]
        parts.append(f"clinical benefit (SD for {weeks} weeks or more): {answer}")
    return f"{'; '.join(parts)}{narrative_mark(used=best.uses_narrative)}"


def _reported(reported: Reported, name: str) -> str:
    """Such as `reported 18 months: exceeds max by 2.0 months (time on treatment)`."""
    verdict = _verdict(reported.comparison)
    return f"reported {reported.text}: {verdict} (compared with {name})"


def _verdict(comparison: Comparison) -> str:
    verdict = comparison.agreement.value.replace("_", " ")
    if not comparison.gap:
        return verdict
    months = f"{rounded(comparison.gap)} months"
    if comparison.agreement is Agreement.WITHIN:
        return f"{verdict} what rounding allows, {months} off"
    return f"{verdict} by {months}"

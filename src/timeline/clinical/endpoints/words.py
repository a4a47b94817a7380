"""An endpoint in one line: its range or why it has none, and what is reported."""

from timeline.clinical.durations import Agreement, Comparison, rounded
from timeline.clinical.endpoints.endpoint import Endpoint
from timeline.clinical.endpoints.reported import Reported


def endpoint_in_words(endpoint: Endpoint) -> str:
    """Say what is computed and what is reported of the same quantity.

    Args:
        endpoint: The endpoint of a line or of the whole course.
    """
    words = endpoint.text
    if endpoint.reason:
        words += f" ({endpoint.reason})"
    parts = [
        words,
        *(_reported(reported, endpoint.name) for reported in endpoint.comparisons),
    ]
    mark = " ~ uses narrative order" if endpoint.uses_narrative else ""
    return f"{'; '.join(parts)}{mark}"


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

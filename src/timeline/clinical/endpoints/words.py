"""An endpoint in one line: its range or why it has none, and what is reported."""

from timeline.clinical.durations import rounded
from timeline.clinical.endpoints.endpoint import Endpoint, Reported


def endpoint_in_words(endpoint: Endpoint) -> str:
    """Say what is computed and what is reported of the same quantity.

    Args:
        endpoint: The endpoint of a line or of the whole course.
    """
    words = endpoint.text
    if endpoint.reason:
        words += f" ({endpoint.reason})"
    said = [words, *(_reported(each, endpoint.name) for each in endpoint.comparisons)]
    mark = " ~ uses narrative order" if endpoint.uses_narrative else ""
    return f"{'; '.join(said)}{mark}"


def _reported(found: Reported, name: str) -> str:
    """Such as `reported 18 months: exceeds max by 2.0 months (time on treatment)`."""
    gap = found.comparison.gap
    beyond = f" by {rounded(gap)} months" if gap else ""
    verdict = found.comparison.agreement.value.replace("_", " ")
    return f"reported {found.text}: {verdict}{beyond} (compared with {name})"

"""A measured response in words: the category, and the numbers that it follows from."""

import math
from collections.abc import Iterable, Iterator

from timeline.case.case import Case
from timeline.case.response_vocabulary import RecistRole
from timeline.clinical.durations import rounded
from timeline.clinical.endpoints.intervals import LimitAnswer
from timeline.clinical.response.best import MeasuredBest
from timeline.clinical.response.lesion_change import LesionChange, MixedResponse
from timeline.clinical.response.measured import MeasuredResponse, SumOfRecord
from timeline.clinical.response.recist import percent_change
from timeline.clinical.response.scan import SumRange

_CONFIRMED = {
    LimitAnswer.YES: "confirmed",
    LimitAnswer.NO: "not confirmed",
    LimitAnswer.INDETERMINATE: "the dates leave open whether confirmed",
}


def measured_in_words(case: Case, response: MeasuredResponse) -> str:
    """Such as `PR (60 mm, -40.0 % from the baseline of 100 mm)`."""
    reasons = "; ".join(_reasons(case, response))
    return f"{response.text} ({reasons})" if reasons else response.text


def measured_in_numbers(response: MeasuredResponse) -> str:
    """The same without a word: `PR (60 mm, -40.0 %)`; empty where nothing is known."""
    if not response.categories:
        return ""
    total, other = response.total, response.baseline
    if total and response.smallest and response.grown:
        other = response.smallest
    words = " / ".join([*response.categories, *(["?"] if response.unknown else [])])
    if total is None or len(total.ends) != 1:
        return words
    change = _numbers(total, other.total) if other else []
    return f"{words} ({', '.join([total.text, *change])})"


def best_in_words(best: MeasuredBest) -> str:
    """Such as `PR, confirmed` or `PR, not confirmed (central review)`."""
    words = ", ".join(filter(None, (best.text, confirmed_in_words(best.confirmed))))
    return f"{words} ({best.judge})" if best.judge else words


def confirmed_in_words(answer: LimitAnswer | None) -> str:
    """Whether a response is confirmed; empty for what cannot be."""
    return _CONFIRMED[answer] if answer else ""


def mixed_in_words(case: Case, mixed: MixedResponse) -> str:
    """Such as `mixed response: Liver (-40.0 % from 50 mm) shrank, Node (...) grew`."""
    parts = [f"{_lesions(case, mixed.shrunk)} shrank"]
    if mixed.grown:
        parts.append(f"{_lesions(case, mixed.grown)} grew")
    if mixed.new_lesion:
        parts.append("a lesion is new")
    return f"mixed response: {'; '.join(parts)}"


def _lesions(case: Case, changes: Iterable[LesionChange]) -> str:
    return ", ".join(f"{_names(case, [c.lesion])} ({c.text})" for c in changes)


def change_in_words(now: SumRange, before: SumRange) -> str:
    """Such as `+25.0 % and +15 mm`; empty where either is not one number."""
    return " and ".join(_numbers(now, before))


def _numbers(now: SumRange, before: SumRange) -> list[str]:
    """The change in percent, and in millimetres for a rise."""
    if len(now.ends) != 1 or len(before.ends) != 1:
        return []
    percent = percent_change(now.low, before.low)
    rise = now.low - before.low
    parts = [f"{rise:+g} mm"] if rise > 0 else []
    if math.isfinite(percent):
        parts.insert(0, f"{'+' if percent > 0 else ''}{rounded(percent)} %")
    return parts


def _reasons(case: Case, response: MeasuredResponse) -> Iterator[str]:
    if response.total is not None and response.total.text != "at least 0 mm":
        yield ", ".join(filter(None, (response.total.text, _change(response))))
    if response.new:
        back = [m for m in response.scan.measurements if m.id in response.new]
        again = [m for m in back if m.role is not RecistRole.NEW]
        sizes = (f"{_names(case, [m.lesion])} {m.amount}" for m in again)
        yield ": ".join(filter(None, ("new lesion", ", ".join(sizes))))
    if response.worse:
        yield "progression of a non-target lesion"
    if response.treated:
        yield f"treated locally: {_names(case, response.treated)}"
    missing = [lesion for lesion in response.missing if lesion not in response.treated]
    if missing and response.total is not None and response.total.high is None:
        yield f"without a size: {_names(case, missing)}"
    if response.unknown:
        yield "no baseline" if response.baseline is None else "not comparable"
    if response.dated_from is not None:
        date = next(iter(response.dated_from.dates().values()))
        yield f"progression dates from iUPD on {date}"


def _change(response: MeasuredResponse) -> str:
    """How the sum compares: with the smallest where it grew, else with the baseline."""
    total, smallest, baseline = response.total, response.smallest, response.baseline
    if total is None:
        return ""
    if smallest and total.low > smallest.total.low:
        rise = _compared(total, smallest, "over the smallest sum")
        return rise if response.grown else _both(response, rise)
    return _compared(total, baseline, "from the baseline") if baseline else ""


def _both(response: MeasuredResponse, rise: str) -> str:
    total, baseline = response.total, response.baseline
    if total is None or baseline is None or baseline == response.smallest:
        return rise
    fall = _compared(total, baseline, "from the baseline")
    return ", ".join(filter(None, (fall, rise)))


def _compared(total: SumRange, other: SumOfRecord, words: str) -> str:
    change = change_in_words(total, other.total)
    return f"{change} {words} of {other.total.text}" if change else ""


def _names(case: Case, lesions: Iterable[str]) -> str:
    records = (case.get(lesion) for lesion in lesions)
    return ", ".join(record.label for record in records if record)

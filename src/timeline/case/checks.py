"""What is wrong with a case as a whole: ids, references and impossible dates."""

import datetime as dt
from collections import Counter
from itertools import pairwise

from timeline.case.anchors import anchor_problems
from timeline.case.case import Case
from timeline.case.chronology import Chronology
from timeline.case.fields import Role, field_specs
from timeline.case.her2_methods import contradictions
from timeline.case.partial_date import PartialDate
from timeline.case.points import resolve
from timeline.case.record import Entry
from timeline.case.records.bookkeeping import Order
from timeline.case.records.her2_test import Her2Test
from timeline.case.records.kinds import KINDS
from timeline.errors import Problem

NO_POINT = "There is no such record or date. Write an id, or an id and a date field."


def problems(case: Case, today: dt.date) -> tuple[Problem, ...]:
    """List everything that keeps a case from being stored.

    Args:
        case: The case to check.
        today: No recorded date may lie after this day.

    Returns:
        Problems in the order of the records; empty if there are none.
    """
    listed = [*_duplicates(case), *anchor_problems(case)]
    for entry in case.entries:
        listed += _references(case, entry)
        listed += _dates(case, entry, today)
        if isinstance(entry, Order):
            listed += _order_points(case, entry)
    return tuple(listed)


def entry_problems(entry: Entry, before: Entry | None = None) -> tuple[Problem, ...]:
    """List what keeps a record from being entered, though a file may hold it.

    Such records were taken before there was the rule. What is stored and what a file
    brings is read as it is and becomes a query; what a person enters, by form, quick
    entry or `timeline add`, is refused.

    Args:
        entry: The record as it is to be.
        before: As it is stored; a problem that it has already stops nothing.
    """
    if not isinstance(entry, Her2Test):
        return ()
    known = entry_problems(before) if before is not None else ()
    problems = (
        Problem(sentence, entry.id, name) for name, sentence in contradictions(entry)
    )
    return tuple(problem for problem in problems if problem not in known)


def _duplicates(case: Case) -> list[Problem]:
    counts = Counter(entry.id for entry in case.entries)
    return [
        Problem(f"{count} records have this id. Give each its own.", record_id, "id")
        for record_id, count in counts.items()
        if count > 1
    ]


def _references(case: Case, entry: Entry) -> list[Problem]:
    problems = []
    specs = {s.name: s for s in field_specs(type(entry)) if s.role is Role.REFERENCE}
    for name, target_id in entry.references().items():
        target = case.get(target_id)
        kinds = " or ".join(KINDS[kind].title.lower() for kind in specs[name].kinds)
        if target is None:
            message = f"There is no record with the id {target_id}. Name a {kinds}."
        elif target.kind not in specs[name].kinds:
            message = f"{target_id} is no {kinds}. Name one."
        elif target is entry:
            message = "A record cannot refer to itself."
        else:
            continue
        problems.append(Problem(message, entry.id, name))
    return problems


def _dates(case: Case, entry: Entry, today: dt.date) -> list[Problem]:
    problems = []
    for name, date in entry.dates().items():
        placed = Chronology.of(case).placed(entry, name) if date.offset else date
        if message := in_the_future(placed, today):
            problems.append(Problem(message, entry.id, name))
    return problems + _reversed_dates(entry)


def in_the_future(date: PartialDate, today: dt.date) -> str:
    """What is wrong with a date that is still to come; empty for any other."""
    if date.relative or (date.earliest or 0) <= today.toordinal():
        return ""
    return f"The date lies in the future; today is {today.isoformat()}."


def _reversed_dates(entry: Entry) -> list[Problem]:
    problems = []
    dates = list(entry.dates().items())
    titles = {spec.name: spec.title for spec in field_specs(type(entry))}
    for (_, first), (name, second) in pairwise(dates):
        if first.earliest is None or second.latest is None:
            continue
        if first.earliest > second.latest:
            message = f"{titles[name]} lies before the date that must precede it."
            problems.append(Problem(message, entry.id, name))
    return problems


def _order_points(case: Case, order: Order) -> list[Problem]:
    return [
        Problem(NO_POINT, order.id, name)
        for name in ("earlier", "later")
        if resolve(case, getattr(order, name)) is None
    ]

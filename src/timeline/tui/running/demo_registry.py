"""The shipped cases in a registry of their own, beside the person's own one.

They never enter the registry in which patients are kept: a patient cannot be taken
out of it again.
"""

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

from timeline.errors import InvalidDataError, TimelineError

if TYPE_CHECKING:
    from timeline.registry import Registry

DEMO_NAME = "demo.db"
ACTOR = "timeline"
REASON = "a case that is shipped with timeline"


class NoCasesError(TimelineError):
    """The program was installed without its cases."""

    title = "There are no demo cases here"


def demo_place(place: str | Path) -> Path:
    """Where the demo registry lies: beside a file, else in the user's own folder."""
    from platformdirs import user_data_path

    if "://" in str(place):
        return user_data_path("timeline", appauthor=False) / DEMO_NAME
    return Path(place).expanduser().with_name(DEMO_NAME)


def is_demo(place: str | Path) -> bool:
    """Whether a place is that of the demo registry."""
    return "://" not in str(place) and Path(place).name == DEMO_NAME


def open_demo(place: str | Path) -> "Registry":
    """Open the demo registry, with every shipped case in it.

    Args:
        place: The registry beside which it lies.

    Raises:
        TimelineError: If there are no cases, or if the registry cannot be written.
    """
    from timeline.exchange.case_file import read
    from timeline.exchange.import_choices import ImportChoices, Likeness, Side
    from timeline.exchange.import_storing import import_plans
    from timeline.exchange.importing import plan_import
    from timeline.exchange.shipped import shipped_cases
    from timeline.registry import Registry, Session

    today = dt.datetime.now().astimezone().date()
    readings = [read(path, today=today) for path in shipped_cases()]
    if not readings:
        raise NoCasesError(
            "This installation came without them.",
            hint="Install timeline again, or import case files of your own.",
        )
    problems = tuple(problem for reading in readings for problem in reading.problems)
    if problems:
        raise InvalidDataError(problems)
    registry = Registry.open(demo_place(place), create=True)
    try:
        files = [file for reading in readings for file in reading.files]
        choices = ImportChoices(both_changed=Side.REGISTRY, alike=Likeness.SAME)
        plans = [plan_import(registry, file, choices) for file in files]
        import_plans(registry, plans, Session(ACTOR, REASON))
    except BaseException:
        registry.close()
        raise
    return registry

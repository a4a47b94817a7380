"""Stores what plans say, once a person has decided everything they ask."""

from collections.abc import Sequence

from timeline.errors import TimelineError
from timeline.exchange.case_sources import what_sources_collect
from timeline.exchange.import_plan import ImportPlan, Outcome
from timeline.registry import Action, Configure, Receipt, Registry, Session


class ImportStoppedError(TimelineError):
    """A person has to decide something before anything is stored.

    Attributes:
        plans: What the import would do, with what is asked.
    """

    title = "Nothing was imported"

    def __init__(self, message: str, plans: tuple[ImportPlan, ...], hint: str) -> None:
        super().__init__(message, hint=hint)
        self.plans = plans


def import_plans(
    registry: Registry,
    plans: Sequence[ImportPlan],
    session: Session,
) -> Receipt:
    """Store what the plans say: all of them as one action, or nothing.

    Args:
        registry: Where it goes.
        plans: What to do to each patient.
        session: Who imports; a change of what is stored needs a reason.

    Raises:
        ImportStoppedError: If something is still to be decided, or a reason is missing.
        ConflictError: If somebody stored something since the plans were made.
    """
    check_settled(plans, session.reason)
    reason = session.reason or "imported from a file"
    files = [plan.file for plan in plans]
    actions = [*_without_repeated_words(plans), *what_sources_collect(registry, files)]
    return registry.apply(actions, Session(session.actor, reason))


def _without_repeated_words(plans: Sequence[ImportPlan]) -> list[Action]:
    """The actions of all plans, with a word that several files bring along once.

    Raises:
        ImportStoppedError: If two files say different things of one word.
    """
    actions: list[Action] = []
    words: dict[str, Configure] = {}
    for action in (action for plan in plans for action in plan.actions):
        if not isinstance(action, Configure):
            actions.append(action)
        elif words.setdefault(action.name, action) != action:
            raise ImportStoppedError(
                "Two of the files define a word of the vocabulary differently.",
                tuple(plans),
                "Import one file after the other.",
            )
    return [*words.values(), *actions]


def check_settled(plans: Sequence[ImportPlan], reason: str) -> None:
    """Refuse plans in which a person has to decide something first.

    Raises:
        ImportStoppedError: With what is to be decided, and by which option.
    """
    plans = tuple(plans)
    for plan in plans:
        if plan.contradictions:
            raise ImportStoppedError(
                f"{plan.code} may name somebody else: "
                f"{', '.join(plan.contradictions)}.",
                plans,
                "Give the patient another code, or import with --same-patient.",
            )
    if clashes := sum(plan.count(Outcome.CLASH) for plan in plans):
        raise ImportStoppedError(
            f"Both the file and somebody here changed {_records(clashes)}.",
            plans,
            "Say whose values stand: --both-changed file, or registry.",
        )
    if unsure := sum(plan.count(Outcome.UNSURE) for plan in plans):
        raise ImportStoppedError(
            f"{_records(unsure)} of the file may be stored already, in other words.",
            plans,
            "Say what they are: --alike same changes the stored ones, --alike new "
            "adds them.",
        )
    changes = sum(plan.count(Outcome.CHANGED, Outcome.REMOVED) for plan in plans)
    if changes and not reason.strip():
        raise ImportStoppedError(
            f"{_records(changes)} that {'is' if changes == 1 else 'are'} stored would "
            "change.",
            plans,
            "Say why with --reason.",
        )


def _records(count: int) -> str:
    return f"{count} record{'s' * (count != 1)}"

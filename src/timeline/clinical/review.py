"""Everything that the records of one case mean, computed once.

The terminal page, the app and the JSON output all read this, so that no two of them
can give different answers.
"""

import datetime as dt
from dataclasses import dataclass

from timeline.case.case import Case
from timeline.case.chronology import Chronology
from timeline.case.records.finding import Lesion
from timeline.case.records.intervention import LocalIntervention
from timeline.clinical.course.history import History
from timeline.clinical.course.ordered_line import is_treatment
from timeline.clinical.endpoints.case_endpoints import Endpoints, endpoints
from timeline.clinical.her2.ledger import Her2Ledger, her2_ledger
from timeline.clinical.markers.metrics import MarkerPanel, marker_panels
from timeline.clinical.queries.case_queries import queries
from timeline.clinical.queries.query import Query
from timeline.clinical.settings import DEFAULTS, Settings
from timeline.clinical.staging import StageResult, stage_results


@dataclass(frozen=True, slots=True)
class Review:
    """One case with everything that is computed from it."""

    case: Case
    chronology: Chronology
    settings: Settings
    endpoints: Endpoints
    her2: Her2Ledger
    markers: tuple[MarkerPanel, ...]
    staging: tuple[StageResult, ...]
    queries: tuple[Query, ...]
    """All of them, settled ones included, the gravest first."""

    @property
    def history(self) -> History:
        """The course that everything is computed from."""
        return History.of(self.case, self.chronology, self.settings)

    @property
    def open_queries(self) -> tuple[Query, ...]:
        """The queries that are still open."""
        return tuple(query for query in self.queries if query.is_open)

    @property
    def local_treatments(self) -> tuple[LocalIntervention, ...]:
        """Local interventions that were treatments, diagnostic ones left out."""
        interventions = self.case.of_kind(LocalIntervention)
        ordered = self.chronology.in_order(r for r in interventions if is_treatment(r))
        return tuple(r for r in ordered if isinstance(r, LocalIntervention))

    def treatments_of(self, lesion: Lesion) -> tuple[LocalIntervention, ...]:
        """The local treatments of one lesion, in order."""
        return tuple(r for r in self.local_treatments if r.lesion == lesion.id)


def review(
    case: Case,
    *,
    accept_narrative: bool = False,
    settings: Settings = DEFAULTS,
    today: dt.date | None = None,
) -> Review:
    """Compute everything for one case.

    Args:
        case: The case.
        accept_narrative: Whether orders that only the sequence of the sentences
            suggests count; results that depend on them say so.
        settings: Choices where definitions differ.
        today: No record may lie after this day; None: not checked.
    """
    chronology = Chronology.of(case, accept_narrative=accept_narrative)
    computed = endpoints(case, chronology, settings)
    her2 = her2_ledger(case, chronology, settings)
    return Review(
        case=case,
        chronology=chronology,
        settings=settings,
        endpoints=computed,
        her2=her2,
        markers=marker_panels(case, chronology, settings),
        staging=stage_results(case),
        queries=queries(
            case, chronology, settings, today=today, computed=computed, ledger=her2
        ),
    )

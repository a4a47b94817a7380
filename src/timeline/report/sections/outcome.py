"""Survival, follow-up and the time without drugs against HER2."""

from collections.abc import Iterator
from typing import Any

from timeline.case.records.finding import Lesion
from timeline.case.records.follow_up import FollowUp, ReportedOutcome
from timeline.clinical.course.judgements import when_in_words
from timeline.clinical.endpoints.words import endpoint_in_words
from timeline.clinical.review import Review
from timeline.report.document import (
    ReportSection,
    Sentence,
    Table,
    TableColumn,
    TableRow,
)
from timeline.report.fields import stated
from timeline.report.plain_data import bounds_data, endpoint_data

_FOLLOW_UP = (
    TableColumn("Date", 26),
    TableColumn("Vital status", 12),
    TableColumn("Disease", 40, grows=True),
)
_OF_CONTACT = ("disease_status", "death_cause", "cause_of_death")


def outcome_section(review: Review) -> ReportSection:
    """What is computed of the whole course, and what the source reports of it."""
    data = {
        "life": _life(review),
        "endpoints": _endpoints(review),
        "counts": _counts(review),
    }
    return ReportSection("Outcome", tuple(_sentences(review)), data=data)


def _sentences(review: Review) -> Iterator[Sentence]:
    computed = review.endpoints
    for name, endpoint in (
        ("overall survival", computed.survival),
        ("disease-free survival", computed.disease_free),
        ("follow-up", computed.follow_up),
    ):
        yield Sentence(f"{name}: {endpoint_in_words(endpoint)}")
        yield Sentence(endpoint.rule, 1)
    for item in computed.anti_her2_free:
        between = f"between lines {item.from_line} and {item.to_line}"
        length = endpoint_in_words(item.endpoint)
        yield Sentence(f"free of anti-HER2 drugs {between}: {length}")
        yield Sentence(f"longer than {item.limit_days} days: {item.exceeds}", 1)
    for outcome in review.case.of_kind(ReportedOutcome):
        line = stated(review.case, outcome, ("line",))
        about = f" ({line})" if line else ""
        yield Sentence(f"reported by the source: {outcome.label}{about}")


def _life(review: Review) -> dict[str, Any]:
    """Vital status, death and the last day known alive, as everything reads them."""
    life = review.history.life
    moments = {"death": life.death, "last_alive": life.last_alive}
    days = {
        name: bounds_data(review, moment.bounds) if moment else None
        for name, moment in moments.items()
    }
    disputed = life.dispute.text if life.dispute else None
    return {"status": life.status, "not_settled": disputed, **days}


def _endpoints(review: Review) -> dict[str, Any]:
    computed = review.endpoints
    return {
        "os": endpoint_data(computed.survival),
        "follow_up": endpoint_data(computed.follow_up),
        "dfs": endpoint_data(computed.disease_free),
        "anti_her2_free": [
            {
                "from_line": item.from_line,
                "to_line": item.to_line,
                "longer_than_days": item.limit_days,
                "longer": item.exceeds,
                **endpoint_data(item.endpoint),
            }
            for item in computed.anti_her2_free
        ],
    }


def _counts(review: Review) -> dict[str, Any]:
    count = review.endpoints.count
    return {
        "systemic_lines": count.total,
        "lines_of_therapy": list(count.alternatives),
        "lines_by_tumour": {
            tumour: list(of_tumour.alternatives)
            for tumour, of_tumour in review.endpoints.counts_by_tumour
        },
        "anti_her2_lines": len(count.anti_her2_lines),
        "anti_her2_agents": len(count.anti_her2_drugs),
        "anti_her2_drugs": list(count.anti_her2_drugs),
        "local_interventions": len(review.local_treatments),
        "lesions": [
            {
                "lesion": lesion.id,
                "name": lesion.name,
                "local_interventions": len(review.treatments_of(lesion)),
            }
            for lesion in review.case.of_kind(Lesion)
        ],
    }


def follow_up_section(review: Review) -> ReportSection | None:
    """Vital status and what was known of the disease at each contact."""
    ordered = review.chronology.in_order(review.case.of_kind(FollowUp))
    contacts = [contact for contact in ordered if isinstance(contact, FollowUp)]
    if not contacts:
        return None
    rows, sentences = [], []
    for contact in contacts:
        when = when_in_words(review, contact)
        status = contact.vital_status.value if contact.vital_status else "not stated"
        disease = stated(review.case, contact, _OF_CONTACT)
        rows.append(TableRow((when, status, disease), records=(contact.id,)))
        words = "; ".join(filter(None, (status, disease)))
        sentences.append(Sentence(f"{when}: {words}"))
    table = Table("", _FOLLOW_UP, tuple(rows), sentences=tuple(sentences))
    return ReportSection("Follow-up", (table,), str(len(contacts)))

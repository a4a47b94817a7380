"""One list of everything about a case that does not add up or is not recorded."""

import datetime as dt
from collections.abc import Mapping

from timeline.case.case import Case
from timeline.case.chronology import Chronology
from timeline.case.records.bookkeeping import QueryAnswer
from timeline.case.uncollected import Uncollected
from timeline.clinical.endpoints.case_endpoints import Endpoints
from timeline.clinical.her2.ledger import Her2Ledger
from timeline.clinical.queries.by_source import source_notes, source_that_never_tells
from timeline.clinical.queries.counted_dates import with_named_dates
from timeline.clinical.queries.one_question import ranked, together
from timeline.clinical.queries.query import Query, State
from timeline.clinical.queries.rules import (
    ages,
    biology,
    cycles,
    duplicates,
    events,
    her2,
    lesions,
    life_and_death,
    magnitudes,
    maintenance,
    missing_dates,
    names,
    offsets,
    open_orders,
    operations,
    orders,
    primaries,
    reported,
    responses,
    results,
    stage,
    sums,
    treatment,
    treatments,
    values,
    whole_course,
)
from timeline.clinical.queries.rules.evidence import Evidence
from timeline.clinical.queries.rules.rule import Rule
from timeline.clinical.settings import DEFAULTS, Settings

RULES: tuple[Rule, ...] = (
    orders.contradictory_dates,
    orders.circular_orders,
    orders.before_its_line,
    orders.after_the_end,
    life_and_death.fatal_event,
    life_and_death.fatal_event_ended,
    life_and_death.two_deaths,
    life_and_death.stopped_by_death,
    life_and_death.ongoing_after_death,
    life_and_death.cause_without_death,
    whole_course.before_diagnosis,
    whole_course.diagnosis_after_operation,
    responses.new_lesion,
    sums.growth_without_progression,
    sums.response_without_shrinkage,
    sums.stated_sum,
    responses.stop_without_progression,
    treatments.lines_overlap,
    treatments.stopped_drug_goes_on,
    treatments.toxicity_without_event,
    magnitudes.dose_magnitude,
    magnitudes.dose_and_catalogue,
    magnitudes.value_magnitude,
    biology.sex_and_site,
    ages.age_too_high,
    biology.anti_her2_but_negative,
    biology.target_absent,
    lesions.absent_with_size,
    lesions.new_but_known,
    lesions.too_small_but_measured,
    lesions.two_sizes,
    lesions.lesion_size,
    lesions.complete_but_measured,
    operations.more_positive_than_examined,
    operations.positive_nodes_despite_n0,
    operations.margin_without_operation,
    operations.fraction_size,
    operations.volume_dose,
    operations.adjuvant_without_operation,
    cycles.after_its_treatment,
    cycles.cycle_order,
    cycles.cycle_twice,
    cycles.cycle_count,
    cycles.cycles_too_many,
    cycles.cycle_dates,
    values.impossible_value,
    values.negative_value,
    values.over_100_percent,
    values.score_off_scale,
    values.limits_swapped,
    values.flag_and_value,
    values.pressures_swapped,
    events.recovered_but_ongoing,
    events.grade_and_severity,
    events.fatal_and_grade,
    events.event_drug_not_given,
    events.fatal_event_other_cause,
    open_orders.order_open,
    whole_course.lost_but_seen,
    whole_course.outside_the_course,
    responses.response_after_progression,
    responses.response_after_complete,
    responses.two_responses,
    stage.stated_stage,
    stage.metastasis_despite_m0,
    reported.reported_duration,
    reported.reported_twice,
    duplicates.duplicates,
    duplicates.entered_twice,
    her2.two_methods,
    her2.unsettled,
    her2.warnings,
    her2.discordant_methods,
    her2.tested_after_use,
    missing_dates.diagnosis_date,
    missing_dates.presentation_date,
    missing_dates.line_dates,
    missing_dates.course_end,
    missing_dates.intervention_date,
    missing_dates.progression_date,
    missing_dates.marker_date,
    missing_dates.death_date,
    missing_dates.measurement_date,
    missing_dates.previous_cancer_date,
    missing_dates.last_follow_up,
    offsets.undated_anchor,
    stage.edition,
    stage.unread_edition,
    her2.no_retest,
    her2.ihc_score,
    her2.test_date,
    her2.test_specimen,
    primaries.index_tumour,
    primaries.unnamed_tumours,
    primaries.unnamed_her2,
    treatment.line_setting,
    treatment.line_order,
    treatment.line_number,
    treatments.of_no_line,
    maintenance.maintenance_goes_on,
    treatment.doses,
    treatment.trial_id,
    treatment.radiation_dose,
    treatment.dose_unit,
    treatment.stop_reason,
    treatment.intervention_reason,
    treatment.next_step,
    reported.best_response,
    results.grade,
    results.undefined_grade,
    results.ctcae_version,
    results.measured_value,
    results.figure_only,
    results.marker_series,
    results.biopsy_result,
    biology.equivocal_without_ish,
    values.unit_missing,
    events.treatment_death_without_event,
    results.marker_limit,
    results.mixed_assays,
    reported.survival_start,
    missing_dates.same_event,
    her2.disputed_variant,
    orders.narrative_order,
    sums.stable_but_shrunk,
    sums.partial_but_complete,
    sums.progression_without_growth,
    lesions.many_targets,
    biology.target_not_tested,
    biology.ras_and_egfr_antibody,
    names.normalised_term,
    names.unusual_term,
    names.unknown_drug,
)
"""Every rule, in the order in which its queries are listed within a severity."""


def queries(
    case: Case,
    chronology: Chronology,
    settings: Settings = DEFAULTS,
    *,
    today: dt.date | None = None,
    computed: Endpoints | None = None,
    ledger: Her2Ledger | None = None,
) -> tuple[Query, ...]:
    """List the queries of a case, with what a person decided about each.

    Args:
        case: The case, with its answers to queries.
        chronology: The bounds of its dates; decides whether narrative order counts.
        settings: Choices for what is computed.
        today: No record may lie after this day; None: not checked.
        computed: The endpoints, where the caller has computed them with the same
            chronology and settings.
        ledger: The HER2 history likewise.

    Returns:
        The queries, the gravest first, each key once. A query that was answered or
        dismissed stays in the list with the reason, and a note needs neither.
    """
    evidence = Evidence(case, chronology, settings, today, computed, ledger)
    by_key: dict[str, Query] = {}
    left_out: list[tuple[Query, Uncollected]] = []
    for query in (query for rule in RULES for query in rule(evidence)):
        if source := source_that_never_tells(query, case):
            left_out.append((query, source))
        else:
            by_key.setdefault(query.key, query)
    by_key |= {note.key: note for note in source_notes(left_out, case)}
    answers = {answer.query: answer for answer in case.of_kind(QueryAnswer)}
    settled = (_settled(query, answers) for query in by_key.values())
    listed = ranked(together(settled, case), evidence)
    return tuple(with_named_dates(listed, chronology))


def _settled(query: Query, answers: Mapping[str, QueryAnswer]) -> Query:
    """The query as a person settled it: every key that it covers has an answer."""
    given = [answers.get(key) for key in query.covers or (query.key,)]
    answer = given[0]
    if answer is None or None in given:
        return query
    return query._replace(state=State(answer.state.value), reason=answer.reason)


def open_count(listed: tuple[Query, ...]) -> int:
    """Count the queries that are still open."""
    return sum(query.is_open for query in listed)

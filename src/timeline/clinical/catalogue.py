"""The catalogues in one place: drugs, regimens, trials, prevalence and names."""

from timeline.clinical.conflicts import Conflict, all_conflicts
from timeline.clinical.drugs import (
    Approval,
    Drug,
    DrugGroup,
    DrugKind,
    all_approvals,
    all_drugs,
    complete_drug,
    find_drug,
)
from timeline.clinical.prevalence import Prevalence, all_prevalences
from timeline.clinical.regimens import (
    Regimen,
    all_regimens,
    complete_regimen,
    find_regimen,
)
from timeline.clinical.registry_ids import RegistryId, all_registry_ids
from timeline.clinical.terms import canonical_term, complete_marker, marker_name
from timeline.clinical.trial_figures import Endpoint, Figure
from timeline.clinical.trials import TrialArm, all_arms

__all__ = [
    "Approval",
    "Conflict",
    "Drug",
    "DrugGroup",
    "DrugKind",
    "Endpoint",
    "Figure",
    "Prevalence",
    "Regimen",
    "RegistryId",
    "TrialArm",
    "all_approvals",
    "all_arms",
    "all_conflicts",
    "all_drugs",
    "all_prevalences",
    "all_regimens",
    "all_registry_ids",
    "canonical_term",
    "complete_drug",
    "complete_marker",
    "complete_regimen",
    "find_drug",
    "find_regimen",
    "marker_name",
]

"""One made-up patient with a record of nearly every kind, to draw all of them."""

import datetime as dt
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from timeline.case.case import Case
from timeline.exchange.case_file import read

_FIRST_CYCLES = dt.date(2021, 3, 1)
_CYCLES, _DAYS = 30, 21

_TEXT = """
format = 1

[patient]
code = "SYNTHETIC-ALL-1"
headline = "SYNTHETIC: a record of every kind"
synthetic = true
sex = "female"
data_cutoff = "2024-06-30"

[[diagnosis]]
id = "dx"
date = "2021-02-02"
site = "stomach"
histology = "adenocarcinoma"

[[diagnosis]]
id = "dx-2"
date = "2023-08-21"
site = "breast"
histology = "invasive ductal carcinoma"

[[lesion]]
id = "liver"
name = "Liver, segment 7"
organ = "liver"
target = true
primary = "dx"

[[lesion]]
id = "node"
name = "Coeliac node"
organ = "lymph node"
target = true
primary = "dx"

[[therapy_line]]
id = "line-1"
regimen = "trastuzumab + FOLFOX"
setting = "palliative"
start = "2021-03-01"
stop = "2022-11-07"
stop_reason = "progression"
primary = "dx"

[[therapy_line]]
id = "line-1b"
regimen = "capecitabine"
setting = "palliative"
continues = "line-1"
start = "2022-11-21"
stop = "2023-02-10"

[[therapy_line]]
id = "line-2"
regimen = "paclitaxel + ramucirumab"
setting = "palliative"
start = "2023-03"
primary = "dx"

[[therapy_line]]
id = "line-3"
regimen = "trastuzumab deruxtecan"
setting = "palliative"
start = "2023-11-06"
ongoing = true

[[drug_course]]
id = "tras"
line = "line-1"
drug = "trastuzumab"
start = "2021-03-01"
stop = "2022-11-07"
dose = 6
dose_unit = "mg/kg"
schedule = "q3w"

[[drug_course]]
id = "oxa"
line = "line-1"
drug = "oxaliplatin"
start = "2021-03-01"
stop = "2021-08-30"

[[drug_course]]
id = "pac"
line = "line-2"
drug = "paclitaxel"

[[drug_course]]
id = "ram"
line = "line-2"
drug = "ramucirumab"

[[drug_course]]
id = "tamoxifen"
drug = "tamoxifen"
start = "2023-09-04"
ongoing = true

[[interruption]]
id = "gap-1"
course = "tras"
start = "2021-11-15"
stop = "2022-01-10"
reason = "toxicity"
reason_detail = "fall of ejection fraction"

[[interruption]]
id = "gap-2"
line = "line-3"
start = "2024-02-05"
stop = "2024-03-10"
reason_detail = "pneumonia"

[[cell_therapy]]
id = "cells"
date = "2023-07-18"
type = "CAR-T cells"
product = "claudin 18.2 CAR-T"

[[local_intervention]]
id = "gastrectomy"
date = "2022-11-14"
type = "surgery"
site = "stomach"

[[assessment]]
id = "as-0"
date = "2021-02-20"
sum_of_diameters = 62

[[assessment]]
id = "as-1"
date = "2021-05-20"
response = "PR"

[[assessment]]
id = "as-2"
date = "2021-09-10"
response = "CMR"

[[assessment]]
id = "as-3"
date = "2022-02-01"
response = "NON-CR/NON-PD"

[[assessment]]
id = "as-4"
date = "2022-06-01"
response = "VGPR"

[[assessment]]
id = "as-5"
date = "2022-11-01"
response = "iUPD"

[[assessment]]
id = "as-6"
date = "2023-02-20"
response = "iCPD"
lesion = "liver"

[[assessment]]
id = "as-7"
date = "2023-06-15"
response = "SD"

[[assessment]]
id = "as-8"
date = "[2023-09-10..2023-11-10]"
response = "PD"

[[assessment]]
id = "as-9"
date = "2024-01-20"
response = "CR"

[[assessment]]
id = "as-10"
date = "2024-04-20"
trend = "shrinking"

[[result]]
id = "ecog-1"
date = "2021-02-02"
analyte = "ECOG"
comparator = "="
value = 1

[[result]]
id = "ecog-2"
date = "2021-06-01"
analyte = "ECOG"
comparator = "="
value = 0

[[result]]
id = "ecog-3"
date = "2022-12"
analyte = "ECOG"
comparator = "="
value = 2

[[result]]
id = "ecog-4"
date = "[2023-08-01..2023-10-20]"
analyte = "ECOG"
comparator = "="
value = 3

[[result]]
id = "ecog-5"
date = "2024-05-02"
analyte = "ECOG"
comparator = "<="
value = 1

[[result]]
id = "karnofsky-1"
date = "2021-02-02"
analyte = "Karnofsky"
comparator = "="
value = 90

[[result]]
id = "karnofsky-2"
date = "2023-05-02"
analyte = "Karnofsky"
comparator = "="
value = 60
unit = "%"

[[result]]
id = "pdl1"
date = "2021-02-02"
analyte = "PD-L1 CPS"
comparator = "="
value = 5

[[result]]
id = "hb"
date = "2022-01-12"
analyte = "haemoglobin"
words = "haemolysed, not usable"

[[result]]
id = "cea-1"
date = "2021-02-02"
analyte = "CEA"
comparator = "="
value = 88
unit = "ng/mL"
upper_limit = 5

[[result]]
id = "cea-2"
date = "2021-06-02"
analyte = "CEA"
comparator = "="
value = 12
unit = "ng/mL"

[[result]]
id = "cea-3"
date = "2023-03-02"
analyte = "CEA"
comparator = "="
value = 140
unit = "ng/mL"

[[her2_test]]
id = "her2"
specimen_date = "2021-02-02"
method = "IHC"
specimen = "biopsy"
ihc_score = "3+"
result_reported = "positive"

[[specimen]]
id = "biopsy"
date = "2021-02-01"
type = "biopsy"
site = "stomach"

[[molecular_finding]]
id = "tp53"
date = "2021-02-01"
gene = "TP53"
change = "p.R175H"
allele_fraction = 34
from_specimen = "biopsy"

[[molecular_finding]]
id = "cldn"
date = "2023-06-20"
gene = "ERBB2"
type = "amplification"
copies = 12

[[lesion_measurement]]
id = "m1"
date = "2021-02-20"
lesion = "liver"
diameter = 44

[[lesion_measurement]]
id = "m2"
date = "2021-05-20"
lesion = "liver"
diameter = 26

[[lesion_measurement]]
id = "m3"
date = "2023-02-20"
lesion = "liver"
diameter = 51

[[lesion_measurement]]
id = "m4"
date = "2021-02-20"
lesion = "node"
diameter = 18
axis = "short"

[[lesion_measurement]]
id = "m5"
date = "2021-05-20"
lesion = "node"
state = "too small to measure"

[[adverse_event]]
id = "neuropathy"
date = "2021-07"
term = "Peripheral sensory neuropathy"
grade = 2

[[finding]]
id = "ct"
date = "2021-02-20"
type = "imaging"
method = "CT"
result = "liver metastases"

[[finding]]
id = "palliative"
date = "2023-10-02"
type = "care"
result = "palliative care team involved"

[[symptom]]
id = "dysphagia"
date = "2020-11"
stop = "2021-04"
name = "dysphagia"

[[symptom]]
id = "ascites"
date = "2023-09"
ongoing = true
name = "ascites"

[[medication]]
id = "apixaban"
date = "2021-04-12"
stop = "2022-10-01"
drug = "apixaban"
indication = "pulmonary embolism"

[[medication]]
id = "morphine"
date = "2023-05"
ongoing = true
drug = "morphine"

[[medication]]
id = "pantoprazole"
date = "2021-02-10"
ongoing = true
drug = "pantoprazole"

[[medication]]
id = "ondansetron"
date = "2021-03-01"
drug = "ondansetron"

[[background]]
id = "diabetes"
date = "2020-10"
type = "comorbidity"
name = "type 2 diabetes"
ongoing = true

[[background]]
id = "smoker"
type = "smoking"
name = "former smoker"
pack_years = 20

[[tumour_board]]
id = "board"
date = "2021-02-24"
recommendation = "palliative chemotherapy with trastuzumab"
followed = "yes"

[[tumour_board]]
id = "board-2"
date = "2023-10-30"
drugs = ["trastuzumab deruxtecan"]

[[follow_up]]
id = "fu"
date = "2024-06-20"
vital_status = "alive"
disease_status = "complete response"
"""


@cache
def every_kind() -> Case:
    """The patient: lines with numbers, thirty cycles, scores, responses, the rest."""
    cycles = (
        f'[[cycle]]\nid = "c{number}"\nline = "line-1"\nnumber = {number}\n'
        f'date = "{_FIRST_CYCLES + dt.timedelta((number - 1) * _DAYS)}"\n'
        for number in range(1, _CYCLES + 1)
    )
    with TemporaryDirectory() as folder:
        path = Path(folder) / "every_kind.toml"
        path.write_text("\n".join((_TEXT, *cycles)), encoding="utf-8")
        (case,) = read(path, today=dt.date(2026, 1, 1)).cases
    return case

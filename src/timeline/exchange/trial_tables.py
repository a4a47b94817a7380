"""Tables of trials: the analysis data sets of ADaM, and time lines made of them.

Variables are those of the ADaM implementation guide: PARAMCD, AVAL, CNSR, ADT and ADTF.
"""

from timeline.exchange.declared_tables import COUNTED, DeclaredRecord, DeclaredTable
from timeline.exchange.mapping import ANY, NOTED

NOT_NAMED = {"term": "adverse event, not named"}
"""Where a table says that there was an adverse event, and not which."""
TRIALS = (
    DeclaredTable(
        ("paramcd", "aval", "cnsr"),
        tuple(
            DeclaredRecord(
                "reported_outcome",
                {"value": "aval", NOTED: "evntdesc;cnsdtdsc"},
                {"quantity": quantity, "unit": COUNTED, "comparator": sign},
                {"paramcd": (code,), "cnsr": censored},
            )
            for code, quantity in (
                ("os", "overall survival"),
                ("pfs", "progression-free survival"),
                ("rsd", "duration of response"),
            )
            for sign, censored in (("=", ("0",)), (">=", ("1", "2", "3")))
        ),
    ),
    DeclaredTable(
        ("paramcd", "avalc", "adt"),
        (
            DeclaredRecord(
                "assessment",
                {
                    "date": "adt",
                    "imputed": "adtf",
                    "response": "avalc",
                    "date_stated": "avisit",
                },
                when={"paramcd": ("ovr",)},
            ),
            DeclaredRecord(
                "progression",
                {"date": "adt", "imputed": "adtf", "date_stated": "avisit"},
                {"event": "progressive disease"},
                {"paramcd": ("pd",), "avalc": ("y",)},
            ),
            DeclaredRecord(
                "follow_up",
                {"date": "adt", "imputed": "adtf"},
                {"vital_status": "dead"},
                {"paramcd": ("death",), "avalc": ("y",)},
            ),
        ),
    ),
    DeclaredTable(
        ("trtsdt", "arm"),
        (
            DeclaredRecord(
                "therapy_line", {"regimen": "arm", "start": "trtsdt", "stop": "trtedt"}
            ),
            DeclaredRecord(
                "follow_up",
                {"date": "lstalvdt"},
                {"vital_status": "alive"},
                {"lstalvdt": (ANY,)},
            ),
            DeclaredRecord(
                "follow_up",
                {"date": "dthdt"},
                {"vital_status": "dead"},
                {"dthdt;dthfl": (ANY,)},
            ),
        ),
    ),
    DeclaredTable(
        ("domain", "stdt"),
        (
            DeclaredRecord(
                "adverse_event",
                {"date": "stdt", "stop": "endt", "ongoing": "ongo"},
                NOT_NAMED,
                {"domain": ("adverse events",)},
            ),
            DeclaredRecord(
                "medication",
                {"date": "stdt", "stop": "endt", "ongoing": "ongo"},
                {"drug": "drug not stated"},
                {"domain": ("concomitant medications",)},
            ),
            DeclaredRecord(
                "finding",
                {"date": "stdt", "result": "domain"},
                {"type": "care"},
                {"domain": ("enrollment", "randomization", "study completion")},
            ),
        ),
    ),
)

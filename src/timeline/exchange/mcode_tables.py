"""Tables of the mCODE extraction framework, which makes FHIR resources of them.

Names of columns are those of its templates. Codes of SNOMED and LOINC are kept as notes
beside the words.
"""

from timeline.exchange.declared_tables import DeclaredRecord, DeclaredTable
from timeline.exchange.mapping import AMOUNT, NOTED

MCODE = (
    DeclaredTable(
        ("adverseeventid", "effectivedate"),
        (
            DeclaredRecord(
                "adverse_event",
                {
                    "term": "adverseeventdisplaytext;adverseeventtext",
                    "grade": "grade",
                    "severity": "severity",
                    "date": "effectivedate",
                    "stop": "resolveddate",
                    NOTED: "adverseeventcode;seriousness;actuality;"
                    "seriousnessoutcome;expectation",
                },
            ),
        ),
    ),
    DeclaredTable(
        ("diseasestatuscode", "dateofobservation"),
        (
            DeclaredRecord(
                "follow_up",
                {
                    "date": "dateofobservation",
                    "disease_status": "diseasestatustext",
                    NOTED: "diseasestatuscode;evidence;observationstatus",
                },
            ),
        ),
    ),
    DeclaredTable(
        ("medicationid", "displaytext", "startdate"),
        (
            DeclaredRecord(
                "drug_course",
                {
                    "drug": "displaytext",
                    "start": "startdate",
                    "stop": "enddate",
                    NOTED: "code;treatmentreasondisplaytext;status",
                },
            ),
        ),
    ),
    DeclaredTable(
        ("conditionid", "dateofdiagnosis"),
        (
            DeclaredRecord(
                "diagnosis",
                {
                    "histology": "displayname",
                    "date": "dateofdiagnosis",
                    NOTED: "code;histology;bodysite;laterality;clinicalstatus;"
                    "verificationstatus",
                },
            ),
        ),
    ),
    DeclaredTable(
        ("conditionid", "stagegroup"),
        (
            DeclaredRecord(
                "staging",
                {
                    "stage_stated": "stagegroup",
                    "t": "t",
                    "n": "n",
                    "m": "m",
                    "basis": "type",
                    "date": "effectivedate",
                    NOTED: "stagingsystem",
                },
            ),
        ),
    ),
    DeclaredTable(
        ("observationid", "value"),
        (
            DeclaredRecord(
                "result",
                {
                    "analyte": "displayname;code",
                    AMOUNT: "value",
                    "date": "effectivedate",
                    NOTED: "code;bodysite;laterality;status",
                },
            ),
        ),
    ),
    DeclaredTable(
        ("procedureid", "effectivedate"),
        (
            DeclaredRecord(
                "local_intervention",
                {
                    "procedures": "displayname",
                    "date": "effectivedate",
                    "reason": "reasondisplayname",
                    NOTED: "code;bodysite;laterality;status",
                },
                {"type": "other"},
            ),
        ),
    ),
    DeclaredTable(
        ("trialsubjectid", "enrollmentstatus"),
        (
            DeclaredRecord(
                "finding",
                {
                    "date": "startdate",
                    "result": "enrollmentstatus",
                    NOTED: "enddate;trialresearchid",
                },
                {"type": "care"},
            ),
        ),
    ),
    DeclaredTable(("requestid", "intent"), ()),
    DeclaredTable(("appointmentid",), ()),
    DeclaredTable(("encounterid",), ()),
    DeclaredTable(("changed", "dateofcareplan"), ()),
)
"""Requests, appointments, encounters and plans state nothing that was done: their rows
come back."""

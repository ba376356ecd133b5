"""What the audit trail says of reports."""

from selfassess.audit.verbs import declare

declare(
    {
        "report.compile": "{by} asked for the report, {subject}.",
        "report.cancel": "{by} cancelled the report, {subject}.",
        "report.compiled": "The report, {subject}, was compiled.",
        "report.cut": "{by} was the first to ask for the edition “{cut}” of the report, {subject}.",
        "report.annual": "{by} was the first to ask for the self-evaluation of {subject} as a PDF.",
        "report.confirm": "{by} let the scrutiny edition of the report, {subject}, go out.",
        "report.issue": "{by} issued the report, {subject}.",
    },
    kind="Reports",
)

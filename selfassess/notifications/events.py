"""What the audit trail says of reminders."""

from selfassess.audit.verbs import declare

declare(
    {
        "assessment.remind": "{by} sent a reminder.",
    },
    kind="Assessments",
    leaves_assessments=True,
)

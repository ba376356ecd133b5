"""What the audit trail says of a quarter."""

from selfassess.audit.verbs import declare

declare(
    {
        "quarter.plan": "{by} planned the quarter.",
        "quarter.due": "{by} moved the quarter’s due date to {due}.",
        "quarter.open": "{by} opened the quarter.",
        "quarter.extend": "{by} added assessments for new areas.",
        "quarter.close": "{by} closed the quarter.",
        "quarter.reopen": "{by} reopened the quarter.",
        "quarter.issue": "The quarter was issued by {by}.",
        "quarter.revise": "{by} put the quarter back to closed.",
    },
    kind="Quarters",
    tells_values=True,
)

"""What the audit trail says of whole forms that were kept."""

from selfassess.audit.verbs import declare

declare(
    {
        "form.keep": "A form of {by} could not be saved and was kept: {subject}.",
        "form.use": "{by} saved the kept form {subject}.",
        "form.purge": "Kept forms and texts whose time had come were deleted.",
        "form.discard": "{by} discarded the kept form {subject}.",
    },
    kind="Kept forms",
    hidden={"fields"},  # as a browser sends them, with what nobody typed
    leaves_assessments=True,
)

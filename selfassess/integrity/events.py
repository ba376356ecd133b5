"""What the audit trail says of what was taken out of it."""

from selfassess.audit.verbs import declare

declare(
    {
        "trail.redact": "{by} had words taken out of {count} events.",
        "trail.purge": "{by} had {count} {what} purged, whose time was over.",
        "trail.acknowledge": "{by} acknowledged {count} events that are not as they were sealed.",
    },
    kind="Retention and redaction",
    hidden=("count", "what", "of", "events", "ranges", "digest"),
)

"""What the audit trail says of access tokens."""

from selfassess.audit.verbs import declare

declare(
    {
        "token.make": "{by} made the access token “{subject}”.",
        "token.revoke": "{by} revoked the access token “{subject}”.",
    },
    kind="Access tokens",
    tells_values=True,
    leaves_assessments=True,
)

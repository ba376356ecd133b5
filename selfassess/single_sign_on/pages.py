"""What people read who could not be signed in: what happened, and what to do."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Page:
    title: str
    lede: str
    status: int
    text: str = ""
    may_try_again: bool = True


UNTRUSTED = Page(
    "You could not be signed in",
    "What came back from the sign-in with {provider} could not be trusted, so nothing was done.",
    401,
    "Try again. If it happens again, tell whoever looks after this portal in your council.",
)
DOWN = Page(
    "You cannot sign in at the moment",
    "You sign in with {provider}, and that service does not answer. What you have saved is safe.",
    503,
    "Wait a few minutes, then try again. If other services of your council work, tell whoever "
    "looks after this portal.",
)
BEGIN_AGAIN = Page(
    "Begin the sign-in again",
    "It took longer than ten minutes, or was begun in another window or browser.",
    401,
)
STOPPED = Page("You are not signed in", "The sign-in with {provider} was stopped.", 401)
NOT_BOUND = Page(
    "This portal does not know you yet",
    "You have signed in with {provider}, but no account of this portal is bound to it.",
    401,
    "Accounts are made by invitation. If you have an invitation, follow its link. If not, ask "
    "whoever looks after this portal in your council for one. An account is never found by an "
    "e-mail address.",
    may_try_again=False,
)
NO_ROLE = Page(
    "You have no access to this portal",
    "You have signed in with {provider}, which does not say that you may use Self-assessment.",
    403,
    "Ask whoever looks after sign-in in your council to give you the role for it, then sign in "
    "again.",
    may_try_again=False,
)
NOT_ASKED = Page(
    "It is not confirmed that it is you",
    "You came back without having signed in again with {provider}, so what you wanted to do is not "
    "done.",
    403,
    "Begin again on the page that you came from. If this page comes back, tell whoever looks after "
    "the portal in your council that {provider} does not say when people signed in.",
    may_try_again=False,
)
SOMEBODY_ELSE = Page(
    "That was somebody else",
    "Another person has signed in with {provider}. What you wanted to do is not done.",
    403,
    may_try_again=False,
)
OLD_INVITATION = Page(
    "This invitation no longer works",
    "It has been accepted already, or it is too old.",
    404,
    "If you have accepted it, sign in. If not, ask whoever looks after this portal in your council "
    "to send it again.",
)
TAKEN = Page(
    "This invitation could not be accepted",
    "The account with which you have just signed in belongs to somebody else here.",
    403,
    "Follow the link again, and sign in with {provider}. If you use one browser with others, sign "
    "out there first.",
    may_try_again=False,
)

"""Every form that changes something, and what keeps an older page from undoing what others did.

A new address that takes a POST fails here until somebody has thought about it.
"""

import pytest
from django.urls import resolve

from .access_matrix import ROWS, Row
from .pages import form_on
from .stage import Stage

pytestmark = pytest.mark.django_db

NOTHING = {"login", "401", "403", "404", "405"}  # answers of an address that does nothing

# How an address is protected → the fields by which its page says what it showed
FIELDS = {
    "field by field": lambda name: name.startswith("initial-"),
    "version": lambda name: name.endswith("version"),
    "seen": lambda name: name.endswith("seen"),
    "wanted": lambda name: name in ("asked", "wanted", "outcome"),
}
# … or without any: why none is needed
REASONS = {
    "adds": "It makes something new and replaces nothing; what is there already is refused.",
    "once": "It leads from one state to another: said again, or too late, it does nothing.",
    "elsewhere": "It sends versions, on a page that this stage shows to nobody; see its own tests.",
    "own": "It changes what belongs to the one person who sends it.",
    "tells": "It writes down nothing that anybody else could have written.",
    "list": "It says where an entry stood, and changes nothing of what it says.",
}

PROTECTED = {
    # What was shown decides
    "kpi-change": "field by field",
    "person-change": "field by field",
    "kpi-choose": "wanted",
    "targets": "seen",
    "settle": "seen",
    "adopt": "seen",
    "source-period": "seen",
    "indicators": "seen",
    "import-apply": "seen",  # on the page of the import
    "hand-over": "seen",
    "person-leave": "elsewhere",
    "person-actions": "elsewhere",
    "quarter-due": "seen",
    "quarter-open": "seen",
    "quarter-close": "seen",
    "quarter-reopen": "seen",
    "longer": "seen",
    "check": "seen",
    "approve": "seen",
    "return": "seen",
    "reopen": "seen",
    "report-issue": "seen",
    "report-confirm": "seen",
    "report-words-area": "seen",
    "finding": "version",
    "finding-figure": "version",
    "record-right": "version",
    "section": "version",
    "overview": "version",
    "recall": "version",  # on the page of the area
    "kept": "version",
    "overview-kept": "version",
    "answer-version": "elsewhere",
    "updates": "version",
    "document-confirm": "elsewhere",
    "document": "version",
    "document-piece": "version",
    "document-bring": "version",  # on the page of the document
    "record-edit": "version",
    "action-edit": "version",
    "action-update": "version",
    "record-remove": "version",  # on the page of the entry
    "action-remove": "version",
    "source-remove": "version",
    # Answered in JSON: the version is among what they send
    "autosave": "own",
    "overview-autosave": "own",
    # Nothing of others is replaced
    "people-invite": "adds",
    "people-invite-several": "adds",
    "person": "adds",  # a role
    "kpi-add": "adds",
    "imports": "adds",
    "documents": "adds",
    "sources": "adds",
    "quarters": "adds",
    "record-add": "adds",
    "action-add": "adds",
    "comment": "adds",
    "accounts_user_add": "adds",
    "token-add": "adds",
    "person-link": "adds",
    "quarter-reports": "adds",
    "import": "tells",  # a mapping of columns: what it comes to is on the preview that is applied
    "remind": "once",
    "import-undo": "once",
    "document-undo": "once",
    "document-discard": "once",
    "person-return": "once",
    "person-take-role": "once",
    "token-revoke": "once",
    "report-edition-pdf": "once",
    "annual-pdf": "once",
    "reply": "once",
    "build-cancel": "once",
    "discard-form": "own",
    "emails": "own",
    "here": "tells",
    "overview-here": "tells",
    "report-verify": "tells",
    "identifying": "tells",  # it is about the very passage that was shown
    "identifying-overview": "tells",
    "identifying-office": "tells",
    "index": "tells",  # lists of Django's admin
    "accounts_user_changelist": "tells",
    "account_login": "own",
    "account_logout": "own",
    "account_change_password": "own",
    "account_reset_password": "own",
    "account_reset_password_from_key": "own",
    "account_reauthenticate": "own",
    "sessions": "own",
    "session": "own",
    "person-sessions": "once",
    "mfa_authenticate": "own",
    "mfa_reauthenticate": "own",
    "mfa_activate_totp": "own",
    "mfa_generate_recovery_codes": "own",
    "mfa_list_webauthn": "own",
    "mfa_add_webauthn": "own",
    "mfa_login_webauthn": "own",
    "mfa_reauthenticate_webauthn": "own",
    "record-move": "list",
}
# Pages on which another address's button stands, or that need somebody for whom they are open
PAGE_OF = {
    "import-apply": "/imports/{import}/",
    "document-bring": "/documents/{document}/",
    "record-remove": "/{open}/{area}/strengths/strengths/{strength}/",
    "action-remove": "/{open}/{area}/development/actions/{action}/",
    "source-remove": "/{open}/{area}/indicators/{kpi}/",
    "recall": "/{sent}/{area}/",
    "reopen": "/{closed}/{area}/review/reopen/",
}


def name_of(stage: Stage, row: Row) -> str:
    return resolve(stage.address(row.address)).url_name or row.address


def changing(stage: Stage) -> dict[str, Row]:
    """The addresses that do something for somebody, by name; of several the one that does most."""
    found: dict[str, Row] = {}
    for row in ROWS:
        does = set(row.cells.values()) - NOTHING
        name = name_of(stage, row)
        if row.method == "POST" and does and ("done" in does or name not in found):
            found.setdefault(name, row)
            if "done" in does and "done" not in found[name].cells.values():
                found[name] = row
    return found


def test_of_every_form_somebody_has_said_how_it_is_protected(stage: Stage):
    assert set(changing(stage)) - set(PROTECTED) == set()
    assert set(PROTECTED.values()) <= {*FIELDS, *REASONS}


@pytest.mark.parametrize("name", [name for name, how in PROTECTED.items() if how in FIELDS])
def test_its_page_says_what_it_showed(stage: Stage, name: str):
    row = changing(stage)[name]
    address = stage.address(PAGE_OF.get(name, row.address))
    for actor in ("admin", "director", "analyst", "head"):
        if row.expected(actor, "mash") in NOTHING:
            continue
        page = stage.client(actor).get(address)
        if page.status_code == 200 and any(map(FIELDS[PROTECTED[name]], form_on(page))):
            return
    raise AssertionError(f"{address} shows nobody the field of “{PROTECTED[name]}”")

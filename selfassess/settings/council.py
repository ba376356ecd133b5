"""What the council sets, and for how long things are kept."""

import re
from pathlib import Path

from selfassess import env, oidc

BASE_DIR = Path(__file__).resolve().parents[2]
VAR_DIR = Path(env.text("VAR_DIR", str(BASE_DIR / "var")))
VERSION = re.findall(r"^## (\S+)", (BASE_DIR / "CHANGELOG.md").read_text(), re.M)[0]

AUTHORITY_NAME = env.text("AUTHORITY_NAME", "Example Council")
MARKING = env.text("MARKING", "OFFICIAL-SENSITIVE")
BRAND_COLOUR = env.colour("BRAND_COLOUR")  # empty: the portal's own navy
LOGO = env.picture("LOGO")  # None: the portal's own emblem
LAIT_DIR = env.folder("LAIT_DIR")  # the folder of the DfE's files of official figures
CASE_NUMBERS = env.words("CASE_NUMBERS", [])  # what the council’s look like: CP######
RATING_WEIGHTS = env.weights(  # what suggests a rating: see selfassess/claims/suggested_rating.py
    "RATING_WEIGHTS", {"indicators": 3, "improved": 1, "audits": 3, "actions": 1}
)
RATING_EITHER_SIDE = env.points("RATING_EITHER_SIDE", "1")
RATING_GAP = env.points("RATING_GAP", "2")
SECURITY_CONTACT = env.text("SECURITY_CONTACT")  # an e-mail address or page, for security.txt
CONTACT = env.text("CONTACT")  # an e-mail address that people may write to about the portal
TODAY = env.day("TODAY")  # the date on which the demo stays; None: the real date
PRODUCTION = env.boolean("PRODUCTION")
DEBUG = env.boolean("DEBUG")
SECRET_KEY = env.secret_key("SECRET_KEY", VAR_DIR / "secret_key")
SECRET_KEY_FALLBACKS = env.words("SECRET_KEY_FALLBACKS", [])  # keys of before, after a change
SEVERAL_HOSTS = env.boolean("SEVERAL_HOSTS")  # more than one machine answers people
SINGLE_SIGN_ON = oidc.read(production=PRODUCTION)  # None: people have passwords
AUDIT_SEAL_KEY = (  # in production only those who seal have it: see docs/deploy.md
    env.text("AUDIT_SEAL_KEY")
    if PRODUCTION
    else env.secret_key("AUDIT_SEAL_KEY", VAR_DIR / "audit_seal_key")
)
AUDIT_SEAL_OLD_KEYS = env.words("AUDIT_SEAL_OLD_KEYS", [])  # with which seals were made before
ALLOWED_HOSTS = env.words(
    "ALLOWED_HOSTS", [] if PRODUCTION else ["127.0.0.1", "localhost", "[::1]"]
)
CSRF_TRUSTED_ORIGINS = env.words("CSRF_TRUSTED_ORIGINS", [])
PUBLIC_URL = env.address(  # where links in e-mails lead
    "PUBLIC_URL",
    f"https://{ALLOWED_HOSTS[0]}" if PRODUCTION and ALLOWED_HOSTS else "http://127.0.0.1:8000",
)

# --- How long things are kept; of the RETAIN_ ones, 0 keeps for ever ------------------------------
KEPT_SETTLED_DAYS = env.whole("KEPT_SETTLED_DAYS", 30)
KEPT_WAITING_DAYS = env.whole("KEPT_WAITING_DAYS", 183)
ACCESS_LOG_DAYS = env.whole("ACCESS_LOG_DAYS", 365)
ACCESS_LOG_ROWS = env.whole("ACCESS_LOG_ROWS", 20_000)  # of each kind
RETAIN_EVENTS_DAYS = env.whole("RETAIN_EVENTS_DAYS", 0)
RETAIN_REVISIONS_DAYS = env.whole("RETAIN_REVISIONS_DAYS", 0)
RETAIN_DRAFTS_DAYS = env.whole("RETAIN_DRAFTS_DAYS", 0)
LEGAL_HOLD = env.boolean("LEGAL_HOLD")  # nothing is purged or redacted

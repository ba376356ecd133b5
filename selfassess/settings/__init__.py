"""The settings, read from the environment (`.env.example` lists every name).

With nothing set they are safe for trying the portal out: SQLite, a generated key, loopback only.
PRODUCTION=true adds what a real deployment needs and refuses to start without it: see
production_checks.py.
"""

from .applications import *
from .council import *
from .logs import *
from .security import *
from .sign_in import *
from .storage import *

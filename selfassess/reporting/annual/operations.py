"""The PDF of a year, stored when it is first asked for."""

from hashlib import sha256

import msgspec
from django.db import transaction

from selfassess.access import Permission, require
from selfassess.accounts.models import User
from selfassess.audit.log import log_event
from selfassess.reporting.models import AnnualFile, measured

from .schema import Annual


def keep_annual(content: Annual, *, by: User) -> AnnualFile:
    """The same bytes for everybody, until a quarter of the year is issued or issued anew.

    Of two who ask at once, the one who is later gets what the first has stored. Raises Refused
    when it cannot be laid out.
    """
    require(by, Permission.READ_ISSUED)
    made_from = sha256(msgspec.json.encode(content, order="deterministic")).hexdigest()
    if stored := AnnualFile.objects.filter(made_from=made_from).first():
        return stored
    from selfassess.reporting.pdf import draw  # the layout engine takes seconds to import

    data = draw(content)
    told = measured(data)
    with transaction.atomic():
        file, is_new = AnnualFile.objects.get_or_create(
            made_from=made_from,
            defaults={"year": content.year.code, "data": data, "by": by, **told},
        )
        if is_new:
            log_event("report.annual", by=by, subject=file.year, after=told)
    return file

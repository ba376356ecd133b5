"""The PDF of a year: asked for, drawn once, and the same bytes for everybody until a quarter of the
year is issued or issued anew."""

from django.db import transaction

from selfassess.access import Permission, require
from selfassess.accounts.models import User
from selfassess.reporting.kept_files import keep_year, stored_year
from selfassess.reporting.models import AnnualFile, Drawing
from selfassess.reporting.tasks import ask

from .schema import Annual


@transaction.atomic
def ask_for_year(content: Annual, *, by: User) -> Drawing | None:
    """Have the worker draw it. Asking again gives the drawing that is on its way; None when the PDF
    is there already."""
    require(by, Permission.READ_ISSUED)
    return None if stored_year(content) else ask(by=by, year=content.year.code)


def keep_annual(content: Annual, *, by: User) -> AnnualFile:
    """For commands: drawn at once. Raises Refused when it cannot be laid out."""
    require(by, Permission.READ_ISSUED)
    if stored := stored_year(content):
        return stored
    from selfassess.reporting.pdf import draw  # the layout engine takes seconds to import

    data = draw(content)
    with transaction.atomic():
        return keep_year(content, data, by=by)

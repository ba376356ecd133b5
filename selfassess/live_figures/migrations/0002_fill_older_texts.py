"""Notes every text from before there were live figures that looks as if it had one."""

import re
from collections.abc import Iterator
from hashlib import sha256
from typing import Any

from django.db import migrations

# As it was then, whatever has become of the notation since
LIVE_FIGURE = re.compile(r"(?<!\{)(\{++)([A-Za-z]{2}[0-9]{2,4}(?: [^{}\n]{1,60})?)(\}++)")

FIELDS = (
    ("assessments", "Answer", "text"),
    ("assessments", "KeptText", "text"),
    ("records", "Strength", "text"),
    ("records", "Strength", "evidence"),
    ("records", "ActionUpdate", "progress"),
    ("records", "ActionUpdate", "difference"),
    ("performance", "Remark", "comment"),
)


def fill(apps: Any, schema_editor: Any) -> None:
    older = apps.get_model("live_figures", "OlderText")
    texts = (text for text in _texts(apps) if LIVE_FIGURE.search(text))
    found = {sha256(text.encode()).hexdigest() for text in texts}
    older.objects.bulk_create([older(digest=digest) for digest in sorted(found)], batch_size=500)


def _texts(apps: Any) -> Iterator[str]:
    for app, model, field in FIELDS:
        rows = apps.get_model(app, model).objects.filter(**{f"{field}__contains": "{"})
        yield from rows.values_list(field, flat=True).iterator()
    events = apps.get_model("audit", "Event").objects.filter(verb="answer.save")
    for after in events.values_list("after", flat=True).iterator():
        yield str(after.get("text") or "")


class Migration(migrations.Migration):
    dependencies = [
        ("live_figures", "0001_initial"),
        ("assessments", "0009_fill_viewed_at"),
        ("records", "0004_approved_owner"),
        ("performance", "0010_lists_never_change"),
        ("audit", "0004_keep_events"),
    ]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]

"""What web processes share: loaded once, before gunicorn forks them (`--preload`).

Otherwise each worker would read the same addresses, templates and chart library for its first
visitors, who would wait for it, and keep them in memory of its own. Nothing here may ask the
database: a connection does not survive a fork.
"""

import gc

from django.conf import settings
from django.template.loader import get_template
from django.urls import get_resolver

from performance.charts import loading


def warm_up() -> None:
    _ = get_resolver().reverse_dict, get_resolver().app_dict  # imports all views
    templates = settings.BASE_DIR / "templates"
    for path in sorted(templates.rglob("*.html")):
        get_template(path.relative_to(templates).as_posix())
    loading.load()
    # The collector marks each object that it looks at, and a page of memory that is written to is
    # no longer shared. It leaves what is frozen alone.
    gc.collect()
    gc.freeze()

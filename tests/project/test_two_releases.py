"""A page that was open during an upgrade finds its styles and scripts afterwards."""

import re
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.management import call_command
from whitenoise import WhiteNoise

STORAGE = "whitenoise.storage.CompressedManifestStaticFilesStorage"


def collect(folder: Path, styles: str) -> str:
    """One release's files. Returns what its pages call the styles."""
    (folder / "source" / "page.css").write_text(styles)
    call_command("collectstatic", interactive=False, verbosity=0)
    staticfiles_storage._setup()
    return staticfiles_storage.stored_name("page.css")


def test_files_of_the_release_before_are_still_there(tmp_path, settings):
    (tmp_path / "source").mkdir()
    settings.STATIC_ROOT, settings.STATICFILES_DIRS = tmp_path / "static", [tmp_path / "source"]
    settings.STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
    settings.STORAGES = settings.STORAGES | {"staticfiles": {"BACKEND": STORAGE}}
    before = collect(tmp_path, "p { color: red }")
    now = collect(tmp_path, "p { color: green }")
    assert before != now
    served = WhiteNoise(None, root=settings.STATIC_ROOT, prefix="static").files
    assert {f"/static/{before}", f"/static/{now}"} <= served.keys()


def test_no_guide_clears_them():
    for guide in Path(settings.BASE_DIR, "docs").glob("*.md"):
        assert not re.search(r"collectstatic[^`\n]*--clear", guide.read_text()), guide.name

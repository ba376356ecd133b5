"""Every page, for everybody who sees it, by the checker that the HTML standard's editors use.

It is a Java program of 30 MB, so it runs where somebody says where it is: `npm pack vnu-jar`,
unpack, and `VNU_JAR=…/vnu.jar bin/test tests/test_html.py`.
"""

import json
import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from lxml import html

from .access_matrix import AREAS, COLUMN_OF, ROWS
from .stage import Stage

JAR = os.environ.get("VNU_JAR", "")
NOT_PAGES = re.compile(r"\.(pdf|ics|csv|xlsx|docx|json|zip)$")

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(not JAR, reason="VNU_JAR does not say where the checker is"),
]


def test_every_page_is_valid_html(stage: Stage, tmp_path: Path):
    shown = write_pages(stage, tmp_path)
    assert len(shown) > 100
    found = [
        f"{shown[Path(message['url']).name]}: {message['message']}"
        for message in check(tmp_path)
        if message["type"] == "error"
    ]
    assert not found, f"{len(found)} errors\n" + "\n".join(sorted(set(found)))


def write_pages(stage: Stage, folder: Path) -> dict[str, str]:
    """What several people see alike is there once. File → actor and address."""
    seen: set[bytes] = set()
    shown = {}
    for actor in (*COLUMN_OF, *AREAS["mash"]):
        for row in ROWS:
            address = stage.address(row.address)
            if row.method != "GET" or NOT_PAGES.search(address):
                continue
            response = stage.client(actor).get(address)
            if not response.headers.get("Content-Type", "").startswith("text/html"):
                continue
            page = response.content
            if not page or (main := _main(page)) in seen:
                continue
            seen.add(main)
            name = f"{len(shown)}.html"
            (folder / name).write_bytes(page)
            shown[name] = f"{actor} {address}"
    return shown


def _main(page: bytes) -> bytes:
    """What differs between pages, without the tokens that differ each time."""
    [main] = html.fromstring(page).xpath("//main") or [html.fromstring(page)]
    for hidden in main.xpath(".//input[@type='hidden' or @hidden]"):
        hidden.attrib.pop("value", None)
    return html.tostring(main)


def check(folder: Path) -> list[dict[str, str]]:
    java = shutil.which("java")
    assert java, "The checker needs Java."
    command = [java, "-Xss1024k", "-jar", JAR, "--format", "json", "--skip-non-html", str(folder)]
    ran = subprocess.run(command, capture_output=True, timeout=300)
    messages: list[dict[str, str]] = json.loads(ran.stderr)["messages"]
    return messages

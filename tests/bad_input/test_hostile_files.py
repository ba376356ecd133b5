"""Spreadsheets and documents that are made to do harm, sent through the pages: a sentence beside
the field, in time, nothing fetched, nothing written."""

import contextlib
import socket
import threading
from collections.abc import Iterator
from time import process_time

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from performance.imports import xlsx_file
from performance.imports.read import read
from performance.operations.catalogue_from_files import load_catalogue
from selfassess.access import Role
from selfassess.accounts.models import User
from selfassess.documents import docx_file
from tests.documents import test_reading as documents
from tests.factories import make_quarter, make_user
from tests.performance.imports import files as spreadsheets
from tests.rows import digest
from tests.ui.page import Page

pytestmark = pytest.mark.django_db

SECONDS, MEGABYTES = 5, 300
QUARTER = "2020-21-q2"


class Listener:
    """Counts who asks it for anything."""

    def __init__(self) -> None:
        self.socket = socket.create_server(("127.0.0.1", 0))
        self.socket.settimeout(0.1)
        self.address = f"http://127.0.0.1:{self.socket.getsockname()[1]}/x"
        self.asked, self.over = 0, threading.Event()
        self.thread = threading.Thread(target=self.listen)
        self.thread.start()

    def listen(self) -> None:
        while not self.over.is_set():
            with contextlib.suppress(TimeoutError):
                self.socket.accept()[0].close()
                self.asked += 1

    def close(self) -> None:
        self.over.set()
        self.thread.join()
        self.socket.close()


@pytest.fixture
def listener() -> Iterator[Listener]:
    listening = Listener()
    yield listening
    listening.close()


@pytest.fixture
def upload(sign_in):
    """Sends a file by a page; returns the seconds it took and what the page said of it."""
    load_catalogue(by=User.objects.command_line())
    make_quarter(QUARTER)
    analyst = sign_in(make_user(Role.ANALYST))
    head = sign_in(make_user((Role.HEAD, "mash")))

    def upload(where: str, data: bytes) -> tuple[float, str]:
        client = {"/imports/": analyst, "/documents/": head}[where]
        sent = {"quarter": QUARTER, "file": SimpleUploadedFile("file.bin", data)}
        before, begun = digest(), process_time()
        answer = client.post(where, sent)
        taken = process_time() - begun
        if answer.status_code == 200:
            assert digest() == before
        return taken, Page(answer.text).words("//*[@id='id_file_error']") if answer.text else ""

    return upload


def test_the_limits_are_those_that_were_promised():
    for limits in (xlsx_file.LIMITS, docx_file.LIMITS):
        assert limits.processor <= SECONDS
        assert limits.memory <= MEGABYTES * 1024 * 1024


WHERE = [("/imports/", kind) for kind in spreadsheets.HOSTILE]
WHERE += [("/documents/", kind) for kind in documents.HOSTILE]


@pytest.mark.parametrize(
    ("where", "kind"),
    [
        pytest.param(*one, marks=[] if one[1] in ("a bomb", "entities") else pytest.mark.long)
        for one in WHERE
    ],
)
def test_it_is_refused_beside_its_field_and_nothing_is_written(upload, where, kind):
    hostile = spreadsheets.HOSTILE if where == "/imports/" else documents.HOSTILE
    taken, said = upload(where, hostile[kind][0]())
    assert said.endswith(".")
    assert taken < SECONDS


def test_columns_that_no_sheet_has_cost_nothing():
    assert read(spreadsheets.hidden_columns()).head == ["1"]


def test_nothing_is_fetched(upload, listener):
    upload("/imports/", spreadsheets.reaching_out(listener.address))
    for data in documents.reaching_out(listener.address):
        upload("/documents/", data)
    assert listener.asked == 0

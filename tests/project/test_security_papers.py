"""What the papers on security say is so: each row names what proves it, and that is there."""

import csv
import re
from collections import Counter
from pathlib import Path

import pytest
from django.conf import settings
from django.test import override_settings

ROOT = Path(settings.BASE_DIR)
ROWS = list(csv.DictReader((ROOT / "docs" / "asvs.csv").read_text().splitlines()))
STATES = {"met", "partly", "not", "does not apply"}
# How many requirements of levels 1 and 2 each chapter of ASVS 5.0.0 has
CHAPTERS = {
    **{1: 27, 2: 11, 3: 19, 4: 10, 5: 9, 6: 35, 7: 18, 8: 7, 9: 7, 10: 29},
    **{11: 14, 12: 9, 13: 13, 14: 9, 15: 13, 16: 16, 17: 7},
}
PAPERS = ["security.md", "data-protection.md", "procurement.md", "passwords.md", "logs.md"]


def test_every_requirement_of_level_two_has_a_row():
    assert Counter(int(row["id"].split(".")[0]) for row in ROWS) == CHAPTERS
    assert len({row["id"] for row in ROWS}) == len(ROWS) == 253
    assert {row["level"] for row in ROWS} == {"1", "2"}


def test_every_row_says_how_and_no_proof_is_blank():
    for row in ROWS:
        assert row["state"] in STATES, row
        assert row["about"], row
        assert row["how"], row
        assert bool(row["proof"]) == (row["state"] != "does not apply"), row


def is_there(proof: str) -> bool:
    path, _, test = proof.partition("::")
    file = ROOT / path
    if not file.is_file() or not file.stat().st_size:
        return False
    return not test or bool(re.search(rf"^ *def {re.escape(test)}\b", file.read_text(), re.M))


def test_every_proof_is_there():
    proofs = {row["proof"] for row in ROWS if row["proof"]}
    assert sorted(proof for proof in proofs if not is_there(proof)) == []


def test_a_proof_that_is_not_there_would_be_named():
    assert is_there("tests/project/test_security_papers.py::is_there")
    assert not is_there("tests/project/test_security_papers.py::test_no_such_thing")
    assert not is_there("docs/no-such-paper.md")


@pytest.mark.parametrize("name", PAPERS)
def test_every_link_of_a_paper_leads_somewhere(name):
    text = (ROOT / "docs" / name).read_text()
    links = [link for link in re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", text) if "://" not in link]
    assert [link for link in links if not (ROOT / "docs" / link).exists()] == []


def test_no_script_keeps_anything_in_the_browser():
    scripts = [*(ROOT / "static").rglob("*.js")]
    assert scripts
    keeping = re.compile(r"localStorage|sessionStorage|indexedDB|document\.cookie|caches\.open")
    assert [path.name for path in scripts if keeping.search(path.read_text())] == []


@pytest.mark.django_db
class TestWhomToTell:
    ADDRESS = "/.well-known/security.txt"

    def test_nobody_is_named_by_default(self, client):
        assert client.get(self.ADDRESS).status_code == 404

    @pytest.mark.parametrize(
        ("contact", "line"),
        [
            ("security@council.example", "Contact: mailto:security@council.example"),
            ("https://council.example/report", "Contact: https://council.example/report"),
        ],
    )
    def test_an_address_or_a_page(self, client, contact, line):
        with override_settings(SECURITY_CONTACT=contact, PUBLIC_URL="https://portal.example"):
            answer = client.get(self.ADDRESS)
        assert answer.headers["Content-Type"] == "text/plain; charset=utf-8"
        lines = answer.text.splitlines()
        assert line in lines
        assert "Canonical: https://portal.example/.well-known/security.txt" in lines
        assert any(re.fullmatch(r"Expires: \d{4}-\d\d-\d\dT[\d:]{8}Z", one) for one in lines)

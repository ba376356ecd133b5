"""What must hold when the drill is over."""

import json
from pathlib import Path

from .council import Council
from .crowd import SEARCHED, TOKEN, Browser, digest

WRONG_SIGN_INS = 5  # after which even the right password waits


def faults(council: Council, people: dict, ledger: Path) -> list[str]:
    return [
        *uncounted_sign_ins(council, people),
        *lost_saves(council, ledger),
        *bad_reports(council),
        *broken_seals(council),
        *different_static_files(council),
        *words_in_logs(council),
    ]


def lost_saves(council: Council, ledger: Path) -> list[str]:
    """What was acknowledged and is not there, or not as it was sent."""
    rows = council.sql(
        "SELECT area, subject, after->>'version', after->>'text' "
        "FROM audit_event WHERE verb = 'answer.save' AND after->>'text' LIKE 'Version %'"
    )
    stored = {
        (area, question, int(version)): digest(text)
        for area, question, version, text in (row.split("|") for row in rows.splitlines())
    }
    told = [json.loads(line) for line in ledger.read_text().splitlines()]
    saved = [line[1:] for line in told if line[0] == "saved"]
    found = [
        f"{area} {question} {version} was acknowledged and is lost"
        for area, question, version, _, text in saved
        if stored.get((area, question, version)) != text
    ]
    if len({tuple(line[:3]) for line in saved}) != len(saved):
        found.append("A version was acknowledged twice")
    if not saved:
        found.append("Nothing was saved at all")
    return found


def bad_reports(council: Council) -> list[str]:
    """Each build has one report, each report one whole file."""
    counts = council.sql(
        "SELECT (SELECT count(*) FROM reporting_build WHERE state = 'done'), "
        "(SELECT count(*) FROM reporting_build), (SELECT count(*) FROM reporting_report), "
        "(SELECT count(*) FROM reporting_reportfile WHERE encode(sha256(data), 'hex') = sha256 "
        "AND octet_length(data) = size AND substring(data FROM 1 FOR 4) = '%PDF'::bytea)"
    )
    return [] if len(set(counts.split("|"))) == 1 and counts[0] != "0" else [f"Reports: {counts}"]


def broken_seals(council: Council) -> list[str]:
    worker = next(n for n in ("work1", "work2") if council[n].power.poll() is None)
    told = council[worker].type(
        "owner-portal seal_records >/dev/null; owner-portal verify_records 2>&1 || true"
    )
    return [] if "All is as it was sealed." in told else [f"Seals: {told}"]


def different_static_files(council: Council) -> list[str]:
    """Each web host made its own: a page of one may ask the other for its styles."""
    made = {
        (council[name].disk / "var/lib/selfassess/static/staticfiles.json").read_text()
        for name in ("web1", "web2")
    }
    return [] if len(made) == 1 else ["The web hosts name static files differently"]


def words_in_logs(council: Council) -> list[str]:
    """Of what was searched for and saved all the while, on any host that has power."""
    look = f'grep -rlE "{SEARCHED}|Version [0-9]+ of" /var/log/nginx "$LOGS" || true'
    running = [m for m in council.machines.values() if m.power.poll() is None]
    found = [f"{m}: people's words in {files}" for m in running if (files := m.type(look))]
    searches = council["proxy"].type(
        "grep --count ' /search/' /var/log/nginx/selfassess.log || true"
    )
    return found if int(searches) else [*found, "No search is in the proxy's log"]


def uncounted_sign_ins(council: Council, people: dict) -> list[str]:
    """What fails at one web host counts at the other."""
    email, other, password = people["sign_in"]
    web = [n for n in ("web1", "web2") if council[n].power.poll() is None]
    first, last = web[0], web[-1]
    statuses = [sign_in(council, people, first, email, "wrong") for _ in range(WRONG_SIGN_INS)]
    refused = sign_in(council, people, last, email, password)
    let_in = sign_in(council, people, first, other, password)
    fine = let_in == 302 and refused != 302
    return [] if fine else [f"Sign-ins: {statuses}, then {refused}, and {let_in} of another"]


def sign_in(council: Council, people: dict, web: str, email: str, password: str) -> int:
    """Straight at a web host, as the proxy would pass it on."""
    csrf = f"{people['cookies'][1]}={TOKEN}"
    ca = council.scratch / "ca.pem"
    browser = Browser(ca, csrf, address=f"{web}.council.example")
    status, _ = browser.ask("sign-in", "/accounts/login/", login=email, password=password)
    return status

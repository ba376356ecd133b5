"""Long proofs, for what may go wrong once in hundreds of times: kills, races, odd texts.

A test that is marked `trial("NAME", times=200)` runs once among the others: its short form. As
`bin/trial NAME` it runs 200 times, and its fixture `turn` says which time it is, from 0 on.
"""

import pytest

TRIALS = {
    "spreadsheets": "Any table of figures, formats, titles and notes, read rightly or refused.",
    "few": "Any table of counts of few children, worked out from all quarters’ public editions.",
    "content": "Any content that the schema allows, drawn in every form and edition and read back.",
    "bait": "Every payload in every field of the report, drawn.",
    "figures": "Two people on one page of figures, opening and saving in any order, 500 times.",
    "kills": "A worker that is killed fifty times at random moments, on both databases.",
    "saves": "A web server that is killed 300 times while people save, on both databases.",
    "hostile": "More than 12,000 requests that no page sends, to every address.",
    "hosts": "Web, worker and database hosts that are lost one after another while people save.",
    "restore": "Eight quarters restored from an encrypted backup, and how long that takes.",
    "races": "Everything that several people may do in the same moment, on both databases.",
}


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--trial", choices=TRIALS, help="run only this trial, at full length")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    mark = metafunc.definition.get_closest_marker("trial")
    if mark:
        [name] = mark.args
        assert name in TRIALS, f"say in {__file__} what the trial {name} is about"
        wanted = name == metafunc.config.getoption("trial")
        metafunc.fixturenames.append("turn")
        metafunc.parametrize("turn", range(mark.kwargs["times"] if wanted else 1), indirect=True)


def of_the_trial(item: pytest.Item, name: str) -> bool:
    mark = item.get_closest_marker("trial")
    return mark is not None and mark.args == (name,)


def pytest_terminal_summary(terminalreporter) -> None:
    """What a trial measured: record_property("told", …)."""
    for reports in terminalreporter.stats.values():
        for report in reports:
            for name, told in getattr(report, "user_properties", []):
                if name == "told" and report.when == "call":
                    terminalreporter.write_line(told)


@pytest.fixture
def turn(request) -> int:
    return request.param


if __name__ == "__main__":
    for name, about in TRIALS.items():
        print(f"{name:12}{about}")

"""The judge counts what the reader finds, misses and adds."""

from .judge_reader import judge

ROWS = [
    {
        "id": "A",
        "sentence": "Checks rose from 40% to 1,045 for children aged 16, and 9 wait.",
        "facts": "40=LC08:before; 1,045=LC08:now; 16=other:other; seven=other:now",
        "consistent": "yes",
    },
    {
        "id": "B",
        "sentence": "A third of checks were late, up from 45%.",
        "facts": "A third=other:now; 45=other:before",
        "consistent": "no",
    },
]


def test_it_counts_what_is_found_missed_and_added():
    judgement = judge(ROWS)

    assert (judgement.facts, judgement.found) == (6, 5)
    assert (judgement.figures, judgement.read_as_figures) == (5, 4)
    assert judgement.missing == ["A: seven"]
    assert judgement.not_labelled == ["A: 9"]
    assert judgement.false_alarms == []
    assert [line[:2] for line in judgement.rightly_found] == ["B:"]

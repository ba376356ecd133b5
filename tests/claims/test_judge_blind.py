"""The judge counts alarms in true sentences and silence about altered ones."""

from selfassess.claims.finding import Tier

from .judge_blind import judge, lines_of

RECORD = "kpi,quarter,value,target\nMA08,2020-21-q2,83.0,85\n"
TRUE = """id,area,text
t1,mash,Assessments completed within 45 working days: 83.0%.
t2,mash,A team of 61 officers was formed.
"""
ALTERED = """id,area,text,kind,kpi
a1,mash,Assessments completed within 45 working days: 71.4%.,value,MA08
a2,mash,All is well with assessments.,target,MA08
"""


def test_it_counts_alarms_and_misses(tmp_path):
    for name, text in (("record", RECORD), ("true", TRUE), ("altered", ALTERED)):
        (tmp_path / f"{name}.csv").write_text(text, encoding="utf-8")

    judgement = judge(tmp_path)

    assert not judgement.false_alarms(Tier.CONTRADICTS)
    assert [one.row["id"] for one, _ in judgement.false_alarms(Tier.NOT_ON_RECORD)] == ["t2"]
    assert [one.row["id"] for one in judgement.missed] == ["a2"]
    told = "\n".join(lines_of(judgement))
    assert "missed, target, MA08: a2: All is well" in told
    assert "Altered: 1 of 2 (50.0%) flagged in any tier." in told
    assert "1 of 2 (50.0%) as contradicts, of the KPI that is wrong." in told

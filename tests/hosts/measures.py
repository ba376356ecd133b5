"""What a council's hosts use while people work: for the reckoning in docs/several-hosts.md."""

import time

from .council import Council
from .crowd import Crowd

# Of all processes there are, and of those that ended in their parents' care; in hundredths
PROCESSOR = r"""
total=0
for stat in /proc/[0-9]*/stat; do
    read -r line <"$stat" 2>/dev/null || continue
    set -- ${line##*) }
    total=$((total + ${12} + ${13} + ${14} + ${15}))
done
echo $total
"""
SHARE_OF_MEMORY = (
    "cat /proc/[0-9]*/smaps_rollup 2>/dev/null | awk '/^Pss:/ {sum += $2} END {print sum}'"
)


def measure(council: Council, crowd: Crowd, seconds: int = 60) -> dict:
    """Processor milliseconds a visit, megabytes a host, connections, bytes that a save writes."""
    before, wal, began = _processor(council), _written(council), len(crowd.visits)
    time.sleep(seconds)
    used = {name: after - before[name] for name, after in _processor(council).items()}
    visits = crowd.visits[began:]
    saves = sum(visit.kind == "save" for visit in visits)
    places = (
        "SELECT client_addr, count(*) FROM pg_stat_activity WHERE datname = 'selfassess' GROUP BY 1"
    )
    memory = {name: council[name].inside(SHARE_OF_MEMORY) for name in council.machines}
    return {
        "seconds": seconds,
        "pages": len(visits) - saves,
        "saves": saves,
        "milliseconds_a_visit": {n: round(u * 10 / len(visits), 1) for n, u in used.items()},
        "megabytes": {name: int(kilobytes) // 1024 for name, kilobytes in memory.items()},
        "kilobytes_of_wal_a_save": round((_written(council) - wal) / saves / 1024, 1),
        "connections": council.sql(places).splitlines(),
        "megabytes_of_database": int(council.sql("SELECT pg_database_size('selfassess')")) >> 20,
    }


def _processor(council: Council) -> dict[str, int]:
    return {name: int(machine.inside(PROCESSOR)) for name, machine in council.machines.items()}


def _written(council: Council) -> int:
    return int(council.sql("SELECT pg_wal_lsn_diff(pg_current_wal_lsn(), '0/0')"))

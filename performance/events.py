"""What the audit trail says of KPIs, their targets and figures, and official figures."""

from selfassess.audit.verbs import declare

from .models import Kpi, KpiDefinition, Measure, Remark

declare(
    {
        "measure.save": "{by} entered a figure for {subject}.",
        "measure.add": "{by} entered what another source says about {subject}.",
        "measure.adopt": "{by} chose which source counts for {subject}.",
        "measure.period": "{by} said what a figure of {subject} is of.",
        "measure.settle": "{by} settled which source is right for {subject}.",
        "measure.count": "{by} approved {subject} as the portal had counted it.",
        "measure.recount": "{by} had the portal count {subject} again.",
        "measure.remove": "{by} removed what a source said about {subject}.",
    },
    models=(Measure,),
    kind="Figures",
)
declare(
    {
        "remark.save": "{by} commented on {subject}.",
    },
    models=(Remark,),
    kind="Figures",
)
declare(
    {
        "kpi.add": "{by} added the KPI {subject}.",
        "kpi.change": "{by} changed the KPI {subject}.",
        "kpi.choose": "{by} chose {subject} to be reported from {quarter} on.",
        "kpi.retire": "{by} chose {subject} to be reported no longer, from {quarter} on.",
        "catalogue.load": "{by} loaded the catalogue of KPIs.",
    },
    models=(Kpi, KpiDefinition),
    kind="KPIs and targets",
    concerns_all=True,  # any area's words may name a KPI
)
declare(
    {"target.set": "{by} set the target of {subject} from {quarter} on."},
    models=(Kpi, KpiDefinition),
    kind="KPIs and targets",
)
declare(
    {"import.undo": "{by} undid the import of {subject}."},
    kind="Figures",
    hidden=("figures",),
)
declare(
    {
        "outturn.add": "{by} entered a whole year’s figure for {subject}.",
        "import.apply": "{by} imported {subject}: {added} added, {changed} changed.",
        "benchmarks.import": "{by} imported official figures for {subject}.",
    },
    kind="Figures",
)

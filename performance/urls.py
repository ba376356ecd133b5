from django.urls import include, path

from .benchmarks import views as benchmark_views
from .explore import views as explore_views
from .views import conflicting_sources, indicators, kpis, sources, targets

SECTION = "<quarter:quarter>/<area:area>/indicators"

urlpatterns = [
    path("", include("performance.imports.urls")),
    path("benchmarks/", benchmark_views.benchmarks, name="benchmarks"),
    path("targets/", targets.targets, name="targets"),
    path("kpis/", kpis.kpis, name="kpis"),
    path("kpis/add/", kpis.add, name="kpi-add"),
    path("kpis/disagreements/", conflicting_sources.disagreements, name="disagreements"),
    path("kpis/<kpi:code>/", kpis.kpi, name="kpi"),
    path("kpis/<kpi:code>/history/", kpis.history, name="kpi-history"),
    path("kpis/<kpi:code>/explore/", explore_views.kpi, name="explore-kpi"),
    path("kpis/<kpi:code>.csv", explore_views.kpi_csv, name="explore-csv"),
    path("<quarter:quarter>/<area:area>/explore/", explore_views.area, name="explore-area"),
    path("kpis/<kpi:code>/change/", kpis.change, name="kpi-change"),
    path("kpis/<kpi:code>/choose/", kpis.choose, name="kpi-choose"),
    path(f"{SECTION}/", indicators.section, name="indicators"),
    path(f"{SECTION}/<kpi:code>/", sources.sources, name="sources"),
    path(f"{SECTION}/<kpi:code>/<int:number>/adopt/", sources.adopt, name="adopt"),
    path(f"{SECTION}/<kpi:code>/settle/", conflicting_sources.settle, name="settle"),
    path(f"{SECTION}/<kpi:code>/<int:number>/period/", sources.period, name="source-period"),
    path(f"{SECTION}/<kpi:code>/<int:number>/remove/", sources.remove, name="source-remove"),
]

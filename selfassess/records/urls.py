from django.urls import path

from .views import actions, board, records, updates

DEVELOPMENT = "<quarter:quarter>/<area:area>/development/actions"
SECTION = "<quarter:quarter>/<area:area>/<area:section>/<area:kind>"

urlpatterns = [
    path("actions/", board.board_, name="actions"),
    path("actions/mine/", board.mine, name="actions-mine"),
    path("actions.csv", board.export, {"form": "csv"}, name="actions-csv"),
    path("actions.xlsx", board.export, {"form": "xlsx"}, name="actions-xlsx"),
    path("actions/<int:number>/", board.action, name="action"),
    path("actions/of/<int:person>/", board.hand_over, name="hand-over"),
    path(f"{DEVELOPMENT}/add/", actions.add, name="action-add"),
    path(f"{DEVELOPMENT}/<int:number>/", actions.edit, name="action-edit"),
    path(f"{DEVELOPMENT}/<int:number>/update/", actions.update, name="action-update"),
    path(f"{DEVELOPMENT}/<int:number>/remove/", actions.remove, name="action-remove"),
    path("<quarter:quarter>/<area:area>/development/updates/", updates.updates, name="updates"),
    path(f"{SECTION}/add/", records.add, name="record-add"),
    path(f"{SECTION}/<int:number>/", records.edit, name="record-edit"),
    path(f"{SECTION}/<int:number>/remove/", records.remove, name="record-remove"),
    path(f"{SECTION}/<int:number>/<way:way>/", records.move, name="record-move"),
]

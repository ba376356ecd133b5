from django.urls import path

from .views import (
    areas,
    autosave,
    comments,
    comparing,
    deciding,
    history,
    kept_texts,
    presence,
    review,
    sections,
    versions,
)

AREA = "<quarter:quarter>/<area:area>"

urlpatterns = [
    path("<quarter:quarter>/overview/", sections.overview, name="overview"),
    path("<quarter:quarter>/overview/kept/", kept_texts.overview_kept, name="overview-kept"),
    path("<quarter:quarter>/overview/autosave/", autosave.overview, name="overview-autosave"),
    path("<quarter:quarter>/overview/here/", presence.overview, name="overview-here"),
    path(f"{AREA}/", areas.area, name="area"),
    path(f"{AREA}/check/", areas.check, name="check"),
    path(f"{AREA}/recall/", areas.recall, name="recall"),
    path(f"{AREA}/compare/", comparing.compare, name="compare"),
    path(f"{AREA}/history/", history.history, name="history"),
    path(f"{AREA}/history/<area:question>/v<int:number>/", versions.version, name="answer-version"),
    path(f"{AREA}/review/", review.review, name="review"),
    path(f"{AREA}/review/comment/", comments.comment, name="comment"),
    path(f"{AREA}/requests/<int:number>/", comments.reply, name="reply"),
    path(f"{AREA}/review/approve/", deciding.approve, name="approve"),
    path(f"{AREA}/review/return/", deciding.return_, name="return"),
    path(f"{AREA}/review/reopen/", deciding.reopen, name="reopen"),
    path(f"{AREA}/<area:section>/", sections.section, name="section"),
    path(f"{AREA}/<area:section>/autosave/", autosave.section, name="autosave"),
    path(f"{AREA}/<area:section>/here/", presence.section, name="here"),
    path(f"{AREA}/<area:section>/kept/", kept_texts.kept, name="kept"),
]

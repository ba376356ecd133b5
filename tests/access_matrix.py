"""Who gets what at every address of the portal: one line for each address and method.

The columns:
    anon   not signed in                    dire   the director
    head   head of the area concerned       anal   the performance analyst
    depu   its deputy                       admin  an administrator
    other  head or deputy of another area   view   a viewer
    left   closed while signed in           none   signed in, without any role

{area} is MASH, and for heads and deputy Early Help as well, so that each meets her own and another
area; {issued}, {open} and the like are quarters (see stage.py). What stands in a cell:
    200 … 405  that answer                  login  sent to sign in
    302        led elsewhere, unchanged     done   led elsewhere, and something is changed
    kept       too late to be saved, so the text is kept for its author; 409 where a script asks
    saved      answered in JSON, and something is changed
    noted      answered with 200, and something is noted: the director has opened what was sent
    409        there is nothing to decide, so the page has no form that says what it showed
Whatever is not done or kept has changed nothing.

The table is the product's “Who may do what”, spelled out. What is out of somebody's sight is 404;
403 is for what she may see, but not do.
"""

# ruff: noqa: E501 (a table is easier to read when its lines are not folded)

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from tests.factories import PASSWORD

TABLE = """\
                                                            anon  head  depu other  dire  anal admin  view  none  left

# Home, health, the gallery of components
GET  /                                                     login   200   200   200   200   200   200   200   200 login
POST /                                                     login   405   405   405   405   405   405   405   405 login
GET  /healthz                                                200   200   200   200   200   200   200   200   200   200
POST /healthz                                                405   405   405   405   405   405   405   405   405   405
GET  /readyz                                                 200   200   200   200   200   200   200   200   200   200
POST /readyz                                                 405   405   405   405   405   405   405   405   405   405
GET  /metrics                                                200   200   200   200   200   200   200   200   200   200
POST /metrics                                                405   405   405   405   405   405   405   405   405   405
GET  /components/                                          login   200   200   200   200   200   200   200   200 login
POST /components/                                          login   405   405   405   405   405   405   405   405 login
GET  /search/                                              login   200   200   200   200   200   200   200   200 login
POST /search/                                              login   405   405   405   405   405   405   405   405 login

# Words for everybody, and the council's own look where it has set one
GET  /help/                                                  200   200   200   200   200   200   200   200   200   200
POST /help/                                                  405   405   405   405   405   405   405   405   405   405
GET  /glossary/                                              200   200   200   200   200   200   200   200   200   200
POST /glossary/                                              405   405   405   405   405   405   405   405   405   405
GET  /accessibility/                                         200   200   200   200   200   200   200   200   200   200
POST /accessibility/                                         405   405   405   405   405   405   405   405   405   405
GET  /privacy/                                               200   200   200   200   200   200   200   200   200   200
POST /privacy/                                               405   405   405   405   405   405   405   405   405   405
GET  /theme.css                                              404   404   404   404   404   404   404   404   404   404
POST /theme.css                                              405   405   405   405   405   405   405   405   405   405
GET  /.well-known/security.txt                               404   404   404   404   404   404   404   404   404   404
POST /.well-known/security.txt                               405   405   405   405   405   405   405   405   405   405
GET  /logo                                                   404   404   404   404   404   404   404   404   404   404
POST /logo                                                   405   405   405   405   405   405   405   405   405   405

# KPIs and targets
GET  /kpis/                                                login   200   200   200   200   200   200   404   404 login
POST /kpis/                                                login   405   405   405   405   405   405   405   405 login
GET  /kpis/add/                                            login   403   403   403   403   200   200   404   404 login
POST /kpis/add/                                            login   403   403   403   403  done  done   404   404 login
GET  /kpis/disagreements/                                  login   200   200   200   200   200   200   404   404 login
POST /kpis/disagreements/                                  login   405   405   405   405   405   405   405   405 login
GET  /kpis/{kpi}/                                          login   200   200   404   200   200   200   404   404 login
POST /kpis/{kpi}/                                          login   405   405   405   405   405   405   405   405 login
GET  /kpis/{kpi}/history/                                  login   200   200   404   200   200   200   404   404 login
POST /kpis/{kpi}/history/                                  login   405   405   405   405   405   405   405   405 login
GET  /kpis/{kpi}/change/                                   login   403   403   404   403   200   200   404   404 login
POST /kpis/{kpi}/change/                                   login   403   403   404   403  done  done   404   404 login
GET  /kpis/{kpi}/choose/                                   login   403   403   404   403   200   200   404   404 login
POST /kpis/{kpi}/choose/                                   login   403   403   404   403  done  done   404   404 login
GET  /targets/                                             login   200   200   200   200   200   200   404   404 login
POST /targets/                                             login   403   403   403   403   302   302   404   404 login
GET  /{open}/{area}/indicators/{kpi}/settle/               login   200   200   404   403   200   403   404   404 login
POST /{open}/{area}/indicators/{kpi}/settle/               login  done  done   404   403  done   403   404   404 login

# Imports
GET  /imports/                                             login   404   404   404   404   200   404   404   404 login
POST /imports/                                             login   404   404   404   404  done   404   404   404 login
GET  /imports/{import}/                                    login   404   404   404   404   200   404   404   404 login
POST /imports/{import}/                                    login   404   404   404   404  done   404   404   404 login
GET  /imports/{import}/apply/                              login   405   405   405   405   405   405   405   405 login
POST /imports/{import}/apply/                              login   404   404   404   404  done   404   404   404 login
GET  /imports/{import}/undo/                               login   405   405   405   405   405   405   405   405 login
POST /imports/{import}/undo/                               login   404   404   404   404   302   404   404   404 login
GET  /imports/{open}.csv                                   login   404   404   404   404   200   404   404   404 login
POST /imports/{open}.csv                                   login   405   405   405   405   405   405   405   405 login
GET  /imports/{open}.xlsx                                  login   404   404   404   404   200   404   404   404 login
POST /imports/{open}.xlsx                                  login   405   405   405   405   405   405   405   405 login

# Documents: administrators, and heads for their own areas. Whose preview it is not, has none.
GET  /documents/                                           login   200   404   200   404   404   200   404   404 login
POST /documents/                                           login   200   404   200   404   404   200   404   404 login
GET  /documents/{document}/                                login   200   404   404   404   404   200   404   404 login
POST /documents/{document}/                                login  done   404   404   404   404  done   404   404 login
GET  /documents/{document}/pieces/2/                       login   200   404   404   404   404   200   404   404 login
POST /documents/{document}/pieces/2/                       login  done   404   404   404   404  done   404   404 login
GET  /documents/{document}/bring/                          login   405   405   405   405   405   405   405   405 login
POST /documents/{document}/bring/                          login  done   404   404   404   404  done   404   404 login
GET  /documents/{document}/undo/                           login   405   405   405   405   405   405   405   405 login
POST /documents/{document}/undo/                           login   302   404   404   404   404   302   404   404 login
GET  /documents/{document}/discard/                        login   405   405   405   405   405   405   405   405 login
POST /documents/{document}/discard/                        login  done   404   404   404   404  done   404   404 login
GET  /{open}/{area}/know/confirm/                          login   405   405   405   405   405   405   405   405 login
POST /{open}/{area}/know/confirm/                          login   302   403   404   403   404   403   404   404 login

# Charts
GET  /kpis/{kpi}/explore/                                  login   200   200   200   200   200   200   200   404 login
POST /kpis/{kpi}/explore/                                  login   405   405   405   405   405   405   405   405 login
GET  /kpis/{kpi}.csv                                       login   200   200   200   200   200   200   200   404 login
POST /kpis/{kpi}.csv                                       login   405   405   405   405   405   405   405   405 login
GET  /{open}/{area}/explore/                               login   200   200   404   200   200   200   404   404 login
POST /{open}/{area}/explore/                               login   405   405   405   405   405   405   405   405 login
GET  /{issued}/{area}/explore/                             login   200   200   200   200   200   200   200   404 login

# Official figures. (Without LAIT_DIR, nothing is imported here.)
GET  /benchmarks/                                          login   200   200   200   200   200   200   404   404 login
POST /benchmarks/                                          login   403   403   403   403   404   404   404   404 login

# Actions of all areas
GET  /actions/                                             login   200   200   200   200   200   200   404   404 login
POST /actions/                                             login   405   405   405   405   405   405   405   405 login
GET  /actions.csv                                          login   200   200   200   200   200   200   404   404 login
POST /actions.csv                                          login   405   405   405   405   405   405   405   405 login
GET  /actions.xlsx                                         login   200   200   200   200   200   200   404   404 login
POST /actions.xlsx                                         login   405   405   405   405   405   405   405   405 login
# Whoever owns an action may read it: this one is the viewer's
GET  /actions/mine/                                        login   200   200   200   200   200   200   200   200 login
POST /actions/mine/                                        login   405   405   405   405   405   405   405   405 login
GET  /actions/{action}/                                    login   200   200   404   200   200   200   200   404 login
POST /actions/{action}/                                    login   405   405   405   405   405   405   405   405 login
GET  /actions/of/{owner}/                                  login   200   200   200   404   404   404   404   404 login
POST /actions/of/{owner}/                                  login   200   200   200   404   404   404   404   404 login

# E-mails, reminders, a quarter's dates
GET  /emails/                                              login   200   200   200   200   200   200   200   200 login
POST /emails/                                              login  done  done  done  done  done  done  done  done login
GET  /{open}/remind/                                       login   404   404   404   200   404   200   404   404 login
POST /{open}/remind/                                       login   404   404   404  done   404  done   404   404 login
GET  /{open}/dates.ics                                     login   200   200   200   200   200   200   404   404 login
POST /{open}/dates.ics                                     login   405   405   405   405   405   405   405   405 login
GET  /{issued}/dates.ics                                   login   200   200   200   200   200   200   200   404 login

# Signing in. Doors that this portal does not have are 404 for everybody
GET  /accounts/login/                                        200   302   302   302   302   302   302   302   302   200
POST /accounts/login/                                       done   302   302   302   302   302   302   302   302  done
GET  /accounts/logout/                                       302   200   200   200   200   200   200   200   200   302
POST /accounts/logout/                                       302  done  done  done  done  done  done  done  done   302
GET  /accounts/inactive/                                     200   200   200   200   200   200   200   200   200   200
POST /accounts/inactive/                                     405   405   405   405   405   405   405   405   405   405
GET  /accounts/password/change/                            login   200   200   200   200   200   200   200   200 login
POST /accounts/password/change/                            login  done  done  done  done  done  done  done  done login
GET  /accounts/password/reset/                               200   200   200   200   200   200   200   200   200   200
POST /accounts/password/reset/                              done  done  done  done  done  done  done  done  done  done
GET  /accounts/password/reset/done/                          200   200   200   200   200   200   200   200   200   200
POST /accounts/password/reset/done/                          405   405   405   405   405   405   405   405   405   405
GET  /accounts/password/reset/key/1-x/                       200   200   200   200   200   200   200   200   200   200
POST /accounts/password/reset/key/1-x/                       200   200   200   200   200   200   200   200   200   200
GET  /accounts/password/reset/key/done/                      200   200   200   200   200   200   200   200   200   200
POST /accounts/password/reset/key/done/                      405   405   405   405   405   405   405   405   405   405
GET  /accounts/signup/                                       404   404   404   404   404   404   404   404   404   404
POST /accounts/signup/                                       404   404   404   404   404   404   404   404   404   404
GET  /accounts/confirm-email/                                404   404   404   404   404   404   404   404   404   404
POST /accounts/confirm-email/                                404   404   404   404   404   404   404   404   404   404
GET  /accounts/email/                                        404   404   404   404   404   404   404   404   404   404
POST /accounts/email/                                        404   404   404   404   404   404   404   404   404   404
GET  /accounts/password/set/                                 404   404   404   404   404   404   404   404   404   404
POST /accounts/password/set/                                 404   404   404   404   404   404   404   404   404   404

# The second factor, and whether it is still the same person. Nobody here has one yet
GET  /accounts/reauthenticate/                             login   200   200   200   200   200   200   200   200 login
POST /accounts/reauthenticate/                             login  done  done  done  done  done  done  done  done login
GET  /accounts/second-factor/                              login   200   200   200   200   200   200   200   200 login
POST /accounts/second-factor/                              login   405   405   405   405   405   405   405   405 login
GET  /accounts/second-factor/code/                           302   302   302   302   302   302   302   302   302   302
POST /accounts/second-factor/code/                           302   302   302   302   302   302   302   302   302   302
GET  /accounts/second-factor/again/                        login   302   302   302   302   302   302   302   302 login
POST /accounts/second-factor/again/                        login   302   302   302   302   302   302   302   302 login
GET  /accounts/second-factor/app/                          login noted noted noted noted noted noted noted noted login
POST /accounts/second-factor/app/                          login noted noted noted noted noted noted noted noted login
GET  /accounts/second-factor/app/remove/                   login   404   404   404   404   404   404   404   404 login
POST /accounts/second-factor/app/remove/                   login   404   404   404   404   404   404   404   404 login
GET  /accounts/second-factor/codes/                        login   404   404   404   404   404   404   404   404 login
POST /accounts/second-factor/codes/                        login   405   405   405   405   405   405   405   405 login
GET  /accounts/second-factor/codes/new/                    login   200   200   200   200   200   200   200   200 login
POST /accounts/second-factor/codes/new/                    login   200   200   200   200   200   200   200   200 login
GET  /accounts/second-factor/passkeys/                     login   302   302   302   302   302   302   302   302 login
POST /accounts/second-factor/passkeys/                     login   302   302   302   302   302   302   302   302 login
GET  /accounts/second-factor/passkeys/add/                 login noted noted noted noted noted noted noted noted login
POST /accounts/second-factor/passkeys/add/                 login noted noted noted noted noted noted noted noted login
GET  /accounts/second-factor/passkeys/sign-in/               302   302   302   302   302   302   302   302   302   302
POST /accounts/second-factor/passkeys/sign-in/               302   302   302   302   302   302   302   302   302   302
GET  /accounts/second-factor/passkeys/again/               login   302   302   302   302   302   302   302   302 login
POST /accounts/second-factor/passkeys/again/               login   302   302   302   302   302   302   302   302 login
GET  /accounts/second-factor/passkeys/1/                   login   404   404   404   404   404   404   404   404 login
POST /accounts/second-factor/passkeys/1/                   login   404   404   404   404   404   404   404   404 login
GET  /accounts/second-factor/passkeys/1/remove/            login   404   404   404   404   404   404   404   404 login
POST /accounts/second-factor/passkeys/1/remove/            login   404   404   404   404   404   404   404   404 login

# Where one is signed in: nowhere else
GET  /accounts/sessions/                                   login   200   200   200   200   200   200   200   200 login
POST /accounts/sessions/                                   login   302   302   302   302   302   302   302   302 login
GET  /accounts/session/                                      401   200   200   200   200   200   200   200   200   401
POST /accounts/session/                                      401   200   200   200   200   200   200   200   200   401

# The council's provider. Where none is set up, as here, there is none of it
GET  /accounts/break-glass/                                   404   404   404   404   404   404   404   404   404   404
POST /accounts/break-glass/                                   404   404   404   404   404   404   404   404   404   404
GET  /accounts/invitation/1-x/                                404   404   404   404   404   404   404   404   404   404
POST /accounts/invitation/1-x/                                405   405   405   405   405   405   405   405   405   405
GET  /accounts/invitation/1-x/accept/                         404   404   404   404   404   404   404   404   404   404
POST /accounts/invitation/1-x/accept/                         405   405   405   405   405   405   405   405   405   405
GET  /accounts/single-sign-on/                                404   404   404   404   404   404   404   404   404   404
POST /accounts/single-sign-on/                                405   405   405   405   405   405   405   405   405   405
GET  /accounts/single-sign-on/callback/                       404   404   404   404   404   404   404   404   404   404
POST /accounts/single-sign-on/callback/                       405   405   405   405   405   405   405   405   405   405
GET  /accounts/single-sign-on/again/                        login   404   404   404   404   404   404   404   404 login
POST /accounts/single-sign-on/again/                        login   405   405   405   405   405   405   405   405 login
GET  /accounts/single-sign-on/again/go/                     login   404   404   404   404   404   404   404   404 login
POST /accounts/single-sign-on/again/go/                     login   405   405   405   405   405   405   405   405 login

# People. Whoever has left cannot leave again, whoever is here cannot come back. (The newest quarter
# is approved throughout, so no action changes hands.)
GET  /people/                                               login   404   404   404   404   404   200   404   404 login
POST /people/                                               login   405   405   405   405   405   405   405   405 login
GET  /people/invite/                                       login   404   404   404   404   404   200   404   404 login
POST /people/invite/                                       login   404   404   404   404   404  done   404   404 login
GET  /people/invite/several/                               login   404   404   404   404   404   200   404   404 login
POST /people/invite/several/                               login   404   404   404   404   404  done   404   404 login
GET  /people/single-sign-on/                                login   404   404   404   404   404   200   404   404 login
POST /people/single-sign-on/                                login   405   405   405   405   405   405   405   405 login
GET  /people/{owner}/                                      login   404   404   404   404   404   200   404   404 login
POST /people/{owner}/                                      login   404   404   404   404   404  done   404   404 login
GET  /people/{owner}/change/                               login   404   404   404   404   404   200   404   404 login
POST /people/{owner}/change/                               login   404   404   404   404   404  done   404   404 login
GET  /people/{owner}/take/                                 login   404   404   404   404   404   302   404   404 login
POST /people/{owner}/take/                                 login   404   404   404   404   404   302   404   404 login
GET  /people/{owner}/leave/                                 login   404   404   404   404   404   200   404   404 login
POST /people/{owner}/leave/                                 login   404   404   404   404   404  done   404   404 login
GET  /people/{gone}/leave/                                  login   404   404   404   404   404   302   404   404 login
POST /people/{gone}/leave/                                  login   404   404   404   404   404   302   404   404 login
GET  /people/{owner}/return/                                login   404   404   404   404   404   302   404   404 login
POST /people/{owner}/return/                                login   404   404   404   404   404   302   404   404 login
GET  /people/{gone}/return/                                 login   404   404   404   404   404   200   404   404 login
POST /people/{gone}/return/                                 login   404   404   404   404   404  done   404   404 login
GET  /people/{gone}/actions/                                login   404   404   404   404   404   200   404   404 login
POST /people/{gone}/actions/                                login   404   404   404   404   404   302   404   404 login
GET  /people/{owner}/link/                                 login   404   404   404   404   404   200   404   404 login
POST /people/{owner}/link/                                 login   404   404   404   404   404  done   404   404 login
GET  /people/{owner}/sessions/                             login   404   404   404   404   404   200   404   404 login
POST /people/{owner}/sessions/                             login   404   404   404   404   404   302   404   404 login
GET  /people/{owner}/history/                               login   404   404   404   404   404   200   404   404 login
POST /people/{owner}/history/                               login   405   405   405   405   405   405   405   405 login

# Access tokens of programs. What programs read takes no session: tests/api has that table
GET  /people/tokens/                                       login   404   404   404   404   404   200   404   404 login
POST /people/tokens/                                       login   405   405   405   405   405   405   405   405 login
GET  /people/tokens/add/                                   login   404   404   404   404   404   200   404   404 login
POST /people/tokens/add/                                   login   404   404   404   404   404 noted   404   404 login
GET  /people/tokens/{token}/revoke/                        login   404   404   404   404   404   200   404   404 login
POST /people/tokens/{token}/revoke/                        login   404   404   404   404   404  done   404   404 login
GET  /api/v1/                                                200   200   200   200   200   200   200   200   200   200
POST /api/v1/                                                405   405   405   405   405   405   405   405   405   405
GET  /api/v1/openapi.json                                    200   200   200   200   200   200   200   200   200   200
POST /api/v1/openapi.json                                    405   405   405   405   405   405   405   405   405   405
GET  /api/v1/nowhere                                         404   404   404   404   404   404   404   404   404   404
POST /api/v1/nowhere                                         405   405   405   405   405   405   405   405   405   405
GET  /api/v1/quarters                                        401   401   401   401   401   401   401   401   401   401
POST /api/v1/quarters                                        405   405   405   405   405   405   405   405   405   405
GET  /api/v1/areas                                           401   401   401   401   401   401   401   401   401   401
POST /api/v1/areas                                           405   405   405   405   405   405   405   405   405   405
GET  /api/v1/kpis                                            401   401   401   401   401   401   401   401   401   401
POST /api/v1/kpis                                            405   405   405   405   405   405   405   405   405   405
GET  /api/v1/targets                                         401   401   401   401   401   401   401   401   401   401
POST /api/v1/targets                                         405   405   405   405   405   405   405   405   405   405
GET  /api/v1/measures                                        401   401   401   401   401   401   401   401   401   401
POST /api/v1/measures                                        405   405   405   405   405   405   405   405   405   405
GET  /api/v1/ratings                                         401   401   401   401   401   401   401   401   401   401
POST /api/v1/ratings                                         405   405   405   405   405   405   405   405   405   405
GET  /api/v1/actions                                         401   401   401   401   401   401   401   401   401   401
POST /api/v1/actions                                         405   405   405   405   405   405   405   405   405   405
GET  /admin/                                               login   404   404   404   404   404   200   404   404 login
POST /admin/                                               login   404   404   404   404   404   200   404   404 login
GET  /admin/accounts/user/                                 login   404   404   404   404   404   200   404   404 login
POST /admin/accounts/user/                                 login   404   404   404   404   404   200   404   404 login
GET  /admin/accounts/user/add/                             login   404   404   404   404   404   200   404   404 login
POST /admin/accounts/user/add/                             login   404   404   404   404   404  done   404   404 login

# The audit trail and the access log
GET  /audit/                                               login   404   404   404   404   404   200   404   404 login
POST /audit/                                               login   405   405   405   405   405   405   405   405 login
GET  /audit/events.csv                                     login   404   404   404   404   404   200   404   404 login
POST /audit/events.csv                                     login   405   405   405   405   405   405   405   405 login
GET  /audit/access/                                        login   404   404   404   404   404   200   404   404 login
POST /audit/access/                                        login   405   405   405   405   405   405   405   405 login
GET  /audit/access.csv                                     login   404   404   404   404   404   200   404   404 login
POST /audit/access.csv                                     login   405   405   405   405   405   405   405   405 login

# Quarters
GET  /quarters/                                            login   404   404   404   404   404   200   404   404 login
POST /quarters/                                            login   404   404   404   404   404  done   404   404 login
GET  /quarters/{planned}/open/                             login   404   404   404   404   404   200   404   404 login
POST /quarters/{planned}/open/                             login   404   404   404   404   404  done   404   404 login
GET  /quarters/{issued}/open/                              login   404   404   404   404   404   200   404   404 login
POST /quarters/{issued}/open/                              login   404   404   404   404   404   302   404   404 login
GET  /quarters/{open}/close/                               login   404   404   404   404   404   200   404   404 login
POST /quarters/{open}/close/                               login   404   404   404   404   404  done   404   404 login
GET  /quarters/{issued}/close/                             login   404   404   404   404   404   200   404   404 login
POST /quarters/{issued}/close/                             login   404   404   404   404   404   302   404   404 login
GET  /quarters/{closed}/reopen/                            login   404   404   404   404   404   200   404   404 login
POST /quarters/{closed}/reopen/                            login   404   404   404   404   404  done   404   404 login
GET  /quarters/{issued}/reopen/                            login   404   404   404   404   404   200   404   404 login
POST /quarters/{issued}/reopen/                            login   404   404   404   404   404   409   404   404 login
GET  /quarters/{revised}/reopen/                           login   404   404   404   404   404   200   404   404 login
POST /quarters/{revised}/reopen/                           login   404   404   404   404   404   409   404   404 login
GET  /quarters/{open}/due/                                 login   404   404   404   404   404   200   404   404 login
POST /quarters/{open}/due/                                 login   404   404   404   404   404  done   404   404 login
GET  /quarters/{issued}/due/                               login   404   404   404   404   404   200   404   404 login
POST /quarters/{issued}/due/                               login   404   404   404   404   404   200   404   404 login
GET  /quarters/{open}/{area}/longer/                       login   404   404   404   404   404   200   404   404 login
POST /quarters/{open}/{area}/longer/                       login   404   404   404   404   404  done   404   404 login
GET  /quarters/{issued}/{area}/longer/                     login   404   404   404   404   404   200   404   404 login
POST /quarters/{issued}/{area}/longer/                     login   404   404   404   404   404   200   404   404 login
GET  /quarters/{open}/overview/longer/                     login   404   404   404   404   404   404   404   404 login
POST /quarters/{open}/overview/longer/                     login   404   404   404   404   404   404   404   404 login

# A quarter
GET  /{planned}/                                           login   404   404   404   404   404   200   404   404 login
POST /{planned}/                                           login   405   405   405   405   405   405   405   405 login
GET  /{open}/                                              login   200   200   200   200   200   200   404   404 login
POST /{open}/                                              login   405   405   405   405   405   405   405   405 login
GET  /{closed}/                                            login   200   200   200   200   200   200   404   404 login
POST /{closed}/                                            login   405   405   405   405   405   405   405   405 login
GET  /{issued}/                                            login   200   200   200   200   200   200   200   404 login
POST /{issued}/                                            login   405   405   405   405   405   405   405   405 login
GET  /{revised}/                                           login   200   200   200   200   200   200   404   404 login
POST /{revised}/                                           login   405   405   405   405   405   405   405   405 login

# The director's overview
GET  /{planned}/overview/                                  login   404   404   404   404   404   404   404   404 login
POST /{planned}/overview/                                  login   404   404   404   404   404   404   404   404 login
GET  /{open}/overview/                                     login   404   404   404   200   404   200   404   404 login
POST /{open}/overview/                                     login   404   404   404  done   404   403   404   404 login
GET  /{issued}/overview/                                   login   200   200   200   200   200   200   200   404 login
POST /{issued}/overview/                                   login   403   403   403  kept   403   403   403   404 login
GET  /{open}/overview/kept/                                login   404   404   404   200   404   403   404   404 login
POST /{open}/overview/kept/                                login   404   404   404  done   404   403   404   404 login
GET  /{open}/overview/autosave/                              401   404   404   404   200   404   403   404   404   401
POST /{open}/overview/autosave/                              401   404   404   404 saved   404   403   404   404   401
POST /{issued}/overview/autosave/                            401   403   403   403   409   403   403   403   404   401
GET  /{open}/overview/here/                                  401   405   405   405   405   405   405   405   405   401
POST /{open}/overview/here/                                  401   404   404   404 saved   404   403   404   404   401
GET  /{issued}/overview/kept/                              login   403   403   403   302   403   403   403   404 login
POST /{issued}/overview/kept/                              login   403   403   403   302   403   403   403   404 login
GET  /{open}/overview/history/                             login   404   404   404   200   404   200   404   404 login
POST /{open}/overview/history/                             login   405   405   405   405   405   405   405   405 login
GET  /{issued}/overview/history/                           login   403   403   403   200   403   200   403   404 login
POST /{issued}/overview/history/                           login   405   405   405   405   405   405   405   405 login
GET  /{open}/overview/check/                               login   404   404   404   404   404   404   404   404 login
POST /{open}/overview/check/                               login   404   404   404   404   404   404   404   404 login
GET  /{sent}/overview/review/                              login   404   404   404   404   404   404   404   404 login
POST /{sent}/overview/review/                              login   405   405   405   405   405   405   405   405 login

# An area
GET  /{planned}/{area}/                                    login   404   404   404   404   404   404   404   404 login
POST /{planned}/{area}/                                    login   405   405   405   405   405   405   405   405 login
GET  /{open}/{area}/                                       login   200   200   404   200   404   200   404   404 login
POST /{open}/{area}/                                       login   405   405   405   405   405   405   405   405 login
GET  /{sent}/{area}/                                       login   200   200   404   200   404   200   404   404 login
POST /{sent}/{area}/                                       login   405   405   405   405   405   405   405   405 login
GET  /{closed}/{area}/                                     login   200   200   404   200   404   200   404   404 login
POST /{closed}/{area}/                                     login   405   405   405   405   405   405   405   405 login
GET  /{issued}/{area}/                                     login   200   200   200   200   200   200   200   404 login
POST /{issued}/{area}/                                     login   405   405   405   405   405   405   405   405 login
GET  /{revised}/{area}/                                    login   200   200   404   200   404   200   404   404 login
POST /{revised}/{area}/                                    login   405   405   405   405   405   405   405   405 login

# A section
GET  /{planned}/{area}/know/                               login   404   404   404   404   404   404   404   404 login
POST /{planned}/{area}/know/                               login   404   404   404   404   404   404   404   404 login
GET  /{open}/{area}/know/                                  login   200   200   404   200   404   200   404   404 login
POST /{open}/{area}/know/                                  login  done  done   404   403   404   403   404   404 login
GET  /{sent}/{area}/know/                                  login   200   200   404   200   404   200   404   404 login
POST /{sent}/{area}/know/                                  login  kept  kept   404   403   404   403   404   404 login
GET  /{closed}/{area}/know/                                login   200   200   404   200   404   200   404   404 login
POST /{closed}/{area}/know/                                login  kept  kept   404   403   404   403   404   404 login
GET  /{issued}/{area}/know/                                login   200   200   200   200   200   200   200   404 login
POST /{issued}/{area}/know/                                login  kept  kept   403   403   403   403   403   404 login
GET  /{open}/{area}/know/kept/                             login   200   200   404   403   404   403   404   404 login
POST /{open}/{area}/know/kept/                             login  done  done   404   403   404   403   404   404 login
GET  /{open}/{area}/know/autosave/                           401   200   200   404   403   404   403   404   404   401
POST /{open}/{area}/know/autosave/                           401 saved saved   404   403   404   403   404   404   401
POST /{sent}/{area}/know/autosave/                           401   409   409   404   403   404   403   404   404   401
POST /{issued}/{area}/know/autosave/                         401   409   409   403   403   403   403   403   404   401
GET  /{open}/{area}/know/here/                               401   405   405   405   405   405   405   405   405   401
POST /{open}/{area}/know/here/                               401 saved saved   404   403   404   403   404   404   401
GET  /{issued}/{area}/know/kept/                           login   302   302   403   403   403   403   403   404 login
POST /{issued}/{area}/know/kept/                           login   302   302   403   403   403   403   403   404 login

# A form that was kept for the head
GET  /kept-forms/{form}/discard/                           login   405   405   405   405   405   405   405   405 login
POST /kept-forms/{form}/discard/                           login  done   404   404   404   404   404   404   404 login

# Strengths, as one of the lists that sections hold
GET  /{open}/{area}/strengths/strengths/add/               login   200   200   404   403   404   403   404   404 login
POST /{open}/{area}/strengths/strengths/add/               login  done  done   404   403   404   403   404   404 login
GET  /{sent}/{area}/strengths/strengths/add/               login   200   200   404   403   404   403   404   404 login
POST /{sent}/{area}/strengths/strengths/add/               login   200   200   404   403   404   403   404   404 login
GET  /{issued}/{area}/strengths/strengths/add/             login   200   200   403   403   403   403   403   404 login
POST /{issued}/{area}/strengths/strengths/add/             login   200   200   403   403   403   403   403   404 login
GET  /{open}/{area}/strengths/strengths/{strength}/        login   200   200   404   403   404   403   404   404 login
POST /{open}/{area}/strengths/strengths/{strength}/        login  done  done   404   403   404   403   404   404 login
GET  /{open}/{area}/strengths/strengths/{strength}/remove/ login   405   405   405   405   405   405   405   405 login
POST /{open}/{area}/strengths/strengths/{strength}/remove/ login  done  done   404   403   404   403   404   404 login
GET  /{open}/{area}/strengths/strengths/{strength}/down/   login   405   405   405   405   405   405   405   405 login
POST /{open}/{area}/strengths/strengths/{strength}/down/   login  done  done   404   403   404   403   404   404 login

# Actions
GET  /{open}/{area}/development/actions/add/               login   200   200   404   403   404   403   404   404 login
POST /{open}/{area}/development/actions/add/               login  done  done   404   403   404   403   404   404 login
GET  /{issued}/{area}/development/actions/add/             login   200   200   403   403   403   403   403   404 login
POST /{issued}/{area}/development/actions/add/             login   200   200   403   403   403   403   403   404 login
GET  /{open}/{area}/development/actions/{action}/          login   200   200   404   403   404   403   404   404 login
POST /{open}/{area}/development/actions/{action}/          login  done  done   404   403   404   403   404   404 login
GET  /{open}/{area}/development/actions/{action}/update/   login   200   200   404   403   404   403   404   404 login
POST /{open}/{area}/development/actions/{action}/update/   login  done  done   404   403   404   403   404   404 login
GET  /{open}/{area}/development/updates/                   login   200   200   404   403   404   403   404   404 login
POST /{open}/{area}/development/updates/                   login  done  done   404   403   404   403   404   404 login
GET  /{open}/{area}/development/actions/{action}/remove/   login   405   405   405   405   405   405   405   405 login
POST /{open}/{area}/development/actions/{action}/remove/   login  done  done   404   403   404   403   404   404 login

# Figures: the analyst writes those of every area
GET  /{open}/{area}/indicators/                            login   200   200   404   200   200   200   404   404 login
POST /{open}/{area}/indicators/                            login  done  done   404   403  done   403   404   404 login
GET  /{sent}/{area}/indicators/                            login   200   200   404   200   200   200   404   404 login
POST /{sent}/{area}/indicators/                            login   200   200   404   403   200   403   404   404 login
GET  /{issued}/{area}/indicators/                          login   200   200   200   200   200   200   200   404 login
POST /{issued}/{area}/indicators/                          login   200   200   403   403   200   403   403   404 login
GET  /{open}/overview/indicators/                          login   404   404   404   404   404   404   404   404 login
POST /{open}/overview/indicators/                          login   404   404   404   404   404   404   404   404 login
GET  /{open}/{area}/indicators/{kpi}/                      login   200   200   404   200   200   200   404   404 login
POST /{open}/{area}/indicators/{kpi}/                      login  done  done   404   403  done   403   404   404 login
GET  /{issued}/{area}/indicators/{kpi}/                    login   200   200   200   200   200   200   200   404 login
POST /{issued}/{area}/indicators/{kpi}/                    login   200   200   403   403   200   403   403   404 login
GET  /{open}/{area}/indicators/{kpi}/{measure}/adopt/      login   200   200   404   403   200   403   404   404 login
POST /{open}/{area}/indicators/{kpi}/{measure}/adopt/      login  done  done   404   403  done   403   404   404 login
GET  /{open}/{area}/indicators/{kpi}/{measure}/period/     login   200   200   404   403   200   403   404   404 login
POST /{open}/{area}/indicators/{kpi}/{measure}/period/     login  done  done   404   403  done   403   404   404 login
GET  /{open}/{area}/indicators/{kpi}/{measure}/remove/     login   405   405   405   405   405   405   405   405 login
POST /{open}/{area}/indicators/{kpi}/{measure}/remove/     login  done  done   404   403  done   403   404   404 login

# What may identify a child: whoever may write any of the words there. (Nothing here does.)
GET  /{planned}/{area}/identifying/                        login   404   404   404   404   404   404   404   404 login
POST /{planned}/{area}/identifying/                        login   404   404   404   404   404   404   404   404 login
GET  /{open}/{area}/identifying/                           login   200   200   404   200   200   200   404   404 login
POST /{open}/{area}/identifying/                           login   302   302   404   302   302   302   404   404 login
GET  /{issued}/{area}/identifying/                         login   200   200   404   200   200   200   404   404 login
POST /{issued}/{area}/identifying/                         login   302   302   404   302   302   302   404   404 login
GET  /{open}/overview/identifying/                         login   404   404   404   200   200   200   404   404 login
POST /{open}/overview/identifying/                         login   404   404   404   302   302   302   404   404 login
GET  /identifying/                                         login   404   404   404   200   200   200   404   404 login
POST /identifying/                                         login   404   404   404   302   302   302   404   404 login

# What does not add up: of an area for those who may read its words, of a quarter for those who may
# read all of them. A viewer sees none of it, also in what is issued
GET  /{open}/findings/                                     login   404   404   404   200   404   200   404   404 login
POST /{open}/findings/                                     login   405   405   405   405   405   405   405   405 login
GET  /{issued}/findings/                                   login   404   404   404   200   404   200   404   404 login
GET  /{planned}/findings/                                  login   404   404   404   404   404   200   404   404 login
GET  /{open}/{area}/findings/                              login   200   200   404   200   404   200   404   404 login
POST /{open}/{area}/findings/                              login   405   405   405   405   405   405   405   405 login
GET  /{issued}/{area}/findings/                            login   200   200   403   200   403   200   403   404 login
GET  /{open}/overview/findings/                            login   404   404   404   200   404   200   404   404 login
GET  /{open}/{area}/findings/{finding}/                    login   200   200   404   200   404   200   404   404 login
POST /{open}/{area}/findings/{finding}/                    login  done  done   404   403   404   403   404   404 login
GET  /{sent}/{area}/findings/{finding}/                    login   200   200   404   200   404   200   404   404 login
POST /{sent}/{area}/findings/{finding}/                    login   200   200   404   403   404   403   404   404 login
GET  /{issued}/{area}/findings/{finding}/                  login   404   404   403   404   403   404   403   404 login
GET  /{open}/{area}/findings/{finding}/figure/             login   200   200   404   403   404   403   404   404 login
POST /{open}/{area}/findings/{finding}/figure/             login  done  done   404   403   404   403   404   404 login
GET  /{open}/{area}/know/findings/                           401   200   200   404   403   404   403   404   404   401
POST /{open}/{area}/know/findings/                           401   405   405   405   405   405   405   405   405   401

# Of which somebody says that the record is wrong: for the analyst, without words
GET  /{open}/doubted-figures/                              login   404   404   404   404   200   404   404   404 login
POST /{open}/doubted-figures/                              login   405   405   405   405   405   405   405   405 login
GET  /{open}/doubted-figures/{area}/{doubted}/             login   404   404   404   404   200   404   404   404 login
POST /{open}/doubted-figures/{area}/{doubted}/             login   404   404   404   404  done   404   404   404 login

# Check and send
GET  /{open}/{area}/check/                                 login   200   200   404   403   404   403   404   404 login
POST /{open}/{area}/check/                                 login  done   403   404   403   404   403   404   404 login
GET  /{sent}/{area}/check/                                 login   200   200   404   403   404   403   404   404 login
POST /{sent}/{area}/check/                                 login   409   403   404   403   404   403   404   404 login
GET  /{issued}/{area}/check/                               login   200   200   403   403   403   403   403   404 login
POST /{issued}/{area}/check/                               login   409   403   403   403   403   403   403   404 login

POST /{sent}/{area}/recall/                                login  done   403   404   403   404   403   404   404 login
GET  /{sent}/{area}/recall/                                login   405   405   405   405   405   405   405   405 login
POST /{issued}/{area}/recall/                              login   302   403   403   403   403   403   403   404 login

# An earlier version of an answer
GET  /{open}/{area}/history/know/v1/                       login   200   200   404   200   404   200   404   404 login
POST /{open}/{area}/history/know/v1/                       login   302   302   404   403   404   403   404   404 login
GET  /{issued}/{area}/history/know/v1/                     login   404   404   403   404   403   404   403   404 login
POST /{issued}/{area}/history/know/v1/                     login   404   404   403   404   403   404   403   404 login

# History
GET  /{open}/{area}/history/                               login   200   200   404   200   404   200   404   404 login
POST /{open}/{area}/history/                               login   405   405   405   405   405   405   405   405 login
GET  /{issued}/{area}/history/                             login   200   200   403   200   403   200   403   404 login
POST /{issued}/{area}/history/                             login   405   405   405   405   405   405   405   405 login

# Two quarters side by side, each for those who may read it
GET  /{open}/{area}/compare/                               login   200   200   404   200   404   200   404   404 login
POST /{open}/{area}/compare/                               login   405   405   405   405   405   405   405   405 login
GET  /{issued}/{area}/compare/                             login   200   200   200   200   200   200   200   404 login
POST /{issued}/{area}/compare/                             login   405   405   405   405   405   405   405   405 login

# Review
GET  /{open}/{area}/review/                                login   403   403   404   200   404   403   404   404 login
POST /{open}/{area}/review/                                login   405   405   405   405   405   405   405   405 login
GET  /{sent}/{area}/review/                                login   403   403   404 noted   404   403   404   404 login
POST /{sent}/{area}/review/                                login   405   405   405   405   405   405   405   405 login
GET  /{issued}/{area}/review/                              login   403   403   403   200   403   403   403   404 login
POST /{issued}/{area}/review/                              login   405   405   405   405   405   405   405   405 login
GET  /{sent}/{area}/review/comment/                        login   403   403   404 noted   404   403   404   404 login
POST /{sent}/{area}/review/comment/                        login   403   403   404  done   404   403   404   404 login
GET  /{open}/{area}/requests/{request}/                    login   200   200   404   403   404   403   404   404 login
POST /{open}/{area}/requests/{request}/                    login   200   200   404   403   404   403   404   404 login
GET  /{open}/{area}/review/approve/                        login   403   403   404   200   404   403   404   404 login
POST /{open}/{area}/review/approve/                        login   403   403   404   409   404   403   404   404 login
GET  /{sent}/{area}/review/approve/                        login   403   403   404 noted   404   403   404   404 login
POST /{sent}/{area}/review/approve/                        login   403   403   404  done   404   403   404   404 login
GET  /{issued}/{area}/review/approve/                      login   403   403   403   200   403   403   403   404 login
POST /{issued}/{area}/review/approve/                      login   403   403   403   302   403   403   403   404 login
GET  /{sent}/{area}/review/return/                         login   403   403   404 noted   404   403   404   404 login
POST /{sent}/{area}/review/return/                         login   403   403   404  done   404   403   404   404 login
GET  /{issued}/{area}/review/return/                       login   403   403   403   200   403   403   403   404 login
POST /{issued}/{area}/review/return/                       login   403   403   403   200   403   403   403   404 login
GET  /{sent}/{area}/review/reopen/                         login   403   403   404 noted   404   403   404   404 login
POST /{sent}/{area}/review/reopen/                         login   403   403   404   302   404   403   404   404 login
GET  /{closed}/{area}/review/reopen/                       login   403   403   404   200   404   403   404   404 login
POST /{closed}/{area}/review/reopen/                       login   403   403   404  done   404   403   404   404 login
GET  /{issued}/{area}/review/reopen/                       login   403   403   403   200   403   403   403   404 login
POST /{issued}/{area}/review/reopen/                       login   403   403   403  done   403   403   403   404 login

# Reports
GET  /reports/                                             login   200   200   200   200   200   200   200   200 login
POST /reports/                                             login   405   405   405   405   405   405   405   405 login
GET  /reports/annual/2020-21/                              login   200   200   200   200   200   200   200   404 login
POST /reports/annual/2020-21/                              login   405   405   405   405   405   405   405   405 login
GET  /reports/annual/2020-21.pdf                           login   200   200   200   200   200   200   200   404 login
POST /reports/annual/2020-21.pdf                           login   302   302   302   302   302   302   302   404 login
GET  /reports/verify/                                      login   200   200   200   200   200   200   200   404 login
POST /reports/verify/                                      login   200   200   200   200   200   200   200   404 login
GET  /reports/{planned}/                                   login   404   404   404   404   404   200   404   404 login
POST /reports/{planned}/                                   login   404   404   404   404   404   403   404   404 login
GET  /reports/{open}/                                      login   200   200   200   200   200   200   404   404 login
POST /reports/{open}/                                      login   403   403   403  done   403   403   404   404 login
GET  /reports/{issued}/                                    login   200   200   200   200   200   200   200   404 login
POST /reports/{issued}/                                    login   403   403   403   200   403   403   403   404 login
GET  /reports/{revised}/                                   login   200   200   200   200   200   200   200   404 login
POST /reports/{revised}/                                   login   403   403   403  done   403   403   403   404 login
GET  /reports/{open}/builds/{build}/                       login   404   404   404   200   404   403   404   404 login
POST /reports/{open}/builds/{build}/                       login   405   405   405   405   405   405   405   405 login
GET  /reports/{open}/builds/{build}/cancel/                login   405   405   405   405   405   405   405   405 login
POST /reports/{open}/builds/{build}/cancel/                login   404   404   404   302   404   403   404   404 login

# Drafts
GET  /reports/{open}/draft-1/                              login   404   404   404   200   404   200   404   404 login
POST /reports/{open}/draft-1/                              login   405   405   405   405   405   405   405   405 login
GET  /reports/{open}/draft-1.pdf                           login   404   404   404   200   404   200   404   404 login
POST /reports/{open}/draft-1.pdf                           login   405   405   405   405   405   405   405   405 login
GET  /reports/{open}/draft-1/full.pdf                      login   404   404   404   200   404   200   404   404 login
POST /reports/{open}/draft-1/full.pdf                      login   404   404   404   302   404   302   404   404 login
GET  /reports/{open}/draft-1/issue/                        login   404   404   404   200   404   403   404   404 login
POST /reports/{open}/draft-1/issue/                        login   404   404   404   409   404   403   404   404 login
GET  /reports/{issued}/draft-1/                            login   404   404   404   200   404   200   404   404 login
POST /reports/{issued}/draft-1/                            login   405   405   405   405   405   405   405   405 login
GET  /reports/{issued}/draft-1.pdf                         login   404   404   404   200   404   200   404   404 login
POST /reports/{issued}/draft-1.pdf                         login   405   405   405   405   405   405   405   405 login

# A final that is not issued
GET  /reports/{closed}/v1/                                 login   404   404   404   200   404   200   404   404 login
POST /reports/{closed}/v1/                                 login   405   405   405   405   405   405   405   405 login
GET  /reports/{closed}/v1.pdf                              login   404   404   404   200   404   200   404   404 login
POST /reports/{closed}/v1.pdf                              login   405   405   405   405   405   405   405   405 login
GET  /reports/{closed}/v1/full.pdf                         login   404   404   404   200   404   200   404   404 login
POST /reports/{closed}/v1/full.pdf                         login   404   404   404   302   404   302   404   404 login
GET  /reports/{closed}/v1/issue/                           login   404   404   404   200   404   403   404   404 login
POST /reports/{closed}/v1/issue/                           login   404   404   404  done   404   403   404   404 login

# An issued report
GET  /reports/{issued}/v1/                                 login   200   200   200   200   200   200   200   404 login
POST /reports/{issued}/v1/                                 login   405   405   405   405   405   405   405   405 login
GET  /reports/{issued}/v1.pdf                              login   200   200   200   200   200   200   200   404 login
POST /reports/{issued}/v1.pdf                              login   405   405   405   405   405   405   405   405 login
GET  /reports/{issued}/v1/full.pdf                         login   200   200   200   200   200   200   200   404 login
POST /reports/{issued}/v1/full.pdf                         login   302   302   302   302   302   302   302   404 login
GET  /reports/{issued}/v1/issue/                           login   403   403   403   200   403   403   403   404 login
POST /reports/{issued}/v1/issue/                           login   403   403   403   302   403   403   403   404 login
GET  /reports/{revised}/v1/                                login   200   200   200   200   200   200   200   404 login
POST /reports/{revised}/v1/                                login   405   405   405   405   405   405   405   405 login
GET  /reports/{revised}/v1.pdf                             login   200   200   200   200   200   200   200   404 login
POST /reports/{revised}/v1.pdf                             login   405   405   405   405   405   405   405   405 login
GET  /reports/{revised}/v1/full.pdf                        login   200   200   200   200   200   200   200   404 login
POST /reports/{revised}/v1/full.pdf                        login   302   302   302   302   302   302   302   404 login

# Other forms of a version, and everything of a quarter
GET  /reports/{open}/draft-1/full.docx                     login   404   404   404   200   404   200   404   404 login
POST /reports/{open}/draft-1/full.docx                     login   405   405   405   405   405   405   405   405 login
GET  /reports/{issued}/v1/full.docx                        login   200   200   200   200   200   200   200   404 login
POST /reports/{issued}/v1/full.docx                        login   405   405   405   405   405   405   405   405 login
GET  /reports/{open}/draft-1/full.xlsx                     login   404   404   404   200   404   200   404   404 login
POST /reports/{open}/draft-1/full.xlsx                     login   405   405   405   405   405   405   405   405 login
GET  /reports/{issued}/v1/full.xlsx                        login   200   200   200   200   200   200   200   404 login
POST /reports/{issued}/v1/full.xlsx                        login   405   405   405   405   405   405   405   405 login
GET  /reports/{open}/draft-1/full.json                     login   404   404   404   200   404   200   404   404 login
POST /reports/{open}/draft-1/full.json                     login   405   405   405   405   405   405   405   405 login
GET  /reports/{issued}/v1/full.json                        login   200   200   200   200   200   200   200   404 login
POST /reports/{issued}/v1/full.json                        login   405   405   405   405   405   405   405   405 login
GET  /reports/{planned}/everything.zip                     login   404   404   404   404   404   200   404   404 login
GET  /reports/{open}/everything.zip                        login   404   404   404   200   404   200   404   404 login
POST /reports/{open}/everything.zip                        login   405   405   405   405   405   405   405   405 login
GET  /reports/{issued}/everything.zip                      login   404   404   404   200   404   200   404   404 login

# Cuts of a report: of a draft, a head has her own area's; of an issued version, everybody has all
GET  /reports/{open}/draft-1/scrutiny/                     login   404   404   404   200   404   200   404   404 login
POST /reports/{open}/draft-1/scrutiny/                     login   405   405   405   405   405   405   405   405 login
GET  /reports/{open}/draft-1/scrutiny.pdf                  login   404   404   404   302   404   302   404   404 login
POST /reports/{open}/draft-1/scrutiny.pdf                  login   404   404   404   302   404   302   404   404 login
GET  /reports/{issued}/v1/scrutiny/                        login   200   200   200   200   200   200   200   404 login
POST /reports/{issued}/v1/scrutiny/                        login   405   405   405   405   405   405   405   405 login
GET  /reports/{issued}/v1/scrutiny.pdf                     login   200   200   200   200   200   200   200   404 login
POST /reports/{issued}/v1/scrutiny.pdf                     login   302   302   302   302   302   302   302   404 login
GET  /reports/{open}/draft-1/scrutiny/confirm/             login   404   404   404   200   404   200   404   404 login
POST /reports/{open}/draft-1/scrutiny/confirm/             login   404   404   404   302   404   403   404   404 login
GET  /reports/{issued}/v1/scrutiny/confirm/                login   200   200   200   200   200   200   200   404 login
POST /reports/{issued}/v1/scrutiny/confirm/                login   403   403   403  done   403   403   403   404 login
GET  /reports/{open}/draft-1/scrutiny/words/               login   404   404   404   404   404   403   404   404 login
GET  /reports/{issued}/v1/scrutiny/words/                  login   403   403   403   200   403   403   403   404 login
POST /reports/{issued}/v1/scrutiny/words/                  login   405   405   405   405   405   405   405   405 login
GET  /reports/{issued}/v1/scrutiny/words/{area}/           login   403   403   403   200   403   403   403   404 login
POST /reports/{issued}/v1/scrutiny/words/{area}/           login   403   403   403  done   403   403   403   404 login
GET  /reports/{closed}/v1/scrutiny/words/{area}/           login   404   404   404   404   404   403   404   404 login
GET  /reports/{open}/draft-1/summary/                      login   404   404   404   200   404   200   404   404 login
POST /reports/{open}/draft-1/summary/                      login   405   405   405   405   405   405   405   405 login
GET  /reports/{open}/draft-1/summary.pdf                   login   404   404   404   200   404   200   404   404 login
POST /reports/{open}/draft-1/summary.pdf                   login   404   404   404   302   404   302   404   404 login
GET  /reports/{issued}/v1/summary/                         login   200   200   200   200   200   200   200   404 login
POST /reports/{issued}/v1/summary/                         login   405   405   405   405   405   405   405   405 login
GET  /reports/{issued}/v1/summary.pdf                      login   200   200   200   200   200   200   200   404 login
POST /reports/{issued}/v1/summary.pdf                      login   302   302   302   302   302   302   302   404 login
GET  /reports/{open}/draft-1/judgements/                   login   404   404   404   200   404   200   404   404 login
POST /reports/{open}/draft-1/judgements/                   login   405   405   405   405   405   405   405   405 login
GET  /reports/{open}/draft-1/judgements.pdf                login   404   404   404   200   404   200   404   404 login
POST /reports/{open}/draft-1/judgements.pdf                login   404   404   404   302   404   302   404   404 login
GET  /reports/{issued}/v1/judgements/                      login   200   200   200   200   200   200   200   404 login
POST /reports/{issued}/v1/judgements/                      login   405   405   405   405   405   405   405   405 login
GET  /reports/{issued}/v1/judgements.pdf                   login   200   200   200   200   200   200   200   404 login
POST /reports/{issued}/v1/judgements.pdf                   login   302   302   302   302   302   302   302   404 login
GET  /reports/{open}/draft-1/{area}/                       login   200   200   404   200   404   200   404   404 login
POST /reports/{open}/draft-1/{area}/                       login   405   405   405   405   405   405   405   405 login
GET  /reports/{open}/draft-1/{area}.pdf                    login   200   200   404   200   404   200   404   404 login
POST /reports/{open}/draft-1/{area}.pdf                    login   302   302   404   302   404   302   404   404 login
GET  /reports/{closed}/v1/{area}/                          login   404   404   404   200   404   200   404   404 login
POST /reports/{closed}/v1/{area}/                          login   405   405   405   405   405   405   405   405 login
GET  /reports/{closed}/v1/{area}.pdf                       login   404   404   404   200   404   200   404   404 login
POST /reports/{closed}/v1/{area}.pdf                       login   404   404   404   302   404   302   404   404 login
GET  /reports/{issued}/v1/{area}/                          login   200   200   200   200   200   200   200   404 login
POST /reports/{issued}/v1/{area}/                          login   405   405   405   405   405   405   405   405 login
GET  /reports/{issued}/v1/{area}.pdf                       login   200   200   200   200   200   200   200   404 login
POST /reports/{issued}/v1/{area}.pdf                       login   302   302   302   302   302   302   302   404 login

# Two versions compared
GET  /reports/{open}/draft-1/compare/                      login   404   404   404   200   404   200   404   404 login
POST /reports/{open}/draft-1/compare/                      login   405   405   405   405   405   405   405   405 login
GET  /reports/{issued}/v1/compare/                         login   200   200   200   200   200   200   200   404 login
POST /reports/{issued}/v1/compare/                         login   405   405   405   405   405   405   405   405 login

# What a cut would say now
GET  /reports/{open}/preview/full/                         login   404   404   404   200   404   200   404   404 login
POST /reports/{open}/preview/full/                         login   405   405   405   405   405   405   405   405 login
GET  /reports/{open}/preview/{area}/                       login   200   200   404   200   404   200   404   404 login
POST /reports/{open}/preview/{area}/                       login   405   405   405   405   405   405   405   405 login
GET  /reports/{issued}/preview/{area}/                     login   404   404   404   404   404   404   404   404 login
POST /reports/{issued}/preview/{area}/                     login   405   405   405   405   405   405   405   405 login
"""

# A refused form comes back with a new key or question, which the session keeps; a token that was
# made is shown in the answer, and nowhere else
CHALLENGES = {
    "/accounts/second-factor/app/",
    "/accounts/second-factor/passkeys/add/",
    "/people/tokens/add/",
}

# What a POST brings, by the name of the address. Where it is allowed, this changes something.
FORMS = {
    "account_login": {"login": "viewer@example.org", "password": PASSWORD},
    "account_change_password": {
        "oldpassword": PASSWORD,
        "password1": "a different long password",
        "password2": "a different long password",
    },
    "account_reauthenticate": {"password": PASSWORD},
    "account_reset_password": {"email": "viewer@example.org"},
    "accounts_user_add": {
        "email": "somebody.new@example.org",
        "name": "Somebody new",
        "assignments-TOTAL_FORMS": "0",
        "assignments-INITIAL_FORMS": "0",
    },
    "people-invite": {"email": "new@example.org", "name": "Somebody new", "role": "viewer"},
    "people-invite-several": {"people": "new@example.org", "role": "viewer"},
    "token-add": {
        "name": "Power BI",
        "reads_as": "analyst",
        "scopes": "figures",
        "expires_on": f"{date.today() + timedelta(days=30)}",
    },
    "person": {"role": "analyst"},
    "person-change": {"email": "viewer@example.org", "name": "Renamed"},
    "quarters": {"code": "2021-22-q2"},
    "quarter-due": {"due": "31 December 2029"},
    "quarter-reopen": {"reason": "Two heads were ill."},
    "longer": {"until": "31 December 2029", "reason": "The head of service is ill."},
    "section": {"know-text": "Written just now.", "know-version": "1"},
    "overview": {"overview-text": "Written just now.", "overview-version": "0"},
    "autosave": {
        "question": "know",
        "text": "Written just now.",
        "version": "1",
        "save_id": "0f8b6a3e-7d1c-4b52-9a4e-2f6d8c1b5e90",
    },
    "overview-autosave": {
        "question": "overview",
        "text": "Written just now.",
        "version": "0",
        "save_id": "0f8b6a3e-7d1c-4b52-9a4e-2f6d8c1b5e90",
    },
    "kept": {"outcome": "mine", "version": "1", "kept": "{kept}"},
    "overview-kept": {"outcome": "mine", "version": "0", "kept": "{kept}"},
    "record-add": {"text": "Schools trust us."},
    "record-edit": {"text": "We see every child early.", "version": "1"},
    "record-remove": {"version": "1"},
    "action-remove": {"version": "1"},
    "source-remove": {"version": "1"},
    "action-add": {"text": "Ask families."},
    "action-edit": {"text": "See every child sooner.", "version": "1"},
    "updates": {
        "action-{action}-status": "under_way",
        "action-{action}-progress": "It has begun.",
        "action-{action}-version": "0",
    },
    "action-update": {"status": "under_way", "progress": "It has begun.", "version": "0"},
    "indicators": {"{kpi}-value": "8", "{kpi}-version": "1"},
    "sources": {"source": "By hand", "value": "8", "period": "quarter", "as_at": "30 June 2020"},
    "adopt": {
        "reason": "It is counted by hand.",
        "owner": "The analyst",
        "settle_by": "30 November 2020",
    },
    "source-period": {"period": "ytd", "seen": "unknown"},
    "settle": {"because": "The list was counted again."},
    "kpi-add": {
        "code": "MA51",
        "area": "mash",
        "name": "Calls",
        "unit": "count",
        "direction": "none",
        "frequency": "quarterly",
        "smallest_denominator": "10",
    },
    "kpi-change": {
        "from_quarter": "{planned}",
        "name": "Other words",
        "unit": "count",
        "direction": "none",
        "frequency": "quarterly",
        "smallest_denominator": "10",
    },
    "finding": {"verdict": "stays", "reason": "They are of all contacts.", "version": "0"},
    "finding-figure": {
        "label": "Contacts",
        "value": "12",
        "period": "Q2 2020/21",
        "decision_version": "0",
    },
    "record-right": {"reason": "It was counted twice.", "version": "1"},
    "imports": {"quarter": "{open}", "pasted": "kpi,value\nMA01,12\n"},
    "import": {"kpi": "0", "value": "1"},
    "document": {"pieces": "2", "place": "/", "version": "1"},
    "document-piece": {"text": "One thing.\n\nAnother.", "version": "1", "split": ""},
    "document-bring": {"version": "1"},
    "kpi-choose": {"asked": "no", "from_quarter": "{planned}", "reason": "Nobody can count it."},
    "return": {"know": "Say how you know it."},
    "comment": {"about": "know", "kind": "note", "text": "Well put."},
    "reply": {"text": "They count different things."},
    "reopen": {"reason": "A figure was wrong."},
    "quarter-reports": {"kind": "draft"},
    "emails": {"wanted": "what_asks"},
    "hand-over": {"owner": "Head of service"},
    "person-actions": {"actions_to": "{owner}"},
}

# Where a POST also says what its page had shown: without that it decides nothing.
DECIDES = {
    *("check", "approve", "return", "reopen", "longer", "report-issue", "report-confirm"),
    "report-words-area",
    *("quarter-open", "quarter-close", "quarter-reopen", "quarter-due"),
}

# Which column an actor's cells stand in. Of the three who have an area, it depends on the area.
COLUMN_OF = {
    "anonymous": "anon",
    "director": "dire",
    "analyst": "anal",
    "admin": "admin",
    "viewer": "view",
    "nobody": "none",
    "leaver": "left",
}
AREAS = {
    "mash": {"head": "head", "deputy": "depu", "other_head": "other"},
    "early-help": {"head": "other", "deputy": "other", "other_head": "head"},
}

# Routes without a line of their own, and why.
EXEMPT = {
    "admin/": "the inner pages of Django's admin stand behind the same check as the three above",
}


@dataclass(frozen=True)
class Row:
    """One line: the answers that an address has for everybody."""

    method: str
    address: str
    cells: dict[str, str]

    def __str__(self) -> str:
        return f"{self.method} {self.address}"

    @property
    def asked(self) -> list[tuple[str, str]]:
        """Area and actor of every request: everybody about MASH, and those to whom it makes a
        difference also about Early Help."""
        everybody = [("mash", actor) for actor in (*COLUMN_OF, *AREAS["mash"])]
        if "{area}" not in self.address:
            return everybody
        return everybody + [("early-help", actor) for actor in AREAS["early-help"]]

    def expected(self, actor: str, area: str) -> str:
        return self.cells[(COLUMN_OF | AREAS[area])[actor]]


def rows() -> Iterator[Row]:
    heading, *lines = TABLE.splitlines()
    columns = heading.split()
    for line in lines:
        if line and not line.startswith("#"):
            method, address, *cells = line.split()
            yield Row(method, address, dict(zip(columns, cells, strict=True)))


ROWS = list(rows())

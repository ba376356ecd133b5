"""Whole forms that arrive when nobody is signed in: kept, filled in again, settled once saved.

`keeping.keep_signed_out` keeps what a request brings that cannot be saved. The sign-in leads back
to the form's page with `?kept=…`; there the middleware `KeptForms` puts it on the request
(`request.kept_form`), `forms.posted` fills the form in again, and a save that leads elsewhere
settles it. Answers are kept one by one, where answers are (`assessments/signed_out.py`). The model,
KeptPost, is among the models of assessments, where its table has its name from.
"""

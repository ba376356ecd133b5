"""The portal with one of its promises broken, to see that a trial notices (`BREAK` says which)."""

import os
import time
from dataclasses import replace

from django.db import transaction

from selfassess.wsgi import application as application


def forget_versions() -> None:
    """Whoever saves is taken to have seen what is there."""
    from selfassess.assessments.operations import autosaving
    from selfassess.assessments.views import autosave

    careful = autosaving.autosave_answer

    def careless(assessment, draft, **kwargs):
        answer = assessment.answers.filter(question=draft.question).first()
        return careful(
            assessment, replace(draft, version=answer.version if answer else 0), **kwargs
        )

    autosave.autosave_answer = careless


def log_after_the_commit() -> None:
    """The event is no part of the transaction of what it tells."""
    from selfassess.assessments.operations import writing

    log_event = writing.log_event

    def later(*args, **kwargs):
        def write():
            time.sleep(0.05)
            log_event(*args, **kwargs)

        transaction.on_commit(write)

    writing.log_event = later


{"versions": forget_versions, "audit": log_after_the_commit}[os.environ["BREAK"]]()

"""What an area is not sent without, and what is stored with it when it is sent."""

from selfassess.accounts.models import User
from selfassess.assessments.models import Answer, Assessment
from selfassess.assessments.parts import parts_of


def missing_in(assessment: Assessment) -> str:
    """What one of the sections' parts must hold before the area is sent, as a sentence."""
    return next((why for part in parts_of(assessment) if (why := part.missing(assessment))), "")


def keep_questions(assessment: Assessment, *, by: User) -> None:
    """Store each question's words with its answer; a question without one gets a blank."""
    answers = {answer.question: answer for answer in assessment.answers.all()}
    asked = [
        (section.key, question)
        for section in assessment.config.sections
        for question in section.questions_in(assessment.quarter_id)
    ]
    blanks = []
    for position, (section, question) in enumerate(asked, start=1):
        answer = answers.get(question.key)
        if answer is None:
            answer = Answer(assessment=assessment, question=question.key, saved_by=by)
            blanks.append(answer)
        answer.asked, answer.section, answer.position = question.text, section, position
    Answer.objects.bulk_create(blanks)
    Answer.objects.bulk_update(answers.values(), ["asked", "section", "position"])

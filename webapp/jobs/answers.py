"""Working out the answer to a question about datasets, once: the answer is kept, and whoever asks again has it at once."""

from collections.abc import Callable, Mapping

from webapp.jobs.work import Work
from webapp.records import Answer, Made, Question
from webapp.store import answers

Maker = Callable[[Work, Question], Made]


def work_out(work: Work, makers: Mapping[str, Maker]) -> None:
    question = Question(**work.facts["question"])
    made = makers[question.kind](work, question)
    with work.finishing():
        answers.keep(work.claim.team_id, question, made)


def need(work: Work, question: Question, make: Maker) -> Answer:
    """What another question's answer is made from: kept already, or worked out and kept now."""
    team_id = work.claim.team_id
    kept = answers.find(team_id, question)
    if kept is None:
        made = make(work, question)
        with work.writing():
            answers.keep(team_id, question, made)
        kept = answers.find(team_id, question)
        assert kept is not None, "it was just kept"
    return kept

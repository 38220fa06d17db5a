"""Would another analyst get the same? A run's recipe with every single choice made differently, as a question of its own."""

from dataclasses import asdict

import pyarrow as pa

from core.explaining.sensitivity import sensitivity
from core.recipe import Recipe
from webapp.jobs import customer_tables
from webapp.jobs.explained import plain
from webapp.jobs.segmenting import only_labels
from webapp.jobs.work import Work
from webapp.records import Made, Question

KIND = "sensitivity"


def make(work: Work, question: Question) -> Made:
    recipe = Recipe.from_dict(question.facts["recipe"])
    source = Question(customer_tables.KIND, question.dataset_id, question.facts["table"], question.joined_id)
    _, table = customer_tables.need(work, source)
    rows = pa.Table.from_batches(table.read([measure.name for measure in recipe.measures]))
    labels = only_labels(rows, recipe, lambda share, said: work.progress(0.2 * share, said))
    found = sensitivity(rows, recipe, labels, progress=lambda share, said: work.progress(0.2 + 0.8 * share, said))
    return Made(plain(asdict(found)))

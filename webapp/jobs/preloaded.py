"""What every child needs, imported once by the fork server that children are forked from: a job then starts in hundredths
of a second. Nothing is computed here: thread pools begun before a fork do not survive it.

Only the fork server imports this: from here on that process lives no longer than its worker.
"""

import duckdb  # noqa: F401
import numpy  # noqa: F401
import pandas  # noqa: F401
import pyarrow.parquet  # noqa: F401
import sklearn.cluster  # noqa: F401

import webapp.jobs.kinds  # noqa: F401
from webapp.jobs.child import end_with_the_parent
from webapp.store.engine import Base

Base.registry.configure()  # else every child would do it at its first question to the database
end_with_the_parent()

"""What every child needs, imported once by the fork server that children are forked from: a job then starts in hundredths
of a second. Nothing is computed here: thread pools begun before a fork do not survive it."""

import duckdb  # noqa: F401
import numpy  # noqa: F401
import pandas  # noqa: F401
import pyarrow.parquet  # noqa: F401
import sklearn.cluster  # noqa: F401

import webapp.jobs.child
import webapp.jobs.kinds  # noqa: F401

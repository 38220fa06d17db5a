"""The program for any WSGI server: `gunicorn wsgi:application`. `./kindred run` needs none; `./kindred worker` goes beside it."""

from webapp.commands import opening
from webapp.settings import Settings

application = opening.application(Settings.from_env())

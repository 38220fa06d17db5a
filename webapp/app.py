"""Putting the application together: the only file that knows every part."""

from flask import Flask, current_app
from flask_compress import Compress
from flask_migrate import Migrate
from flask_wtf import CSRFProtect
from flask_wtf.csrf import generate_csrf
from werkzeug.middleware.proxy_fix import ProxyFix
from werkzeug.wrappers import Response

from webapp import dashboard, guard, routes
from webapp.settings import Settings
from webapp.store import engine, instance


def create_app(settings: Settings) -> Flask:
    place = instance.prepare(settings.instance)
    server = Flask(__name__, static_folder=None)
    server.config.update(
        SECRET_KEY=settings.secret_key or instance.secret_key(place),
        TRUSTED_HOSTS=settings.hosts,
        SESSION_COOKIE_NAME="kindred-form",
        SESSION_COOKIE_SECURE=settings.https,
        SESSION_COOKIE_SAMESITE="Lax",
        WTF_CSRF_TIME_LIMIT=None,  # a page that was open over night still works
        WTF_CSRF_SSL_STRICT=False,  # the guard compares origins already
        KINDRED_SETTINGS=settings,
    )
    if settings.https:
        server.wsgi_app = ProxyFix(server.wsgi_app, x_for=1, x_proto=1)  # type: ignore[method-assign]
    engine.init_app(server, settings, place)
    Migrate(server, engine.db, directory="migrations", render_as_batch=True)
    guard.init_app(server)  # before the check of forms: a lost session is to be told as such
    CSRFProtect(server)
    Compress(server)
    routes.register(server)
    dashboard.init_app(server)
    server.after_request(_hand_out_csrf_token)
    return server


def _hand_out_csrf_token(response: Response) -> Response:
    """Dash sends the token of this cookie back with every callback."""
    if response.mimetype == "text/html" and response.status_code == 200:
        response.set_cookie(
            "_csrf_token",
            generate_csrf(),
            samesite="Lax",
            secure=current_app.config["SESSION_COOKIE_SECURE"],
        )
    return response

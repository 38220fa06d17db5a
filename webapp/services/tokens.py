"""Tokens in cookies and links: 256 bits that only their holder has; the database keeps digests."""

import hashlib
import hmac
import secrets

from flask import current_app


def fresh() -> str:
    return secrets.token_urlsafe(32)


def derived(purpose: str, *parts: object) -> str:
    """The same token for the same request sent twice, and for nobody without this server's key."""
    message = "\x1f".join([purpose, *map(str, parts)])
    key = current_app.config["SECRET_KEY"].encode()
    return hmac.new(key, message.encode(), hashlib.sha256).hexdigest()


def digest(token: object) -> str:
    text = token if isinstance(token, str) else ""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()

"""The web application: what teams see, keep and share."""

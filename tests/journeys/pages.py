"""Every address that a person can come to, with what shows that its page has been drawn."""

SIGNED_IN = {
    "/": "text=Start something",
    "/datasets": "text=No datasets yet",
    "/runs": "text=No runs yet",
    "/compare": "text=Nothing to compare yet",
    "/team": "text=Seen by admins only",
    "/team/settings": "text=Save settings",
    "/me": "text=Where you are signed in",
    "/no/such/page": "text=Go to Home",
}
MODES = ("light", "dark")

"""Views of the history under a name and a short link: a person's own, or the team's."""

from webapp.errors import NotFound
from webapp.records import SavedView, Viewer
from webapp.rights import Right
from webapp.services import door
from webapp.services.history import Shown
from webapp.store import views
from webapp.store.engine import writing


def save(viewer: Viewer, name: object, shown: Shown, of_team: object, key: object) -> SavedView:
    """For oneself whoever looks, for the team whoever works. The same key again is the same view."""
    viewer.must(Right.WORK if of_team is True else Right.LOOK)
    called, once = door.name(name, "a name for the view"), door.key(key)
    with writing():
        view_id = views.add(viewer.team.id, viewer.person, called, shown.to_json(), of_team is True, once)
    return find(viewer, view_id)


def mine(viewer: Viewer) -> list[SavedView]:
    """One's own and the team's, oldest first."""
    viewer.must(Right.LOOK)
    return views.seen_by(viewer.team.id, viewer.person.id)


def find(viewer: Viewer, view_id: object) -> SavedView:
    """Another person's own view is as good as not there."""
    viewer.must(Right.LOOK)
    view = views.find(viewer.team.id, viewer.person.id, door.id_(view_id))
    if view is None:
        raise NotFound
    return view


def remove(viewer: Viewer, view_id: object) -> SavedView:
    view = find(viewer, view_id)
    _must_change(viewer, view)
    with writing():
        views.set_removed(view.id, True)
    return view


def put_back(viewer: Viewer, view_id: object) -> SavedView:
    view = views.find(viewer.team.id, viewer.person.id, door.id_(view_id), removed=True)
    if view is None:
        raise NotFound
    _must_change(viewer, view)
    with writing():
        views.set_removed(view.id, False)
    return find(viewer, view.id)


def _must_change(viewer: Viewer, view: SavedView) -> None:
    viewer.must(Right.WORK if view.of_team else Right.LOOK)

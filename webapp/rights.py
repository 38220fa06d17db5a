"""Who may do what: the one table of rights, and the one list of rules.

A right is one line of the table. Every route and every callback is named below with the right it falls under;
what is not named is denied, and a test fails when something has no name here.
"""

from enum import StrEnum


class Role(StrEnum):
    """What a person is in a team, from the least to the most."""

    VIEWER = "viewer"
    EDITOR = "editor"
    ADMIN = "admin"


class Right(StrEnum):
    ENTER = "sign in, accept an invitation or a reset, open a share link, health"
    LOOK = "see results, runs, comparisons and plans; look after one's own account"
    WORK = "bring data, see and export rows, make and name runs, write notes and plans, share, archive"
    ADMINISTER = "people, roles, invitations, team settings, approvals, delete for good, erase, activity log"


ALLOWED: dict[Right, frozenset[Role | None]] = {
    # None is somebody who is not signed in.
    Right.ENTER: frozenset({None, Role.VIEWER, Role.EDITOR, Role.ADMIN}),
    Right.LOOK: frozenset({Role.VIEWER, Role.EDITOR, Role.ADMIN}),
    Right.WORK: frozenset({Role.EDITOR, Role.ADMIN}),
    Right.ADMINISTER: frozenset({Role.ADMIN}),
}


def allows(right: Right, role: Role | None) -> bool:
    return role in ALLOWED[right]


# Endpoint of the URL map -> right.
ROUTES: dict[str, Right] = {
    "health.healthz": Right.ENTER,
    "sign_in.show": Right.ENTER,
    "sign_in.enter": Right.ENTER,
    "sign_in.show_link": Right.ENTER,
    "sign_in.enter_by_link": Right.ENTER,
    "sign_in.leave": Right.LOOK,
    "first_start.show": Right.ENTER,
    "first_start.begin": Right.ENTER,
    "links.show_invitation": Right.ENTER,
    "links.accept_invitation": Right.ENTER,
    "links.show_reset": Right.ENTER,
    "links.reset": Right.ENTER,
    "teams.switch": Right.LOOK,
    "uploads.receive": Right.WORK,
    "audiences.suppress": Right.WORK,
    "audiences.export": Right.WORK,
    "shared.show": Right.ENTER,
    "shared.unlock": Right.ENTER,
    "shared.customers": Right.ENTER,
    "briefs.of_run": Right.LOOK,
    "briefs.of_segment": Right.LOOK,
    "downloads.of_dataset": Right.WORK,
    "downloads.of_run": Right.WORK,
    "downloads.of_segment": Right.WORK,
    "downloads.of_cell": Right.WORK,
    # Dash's own doors. The layout holds nothing that the viewer may not see.
    "_dash_assets.static": Right.ENTER,
    "/_favicon.ico": Right.ENTER,
    "/": Right.LOOK,
    "/<path:path>": Right.LOOK,
    "/_dash-layout": Right.LOOK,
    "/_dash-dependencies": Right.LOOK,
    "/_dash-component-suites/<string:package_name>/<path:fingerprinted_path>": Right.LOOK,
    "/_dash-update-component": Right.LOOK,
    "/_reload-hash": Right.LOOK,
}

# Module and function of a callback or a page's layout, seen from webapp -> right.
CALLBACKS: dict[str, Right] = {
    "pages.home.layout": Right.LOOK,
    "pages.home.watch": Right.LOOK,
    "pages.home.bring_sample_data": Right.WORK,
    "pages.datasets.layout": Right.LOOK,
    "pages.datasets.watch": Right.LOOK,
    "pages.datasets.bring_sample_data": Right.WORK,
    "pages.bring.layout": Right.WORK,
    "pages.bring.watch": Right.WORK,
    "pages.bring.more_columns": Right.WORK,
    "pages.bring.look_again": Right.WORK,
    "pages.bring.keep": Right.WORK,
    "pages.bring.stop": Right.WORK,
    "pages.bring.give_up": Right.WORK,
    "pages.dataset.layout": Right.LOOK,
    "pages.dataset.rename": Right.WORK,
    "pages.dataset.archive": Right.WORK,
    "pages.dataset.restore": Right.WORK,
    "pages.dataset.delete_for_good": Right.ADMINISTER,
    "pages.dataset_tabs.findings.look": Right.LOOK,
    "pages.dataset_tabs.findings.try_again": Right.LOOK,
    "pages.dataset_tabs.findings.repair": Right.WORK,
    "pages.dataset_tabs.findings.undo": Right.WORK,
    "pages.dataset_tabs.findings.move": Right.WORK,
    "pages.dataset_tabs.findings.put_back": Right.WORK,
    "pages.dataset_tabs.explore.look": Right.LOOK,
    "pages.dataset_tabs.explore.try_again": Right.LOOK,
    "pages.dataset_tabs.explore.choose": Right.LOOK,
    "pages.studio.layout": Right.LOOK,
    "pages.studio.choose": Right.LOOK,
    "pages.studio.look": Right.LOOK,
    "pages.studio.try_again": Right.LOOK,
    "pages.studio.turn": Right.LOOK,
    "pages.studio.judge": Right.LOOK,
    "pages.studio.ask_to_save": Right.WORK,
    "pages.studio.save": Right.WORK,
    "pages.runs.layout": Right.LOOK,
    "pages.runs.rows": Right.LOOK,
    "pages.runs.narrow": Right.LOOK,
    "pages.runs.star": Right.LOOK,
    "pages.runs.rename": Right.WORK,
    "pages.runs.archive": Right.WORK,
    "pages.runs.restore": Right.WORK,
    "pages.runs.tag": Right.WORK,
    "pages.runs.ask_to_keep": Right.LOOK,
    "pages.runs.keep": Right.LOOK,
    "pages.runs.remove_view": Right.LOOK,
    "pages.runs.compare": Right.LOOK,
    "pages.compare.layout": Right.LOOK,
    "pages.compare.look": Right.LOOK,
    "pages.compare.try_again": Right.LOOK,
    "pages.run.layout": Right.LOOK,
    "pages.run.watch": Right.LOOK,
    "pages.run.rename": Right.WORK,
    "pages.run.tag": Right.WORK,
    "pages.run.again": Right.WORK,
    "pages.run.try_again": Right.WORK,
    "pages.run.cancel": Right.WORK,
    "pages.run.apply": Right.WORK,
    "pages.run.archive": Right.WORK,
    "pages.run.restore": Right.WORK,
    "pages.run.delete_for_good": Right.ADMINISTER,
    "pages.run.look_at_others": Right.LOOK,
    "pages.run.ask_others": Right.LOOK,
    "pages.run.ask_others_again": Right.LOOK,
    "pages.plans.layout": Right.LOOK,
    "pages.plans.choose": Right.LOOK,
    "pages.plans.move": Right.WORK,
    "pages.plans.drop": Right.WORK,
    "pages.plan_new.layout": Right.WORK,
    "pages.plan_new.make": Right.WORK,
    "pages.plan_new.take": Right.WORK,
    "pages.plan_parts.audience.look": Right.LOOK,
    "pages.plan_parts.audience.try_again": Right.WORK,
    "pages.plan_parts.audience.freeze": Right.WORK,
    "pages.plan_parts.audience.discard": Right.WORK,
    "pages.plan_parts.pressure.decide": Right.WORK,
    "pages.plan_parts.result.look": Right.LOOK,
    "pages.plan_parts.result.try_again": Right.LOOK,
    "pages.plan.layout": Right.LOOK,
    "pages.plan.save": Right.WORK,
    "pages.plan.move": Right.WORK,
    "pages.plan.remove": Right.WORK,
    "pages.segment.layout": Right.LOOK,
    "pages.segment.rename": Right.WORK,
    "pages.segment.recolour": Right.WORK,
    "pages.segment.give": Right.WORK,
    "pages.segment.write_persona": Right.WORK,
    "pages.segment.accept": Right.WORK,
    "pages.segment.ignore": Right.WORK,
    "pages.segment.take_back": Right.WORK,
    "pages.segment.change": Right.WORK,
    "pages.segment.rows": Right.WORK,
    "pages.dataset_tabs.measures.look": Right.LOOK,
    "pages.dataset_tabs.measures.try_again": Right.LOOK,
    "pages.dataset_tabs.measures.switch": Right.WORK,
    "pages.dataset_tabs.measures.save": Right.WORK,
    "pages.dataset_tabs.rfm.look": Right.LOOK,
    "pages.dataset_tabs.rfm.try_again": Right.LOOK,
    "pages.dataset_tabs.rfm.save_as_run": Right.WORK,
    "pages.dataset_tabs.rfm.save": Right.WORK,
    "pages.dataset_tabs.trading.look": Right.LOOK,
    "pages.dataset_tabs.trading.try_again": Right.LOOK,
    "pages.dataset_tabs.joined.look": Right.LOOK,
    "pages.dataset_tabs.joined.try_again": Right.LOOK,
    "pages.dataset_tabs.joined.join": Right.WORK,
    "pages.dataset_tabs.joined.part": Right.WORK,
    "pages.me.layout": Right.LOOK,
    "pages.me.rename": Right.LOOK,
    "pages.me.change_password": Right.LOOK,
    "pages.me.end_session": Right.LOOK,
    "pages.me.end_other_sessions": Right.LOOK,
    "pages.team.layout": Right.LOOK,
    "pages.team.leave": Right.LOOK,
    "pages.team.choose": Right.ADMINISTER,
    "pages.team.change_role": Right.ADMINISTER,
    "pages.team.remove": Right.ADMINISTER,
    "pages.team.invite": Right.ADMINISTER,
    "pages.team.revoke": Right.ADMINISTER,
    "pages.team.make_reset_link": Right.ADMINISTER,
    "pages.team.more_activity": Right.ADMINISTER,
    "pages.team_settings.layout": Right.ADMINISTER,
    "pages.team_settings.save": Right.ADMINISTER,
    "pages.not_found.layout": Right.LOOK,
    "components.tray.look": Right.LOOK,
    "components.tray.cancel": Right.WORK,
    "components.tray.dismiss": Right.WORK,
    "components.messages.take_back": Right.WORK,
    "components.forgetting.erase": Right.ADMINISTER,
    "components.sharing.make": Right.WORK,
    "components.sharing.revoke": Right.WORK,
    "components.notes.add": Right.WORK,
    "components.notes.save": Right.WORK,
    "components.notes.remove": Right.WORK,
    # Dash's own: which page belongs to the address. Each page's layout has its own line above.
    "dash.update": Right.LOOK,
}

/* The history, where nothing needs the server: the address bar, the columns, how many rows are ticked; and two parts of its table. */

(function () {
  const GRID = "runs-grid";
  const ACTS = ["runs-archive", "runs-restore", "runs-tagging"];

  const api = () => window.dash_ag_grid.getApi(GRID);

  /* Not everybody has every button. */
  function allow(id, allowed) {
    if (document.getElementById(id)) window.dash_clientside.set_props(id, { disabled: !allowed });
  }

  /* Which runs, in which order, with which columns, where it is not as usual. */
  function query(asked, request, columns, usual) {
    const said = new URLSearchParams(asked || {});
    const [by] = (request && request.sortModel) || [];
    if (by && by.colId !== "made") said.set("sort", by.colId);
    if (by && by.sort === "asc") said.set("rising", "yes");
    const shown = (columns || []).filter((column) => !column.hide && !column.colId.startsWith("ag-Grid"));
    const names = shown.map((column) => column.colId).join(",");
    if (names && names !== usual) said.set("columns", names);
    return said.toString();
  }

  window.dash_clientside = Object.assign({}, window.dash_clientside, {
    history: {
      /* Every view can be sent to somebody; a saved one that nobody has changed keeps its short link. */
      remember(asked, request, columns, origin) {
        if (location.pathname !== "/runs" || !origin) return;
        const said = query(asked, request, columns, origin.columns);
        const short = origin.view && said === origin.query ? `view=${origin.view}` : said;
        history.replaceState(history.state, "", short ? `/runs?${short}` : "/runs");
      },

      look_again() {
        api().deselectAll();
        api().purgeInfiniteCache();
      },

      show_columns(names) {
        const optional = api().getColumns().map((column) => column.getColId());
        const kept = new Set(["star", "name", ...(names || [])]);
        optional.forEach((name) => name.startsWith("ag-Grid") || api().setColumnsVisible([name], kept.has(name)));
      },

      count(rows) {
        const many = (rows || []).length;
        ACTS.forEach((id) => allow(id, many > 0));
        allow("runs-compare", many >= 2 && many <= 6);
        return many ? `${many} ticked` : "None ticked";
      },
    },
  });

  const parts = (window.dashAgGridComponentFunctions = window.dashAgGridComponentFunctions || {});

  parts.KindredRunName = function ({ data, value }) {
    if (!data) return null;
    const href = `/runs/${data.id}`;
    const follow = (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
      event.preventDefault();
      window.dash_clientside.set_props("frame-go", { href });
    };
    return React.createElement("a", { href, onClick: follow, tabIndex: -1 }, value);
  };

  parts.KindredStar = function ({ data, node, api }) {
    if (!data) return null;
    const press = () => {
      data.star = !data.star;
      api.refreshCells({ rowNodes: [node], columns: ["star"], force: true });
      window.dash_clientside.set_props("runs-star", { data: { run: data.id, starred: data.star } });
    };
    const icon = React.createElement("i", { className: `bi ${data.star ? "bi-star-fill" : "bi-star"}`, "aria-hidden": true });
    const said = { type: "button", className: "k-icon k-star", onClick: press, tabIndex: -1, "aria-pressed": data.star };
    return React.createElement("button", { ...said, "aria-label": `Star ${data.name}` }, icon);
  };

  /* In the table one moves from cell to cell: Enter presses what is in it. F2 changes a name. */
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !event.target.matches(".ag-cell:not(.ag-cell-inline-editing)")) return;
    const inside = event.target.querySelector("button.k-star, a");
    if (inside) inside.click();
  });
})();

/* A figure and the numbers behind it: shown as a table, saved as a picture, a drawing or numbers. All in the browser. */
(function () {
  const SCALE = 2; // a picture is sharp on paper
  const TITLE = 48; // room above the plot, which has no title of its own on the page

  const acts = { table: toggle, png: (figure) => picture(figure, "png"), svg: (figure) => picture(figure, "svg"), csv: numbers };

  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-figure]");
    if (!button) return;
    const figure = button.closest("[data-name]");
    acts[button.dataset.figure](figure);
    const menu = button.closest("details");
    if (!menu) return;
    menu.open = false;
    menu.querySelector("summary").focus();
  });

  document.addEventListener("keydown", (event) => {
    if (event.key !== "t" || event.ctrlKey || event.metaKey || event.altKey) return;
    const figure = event.target.closest?.("figure[data-name]");
    if (figure && !event.target.closest("input, select, textarea")) toggle(figure);
  });

  function toggle(figure) {
    const table = figure.querySelector(".k-behind");
    const shown = table.hidden;
    table.hidden = !shown;
    figure.querySelectorAll(".k-plot, .k-legend").forEach((part) => (part.hidden = shown));
    figure.querySelector('[data-figure="table"]').setAttribute("aria-pressed", String(shown));
    if (!shown) window.dispatchEvent(new Event("resize")); // Plotly draws to the width it finds
  }

  async function picture(figure, format) {
    const drawn = figure.querySelector(".js-plotly-plot");
    const { width, height } = drawn._fullLayout;
    const title = { text: escaped(figure.dataset.name), font: { size: 16 }, x: 0.01, xanchor: "left", y: 0.99, yanchor: "top" };
    const margin = { ...drawn._fullLayout.margin, t: drawn._fullLayout.margin.t + TITLE };
    const layout = { ...drawn.layout, title, margin, paper_bgcolor: "white" };
    const image = await window.Plotly.toImage(
      { data: drawn.data, layout },
      { format, width, height: height + TITLE, scale: format === "png" ? SCALE : 1 },
    );
    save(image, figure, format);
  }

  function numbers(figure) {
    const rows = [...figure.querySelectorAll("table tr")].map((row) => [...row.cells].map(written).join(","));
    const file = URL.createObjectURL(new Blob(["\ufeff", rows.join("\r\n"), "\r\n"], { type: "text/csv" }));
    save(file, figure, "csv");
    URL.revokeObjectURL(file);
  }

  /* A number as it is; a text in quotation marks, and never as something that a spreadsheet would carry out. */
  function written(cell) {
    if (cell.dataset.value !== undefined) return cell.dataset.value;
    const text = cell.textContent;
    const harmless = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
    return `"${harmless.replaceAll('"', '""')}"`;
  }

  function save(address, figure, ending) {
    const link = document.createElement("a");
    link.href = address;
    link.download = `${figure.dataset.name.replace(/[^\p{L}\p{N}]+/gu, " ").trim().slice(0, 80)}.${ending}`;
    link.click();
  }

  function escaped(text) {
    return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
  }
})();

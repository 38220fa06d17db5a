/* The board of plans: a card is dragged to another column, or lifted with Space and carried by the arrows. */

(function () {
  let lifted = null;

  document.addEventListener("dragstart", (event) => {
    const card = cardOf(event);
    if (card) event.dataTransfer.setData("text/x-plan", JSON.stringify({ plan: Number(card.dataset.plan), edit: Number(card.dataset.edit) }));
  });

  document.addEventListener("dragover", (event) => {
    if (columnOf(event) && event.dataTransfer.types.includes("text/x-plan")) event.preventDefault();
  });

  document.addEventListener("drop", (event) => {
    const column = columnOf(event);
    const told = column && event.dataTransfer.getData("text/x-plan");
    if (!told) return;
    event.preventDefault();
    put(JSON.parse(told), column);
  });

  document.addEventListener("keydown", (event) => {
    const card = event.target.matches?.("[data-plan]") ? event.target : null;
    if (!card) return;
    if (event.key === " ") lifted === card ? putDown(card) : lift(card);
    else if (lifted === card && event.key === "ArrowRight") carry(card, 1);
    else if (lifted === card && event.key === "ArrowLeft") carry(card, -1);
    else if (lifted === card && event.key === "Escape") letGo(card, "Put back");
    else return;
    event.preventDefault();
  });

  document.addEventListener("focusout", (event) => {
    if (lifted && event.target === lifted) letGo(lifted, "Put back");
  });

  function lift(card) {
    lifted = card;
    card.dataset.over = card.closest("[data-status]").dataset.status;
    card.setAttribute("data-lifted", "");
    window.kindredSay({ text: `Lifted. Now over ${nameOf(card.dataset.over)}.`, kind: "ok" });
  }

  function carry(card, step) {
    const columns = [...document.querySelectorAll("[data-status]")].map((column) => column.dataset.status);
    const place = Math.min(Math.max(columns.indexOf(card.dataset.over) + step, 0), columns.length - 1);
    card.dataset.over = columns[place];
    mark(columns[place]);
    window.kindredSay({ text: `Over ${nameOf(columns[place])}.`, kind: "ok" });
  }

  function putDown(card) {
    const column = document.querySelector(`[data-status="${card.dataset.over}"]`);
    const told = { plan: Number(card.dataset.plan), edit: Number(card.dataset.edit) };
    if (column === card.closest("[data-status]")) return letGo(card, "Put back");
    letGo(card);
    put(told, column);
  }

  function letGo(card, words) {
    lifted = null;
    card.removeAttribute("data-lifted");
    mark(null);
    if (words) window.kindredSay({ text: `${words}.`, kind: "ok" });
  }

  function put(told, column) {
    window.dash_clientside.set_props("plans-dropped", { data: { ...told, status: column.dataset.status, at: Date.now() } });
  }

  function mark(status) {
    document.querySelectorAll("[data-status]").forEach((column) => column.toggleAttribute("data-over", column.dataset.status === status));
  }

  function nameOf(status) {
    return document.querySelector(`[data-status="${status}"]`).dataset.name;
  }

  function cardOf(event) {
    return event.target.closest?.("[data-plan]");
  }

  function columnOf(event) {
    return event.target.closest?.("[data-status]");
  }
})();

/* A list of who is left out of an audience, sent as it is. */
(function () {
  document.addEventListener("click", (event) => {
    const button = event.target.closest?.("[data-suppress]");
    if (!button) return;
    const chosen = document.createElement("input");
    chosen.type = "file";
    chosen.addEventListener("change", () => chosen.files.length && send(button.dataset.suppress, chosen.files[0]));
    chosen.click();
  });

  async function send(plan, file) {
    const answer = await fetch(`/plans/${plan}/suppression`, {
      method: "POST",
      body: file,
      headers: {
        "Content-Type": "application/octet-stream",
        Accept: "application/json",
        "X-CSRFToken": cookie("_csrf_token"),
        "X-Kindred-Team": document.getElementById("frame").dataset.team,
      },
    });
    const told = await answer.json().catch(() => ({}));
    const text = answer.ok ? `${told.customers.toLocaleString("en")} customers are on the list now.` : told.error;
    window.kindredSay({ text: text || "The list was not kept. Try again in a moment.", kind: answer.ok ? "ok" : "bad" });
  }

  function cookie(name) {
    const found = document.cookie.split("; ").find((each) => each.startsWith(`${name}=`));
    return found ? decodeURIComponent(found.slice(name.length + 1)) : "";
  }
})();

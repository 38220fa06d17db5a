/* What needs no server: the menu, the theme, messages, copying, and what assistive technology is told. */

/* Messages: bottom right, three at most, gone after six seconds unless they are errors or being looked at. */
(function () {
  const MOST = 3;
  const SECONDS = 6;
  const ICONS = { ok: "bi-check-circle-fill k-ok", bad: "bi-exclamation-circle-fill k-bad" };

  window.kindredSay = function ({ text, kind, action, undo }) {
    const area = document.getElementById("frame-messages");
    if (!area || (action && action.href === location.pathname)) return; // who is there already need not be told
    area.querySelectorAll(".k-toast").forEach((earlier) => earlier.dataset.text === text && earlier.remove());
    area.append(toast(text, kind, action, undo));
    while (area.children.length > MOST) area.firstElementChild.remove();
  };

  function toast(text, kind, action, undo) {
    const box = part("div", "k-toast");
    box.dataset.text = text;
    box.setAttribute("role", kind === "bad" ? "alert" : "status");
    const icon = part("i", `bi ${ICONS[kind] || ICONS.ok}`);
    icon.setAttribute("aria-hidden", "true");
    box.append(icon, part("span", "", text));
    if (action) box.append(link(action));
    if (undo) box.append(undoing(box, undo));
    box.append(closing(box));
    if (kind !== "bad") goesAway(box);
    return box;
  }

  function part(tag, className, text) {
    const made = document.createElement(tag);
    made.className = className;
    if (text) made.textContent = text;
    return made;
  }

  function link({ label, href, apart }) {
    const made = part("a", "", label);
    made.href = href;
    if (apart) made.target = "_blank";
    return made;
  }

  function undoing(box, what) {
    const button = part("button", "k-undo", "Undo");
    button.type = "button";
    button.addEventListener("click", () => {
      window.dash_clientside.set_props("frame-undone", { data: { ...what, at: Date.now() } });
      box.remove();
    });
    return button;
  }

  function closing(box) {
    const button = part("button", "k-icon");
    button.type = "button";
    button.setAttribute("aria-label", "Close message");
    button.append(part("i", "bi bi-x-lg"));
    button.addEventListener("click", () => box.remove());
    return button;
  }

  function goesAway(box) {
    let timer;
    const stay = () => clearTimeout(timer);
    const leave = () => {
      stay();
      timer = setTimeout(() => (box.matches(":hover, :focus-within") ? leave() : box.remove()), SECONDS * 1000);
    };
    box.addEventListener("mouseenter", stay);
    box.addEventListener("focusin", stay);
    box.addEventListener("mouseleave", leave);
    box.addEventListener("focusout", leave);
    leave();
  }
})();

window.dash_clientside = Object.assign({}, window.dash_clientside, {
  kindred: {
    say(message) {
      if (message) window.kindredSay(message);
    },

    choose_theme(choice) {
      if (!choice) return window.kindredTheme.chosen();
      window.kindredTheme.choose(choice);
      return window.dash_clientside.no_update;
    },

    /* A dialog: opened by the button that asks, closed by any other. */
    ask() {
      const pressed = window.dash_clientside.callback_context.triggered[0];
      if (!pressed || !pressed.value) return window.dash_clientside.no_update; // a button that was only just drawn
      return pressed.prop_id.split(".")[0].endsWith("-ask");
    },

    /* The fields above the grid are filters of it, beside those of its columns. */
    filter_customers(search, standing, model) {
      const { who, standing: before, ...columns } = model || {};
      if (search) columns.who = { filterType: "text", type: "contains", filter: search };
      if (standing && standing !== "every") columns.standing = { filterType: "text", type: "equals", filter: standing };
      return columns;
    },

    show_where_we_are(path) {
      document.querySelectorAll(".k-nav a").forEach((entry) => {
        const target = entry.getAttribute("href");
        const here = target === "/" ? path === "/" : path === target || path.startsWith(`${target}/`);
        here ? entry.setAttribute("aria-current", "page") : entry.removeAttribute("aria-current");
      });
    },
  },
});

/* What opens out of the menu closes when the person turns to something else. */
(function () {
  const open = () => document.querySelectorAll("details.k-pop[open]");
  document.addEventListener("click", (event) => {
    open().forEach((pop) => (!pop.contains(event.target) || event.target.closest("a")) && (pop.open = false));
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    open().forEach((pop) => {
      pop.open = false;
      pop.querySelector("summary").focus();
    });
  });
})();

/* A link made to be handed on. */
document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-copy]");
  if (!button) return;
  const field = document.getElementById(button.dataset.copy);
  field.select();
  try {
    await navigator.clipboard.writeText(field.value);
    window.kindredSay({ text: "Link copied", kind: "ok" });
  } catch {
    window.kindredSay({ text: "The browser did not allow copying. The link is selected: copy it by hand.", kind: "bad" });
  }
});

/* What is written on the page, to be used elsewhere. */
document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-copy-text]");
  if (!button) return;
  try {
    await navigator.clipboard.writeText(button.dataset.copyText);
    window.kindredSay({ text: "Copied", kind: "ok" });
  } catch {
    window.kindredSay({ text: "The browser did not allow copying.", kind: "bad" });
  }
});

/* Dash's fields take no aria attributes: a hint or an error beside a field is tied to it here. */
(function () {
  function tie() {
    const notes = new Map();
    document.querySelectorAll("[data-describes]").forEach((note) => {
      const field = document.getElementById(note.dataset.describes);
      if (!field) return;
      const filled = note.textContent !== "";
      if (note.matches(".k-field-error")) filled ? field.setAttribute("aria-invalid", "true") : field.removeAttribute("aria-invalid");
      notes.set(field, [...(notes.get(field) || []), ...(filled ? [note.id] : [])]);
    });
    notes.forEach((ids, field) =>
      ids.length ? field.setAttribute("aria-describedby", ids.join(" ")) : field.removeAttribute("aria-describedby"),
    );
  }
  new MutationObserver(tie).observe(document.documentElement, { childList: true, characterData: true, subtree: true });
})();

/* What is drawn anew while it has the focus gets it back: a list that chose another picture, a button that moved a row. */
(function () {
  let had = null;
  document.addEventListener("focusin", (event) => (had = event.target.closest("[data-keep-focus]") && event.target));
  document.addEventListener("pointerdown", () => (had = null), true);
  new MutationObserver(() => {
    if (!had || had.isConnected || document.activeElement !== document.body) return;
    const again = document.getElementById(had.id);
    if (again && !again.disabled) again.focus();
  }).observe(document.documentElement, { childList: true, subtree: true });
})();

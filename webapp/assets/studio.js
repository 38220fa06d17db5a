/* The studio, where nothing needs the server: the number under the slider, the address bar, the link to copy, the side on a phone. */

window.dash_clientside = Object.assign({}, window.dash_clientside, {
  studio: {
    /* The number is written and its row marked at once; what it shows follows. */
    turn(values) {
      const wanted = window.dash_clientside.callback_context.inputs_list[0].findIndex((part) => part.id.what === "k");
      if (wanted < 0) return window.dash_clientside.no_update;
      const number = String(values[wanted]);
      document.querySelectorAll(".k-studio [data-k]").forEach((part) => {
        part.classList.toggle("k-row-chosen", part.dataset.k === number);
      });
      return number;
    },

    /* What is looked at stands in the address bar, and a step back leaves the studio rather than undoing each choice. */
    remember(recipe, lookedAt) {
      if (!location.pathname.endsWith("/studio")) return;
      const parts = [recipe, new URLSearchParams(lookedAt || {}).toString()].filter(Boolean);
      history.replaceState(history.state, "", location.pathname + (parts.length ? `?${parts.join("&")}` : ""));
    },
  },
});

document.addEventListener("click", async (event) => {
  if (!event.target.closest("[data-copy-address]")) return;
  try {
    await navigator.clipboard.writeText(location.href);
    window.kindredSay({ text: "Link copied", kind: "ok" });
  } catch {
    window.kindredSay({ text: "The browser did not allow copying. Copy the address of this page by hand.", kind: "bad" });
  }
});

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-unfold]");
  if (!button) return;
  const open = button.getAttribute("aria-expanded") !== "true";
  button.setAttribute("aria-expanded", String(open));
  button.textContent = open ? "Close" : "Change";
});

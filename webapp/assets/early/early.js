/* Runs before the first paint, on every page. */

/* Light or dark: what the person chose, otherwise what the system says. */
(function () {
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const chosen = () => {
    try {
      return localStorage.getItem("kindred-theme") || "system";
    } catch {
      return "system"; // a browser that keeps nothing
    }
  };
  const paint = () => {
    const choice = chosen();
    const mode = choice === "light" || choice === "dark" ? choice : dark.matches ? "dark" : "light";
    document.documentElement.dataset.bsTheme = mode;
  };
  dark.addEventListener("change", paint);
  addEventListener("storage", paint); // chosen in another tab
  window.kindredTheme = {
    chosen,
    choose(choice) {
      try {
        localStorage.setItem("kindred-theme", choice);
      } finally {
        paint();
      }
    },
  };
  paint();
})();

/* Every request of the page says which team its tab is in, and an answer that is no answer is told in words. */
(function () {
  const send = window.fetch;
  const SIGNED_OUT = "You were signed out. Sign in in a new tab, then press Save again.";
  const AWAY = "Kindred did not answer. What you typed is still here. Try again in a moment.";

  window.fetch = async function (resource, options) {
    const address = new URL(resource instanceof Request ? resource.url : resource, location.href);
    if (address.origin !== location.origin || !address.pathname.startsWith("/_dash")) return send(resource, options);
    if (address.pathname !== "/_dash-update-component") return send(resource, withTeam(options));
    const response = await send(resource, withTeam(options)).catch(() => null);
    if (response && response.ok) return response;
    tell(response);
    return new Response(null, { status: 204 }); // to Dash: leave the page as it is
  };

  function withTeam(options) {
    const frame = document.getElementById("frame");
    if (!frame) return options;
    const headers = new Headers(options && options.headers);
    headers.set("X-Kindred-Team", frame.dataset.team);
    return { ...options, headers };
  }

  async function tell(response) {
    const answer = response && (await response.json().catch(() => null));
    if (response && response.status === 401) {
      window.kindredSay({ text: SIGNED_OUT, kind: "bad", action: { label: "Sign in", href: "/sign-in", apart: true } });
    } else {
      window.kindredSay({ text: (answer && answer.error) || AWAY, kind: "bad" });
    }
  }
})();

/* Plain forms: where the person is, and a password that can be looked at. */
document.addEventListener("DOMContentLoaded", () => {
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  document.querySelectorAll("input[data-zone]").forEach((field) => (field.value = zone || field.value));
});

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-reveal]");
  if (!button) return;
  const field = document.getElementById(button.dataset.reveal);
  const shown = field.type === "password";
  field.type = shown ? "text" : "password";
  button.setAttribute("aria-pressed", shown);
});

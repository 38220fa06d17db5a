/* Sending files: the raw body of a request each, one after another, with progress, speed and a way to stop.

Pages come and go while files are on their way, so everything listens on the document and the rows are drawn again
wherever a page has a place for them. Nothing of a file passes through a callback. */
(function () {
  const SPEED_OVER = 5_000; // ms that the speed is taken over
  const DRAW_EVERY = 200;
  const SAY_EVERY = 10_000; // what is read aloud comes at a calm rate
  const STAYS = 8_000; // how long a row stays that ended well
  const BROKE = (share) => `The connection broke at ${share}${THIN}%. Nothing was kept. Send the file again.`;
  const THIN = "\u202f";

  const sendings = [];
  let together = []; // what was chosen with one gesture

  /* Choosing and dropping */

  document.addEventListener("click", (event) => {
    if (!event.target.closest("[data-choose-files]")) return;
    const zone = document.querySelector("[data-drop]");
    if (zone) choose(zone);
  });

  function choose(zone) {
    let field = document.getElementById("drop-field");
    if (!field) {
      field = part("input", "k-unseen");
      field.id = "drop-field";
      field.type = "file";
      field.tabIndex = -1;
      field.setAttribute("aria-label", "Files to bring");
      document.body.append(field);
    }
    field.multiple = zone.dataset.many === "yes";
    field.value = "";
    field.onchange = () => take(zone, [...field.files]);
    field.click();
  }

  const holdsFiles = (event) => event.dataTransfer && [...event.dataTransfer.types].includes("Files");
  const over = (is) => document.querySelectorAll("[data-drop]").forEach((zone) => zone.classList.toggle("k-over", is));

  document.addEventListener("dragover", (event) => {
    if (!holdsFiles(event)) return;
    event.preventDefault(); // or the browser would leave the page and open the file
    const here = document.querySelector("[data-drop]");
    event.dataTransfer.dropEffect = here ? "copy" : "none";
    over(true);
  });
  document.addEventListener("dragleave", (event) => event.relatedTarget === null && over(false));
  document.addEventListener("drop", (event) => {
    if (!holdsFiles(event)) return;
    event.preventDefault();
    over(false);
    const zone = document.querySelector("[data-drop]");
    if (zone) take(zone, [...event.dataTransfer.files]);
  });

  function take(zone, files) {
    const wanted = zone.dataset.many === "yes" ? files : files.slice(0, 1);
    if (!wanted.length) return;
    if (!sendings.some(isOpen)) together = [];
    wanted.forEach((file) => {
      const sending = { file, dataset: zone.dataset.drop, state: "waits", sent: 0, marks: [], row: null, said: 0 };
      sendings.push(sending);
      together.push(sending);
      draw(sending);
      const limit = Number(zone.dataset.limit);
      if (file.size > limit) end(sending, "refused", `The file is ${size(file.size)}; the limit is ${size(limit)}. Bring it in smaller parts.`);
      else if (file.size === 0) end(sending, "refused", "The file is empty. Choose a file that has a header row and at least one customer.");
    });
    show();
    next();
  }

  /* Sending, one at a time */

  const isOpen = (sending) => sending.state === "waits" || sending.state === "sends";

  function next() {
    if (sendings.some((sending) => sending.state === "sends")) return;
    const sending = sendings.find((each) => each.state === "waits");
    if (sending) send(sending);
    else goOn();
  }

  function send(sending) {
    const request = new XMLHttpRequest();
    const wanted = new URLSearchParams({ name: sending.file.name });
    if (sending.dataset) wanted.set("dataset", sending.dataset);
    Object.assign(sending, { request, state: "sends", began: performance.now() });
    request.open("POST", `/uploads?${wanted}`);
    request.setRequestHeader("X-CSRFToken", cookie("_csrf_token"));
    request.setRequestHeader("X-Kindred-Team", document.getElementById("frame").dataset.team);
    request.setRequestHeader("Content-Type", "application/octet-stream");
    request.upload.onprogress = (event) => progress(sending, event.loaded);
    request.onload = () => answered(sending, request);
    request.onerror = () => end(sending, "refused", BROKE(percent(sending)));
    request.onabort = () => end(sending, "stopped", "Stopped. Nothing was kept.");
    request.send(sending.file);
    draw(sending);
  }

  function answered(sending, request) {
    const answer = read(request.responseText);
    if (request.status === 201) {
      sending.address = answer.address;
      sending.upload = answer.upload;
      end(sending, "there", "It is here, and being looked at.");
      if (document.querySelector("[data-drop]")) window.dash_clientside.set_props("drop-received", { data: answer.upload });
      window.dash_clientside.set_props("frame-tick", { interval: 1_000 });
    } else {
      end(sending, "refused", answer.error || "Kindred did not answer as it should. Nothing was kept. Try again in a moment.");
    }
  }

  function end(sending, state, words) {
    Object.assign(sending, { state, words, request: null });
    draw(sending);
    say(`${sending.file.name}. ${words}`);
    if (state !== "refused") setTimeout(() => forget(sending), STAYS);
    next();
  }

  function forget(sending) {
    const place = sendings.indexOf(sending);
    if (place >= 0) sendings.splice(place, 1);
    if (sending.row) sending.row.remove();
  }

  /* After one file, on to what was found in it; after several, the page lists them. */
  function goOn() {
    const [only] = together;
    const alone = together.length === 1 && only.address;
    together = [];
    if (!alone) return;
    if (document.querySelector("[data-drop]")) window.dash_clientside.set_props("frame-go", { href: only.address });
    else window.kindredSay({ text: `${only.file.name} is here.`, kind: "ok", action: { label: "Decide and keep", href: only.address } });
    forget(only);
  }

  window.addEventListener("beforeunload", (event) => {
    if (sendings.some(isOpen)) event.preventDefault();
  });

  /* Progress */

  function progress(sending, sent) {
    const now = performance.now();
    sending.sent = sent;
    sending.marks.push([now, sent]);
    while (now - sending.marks[0][0] > SPEED_OVER) sending.marks.shift();
    if (now - (sending.drawn || 0) > DRAW_EVERY || sent >= sending.file.size) {
      sending.drawn = now;
      draw(sending);
    }
    if (now - (sending.said || sending.began) > SAY_EVERY) {
      sending.said = now;
      say(`${sending.file.name}, ${percent(sending)}${THIN}% sent`);
    }
  }

  const percent = (sending) => Math.min(Math.floor((100 * sending.sent) / Math.max(sending.file.size, 1)), 100);

  function howFar(sending) {
    if (sending.words) return sending.words;
    if (sending.state === "waits") return "Waits for the file before it";
    const told = [`${size(sending.sent)} of ${size(sending.file.size)}`];
    const speed = speedOf(sending);
    if (sending.sent >= sending.file.size) told.push("being put away");
    else if (speed) told.push(`${size(speed)}/s`, `${roughly((sending.file.size - sending.sent) / speed)} left`);
    return told.join(", ");
  }

  function speedOf(sending) {
    const [first, last] = [sending.marks[0], sending.marks[sending.marks.length - 1]];
    return first && last[0] - first[0] > 500 ? (1_000 * (last[1] - first[1])) / (last[0] - first[0]) : 0;
  }

  function roughly(seconds) {
    if (seconds < 90) return `about ${seconds > 5 ? Math.round(seconds / 5) * 5 : Math.max(Math.round(seconds), 1)} s`;
    return seconds < 5_400 ? `about ${Math.round(seconds / 60)} min` : `about ${Math.round(seconds / 3_600)} h`;
  }

  function size(bytes) {
    for (const [unit, name] of [[1e9, "GB"], [1e6, "MB"], [1e3, "kB"]]) {
      if (bytes >= unit) return `${(bytes / unit).toFixed(1)}${THIN}${name}`;
    }
    return `${Math.round(bytes)} bytes`;
  }

  /* Rows */

  function draw(sending) {
    if (!sending.row) sending.row = makeRow(sending);
    const { row } = sending;
    row.dataset.state = sending.state;
    row.querySelector("p").textContent = howFar(sending);
    row.querySelector(".progress").hidden = !isOpen(sending);
    row.querySelector(".progress").setAttribute("aria-valuenow", percent(sending));
    row.querySelector(".progress-bar").style.width = `${percent(sending)}%`;
    row.querySelector("button").textContent = isOpen(sending) ? "Cancel" : "Close";
    row.querySelector("button").setAttribute("aria-label", `${isOpen(sending) ? "Cancel" : "Close"} ${sending.file.name}`);
    const link = row.querySelector("a");
    link.hidden = !sending.address;
    if (sending.address) link.href = sending.address;
  }

  function makeRow(sending) {
    const row = part("li", "k-sent");
    const bar = part("div", "progress");
    bar.setAttribute("role", "progressbar");
    bar.setAttribute("aria-label", sending.file.name);
    bar.setAttribute("aria-valuemin", "0");
    bar.setAttribute("aria-valuemax", "100");
    bar.append(part("div", "progress-bar"));
    const button = part("button", "btn btn-link btn-sm");
    button.type = "button";
    button.addEventListener("click", () => close(sending));
    const ends = part("div", "k-sent-ends");
    ends.append(part("a", "btn btn-outline-secondary btn-sm", "Decide and keep"), button);
    row.append(part("b", "", sending.file.name), ends, bar, part("p", ""));
    return row;
  }

  function close(sending) {
    if (sending.state === "sends") sending.request.abort();
    else if (sending.state === "waits") end(sending, "stopped", "Stopped before it was sent.");
    else forget(sending);
  }

  function part(tag, className, text) {
    const made = document.createElement(tag);
    made.className = className;
    if (text) made.textContent = text;
    return made;
  }

  /* Only what is not where it belongs is touched: this runs on every change of the page. */
  function show() {
    const place = document.querySelector("[data-sending]");
    if (place) sendings.filter(({ row }) => row && row.parentNode !== place).forEach(({ row }) => place.append(row));
  }
  new MutationObserver(show).observe(document.documentElement, { childList: true, subtree: true });

  function say(text) {
    const place = document.querySelector("[data-sending-said]");
    if (place) place.textContent = text;
  }

  const cookie = (name) => decodeURIComponent((document.cookie.split("; ").find((each) => each.startsWith(`${name}=`)) || "=").split("=").slice(1).join("="));

  function read(text) {
    try {
      return JSON.parse(text);
    } catch {
      return {}; // not from us: a proxy, or nothing at all
    }
  }
})();

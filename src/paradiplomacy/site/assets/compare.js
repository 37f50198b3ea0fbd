// Chooses two agreements and filters their records; the choice stands in the address. Exports join the pieces of the page.
"use strict";
(() => {
  const form = document.getElementById("choice");
  const all = document.getElementById("comparison");
  const found = document.getElementById("found");
  const sectors = [...all.querySelectorAll(".sector")];
  const names = ["a", "b", "sector", "source", "assertion"];
  const types = { csv: "text/csv", md: "text/markdown", tex: "application/x-tex" };
  const field = (name) => form.elements[name];
  const shown = (list) => [...list].filter((each) => !each.hidden);

  function show() {
    const chosen = Object.fromEntries(names.map((name) => [name, field(name).value]));
    for (const sector of sectors) {
      sector.hidden = chosen.sector !== "" && sector.dataset.sector !== chosen.sector;
      const cells = [...sector.querySelectorAll(".cell")];
      for (const cell of cells) {
        const place = [chosen.a, chosen.b].indexOf(cell.dataset.agreement);
        cell.hidden = place < 0;
        cell.style.order = place;
        for (const entry of cell.querySelectorAll(".entry")) {
          const fits = chosen.source === "" || entry.dataset.sources.split(" ").includes(chosen.source);
          entry.hidden = !fits || (chosen.assertion !== "" && entry.dataset.assertion !== chosen.assertion);
        }
      }
    }
    const entries = shown(sectors).flatMap((sector) => columns(sector).flatMap((cell) => pieces(cell)));
    found.textContent = found.dataset.text.replace("{number}", entries.length);
  }

  /** The cells of a sector in the order in which they are seen. */
  function columns(sector) {
    return shown(sector.querySelectorAll(".cell")).sort((one, other) => one.style.order - other.style.order);
  }

  function pieces(cell) {
    return shown(cell.querySelectorAll(".entry"));
  }

  function remember() {
    const state = new URLSearchParams();
    for (const name of names) if (field(name).value) state.set(name, field(name).value);
    history.replaceState(null, "", `#${state}`);
    show();
  }

  function restore() {
    const state = new URLSearchParams(location.hash.slice(1));
    for (const name of names) {
      const options = [...field(name).options];
      const wanted = options.find((option) => option.value === state.get(name));
      field(name).selectedIndex = wanted ? wanted.index : name === "b" ? Math.min(1, options.length - 1) : 0;
    }
    show();
  }

  /** The text of what is shown, in a form; a cell without records says why. */
  function text(format) {
    const rows = shown(sectors);
    if (format === "csv") {
      const entries = rows.flatMap((sector) => columns(sector).flatMap(pieces));
      const lines = entries.flatMap((entry) => JSON.parse(entry.dataset.csv));
      return [all.dataset.columns, ...lines].map((line) => `${line}\r\n`).join("");
    }
    const cells = (sector) =>
      columns(sector).map((cell) => {
        const status = cell.querySelector(".entry") ? "–" : cell.dataset.status;
        return pieces(cell).map((entry) => entry.dataset[format]).join("; ") || status;
      });
    const head = [all.dataset.sector, ...(rows.length ? columns(rows[0]) : []).map((cell) => cell.dataset[format])];
    const body = rows.map((sector) => [sector.dataset[format], ...cells(sector)]);
    if (format === "md") {
      const table = [head, head.map(() => "---"), ...body].map((row) => `| ${row.join(" | ")} |\n`).join("");
      return `${table}\n${all.dataset.originMd}\n`;
    }
    const wide = (0.8 / Math.max(1, head.length - 1)).toFixed(2).replace(/0$/, "");
    const start = `\\begin{tabular}{l${`p{${wide}\\textwidth}`.repeat(head.length - 1)}}`;
    const lines = [head, ...body].map((row) => `${row.join(" & ")} \\\\`);
    return [start, lines[0], "\\hline", ...lines.slice(1), "\\end{tabular}", "", all.dataset.originTex, ""].join("\n");
  }

  function save(format) {
    paradiplomacy.dom.download(`${field("a").value}--${field("b").value}.${format}`, types[format], text(format));
  }

  form.addEventListener("input", remember);
  form.addEventListener("submit", (event) => event.preventDefault());
  for (const button of form.querySelectorAll("button")) button.addEventListener("click", () => save(button.dataset.form));
  window.addEventListener("hashchange", restore);
  document.getElementById("pairs").hidden = true;
  form.hidden = false;
  restore();
})();

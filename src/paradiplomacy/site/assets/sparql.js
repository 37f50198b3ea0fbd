"use strict";
// The page of queries: it brings together the editor, the engine, the stored queries and the results.
(() => {
  const { at, element, download, filled } = paradiplomacy.dom;
  const settings = JSON.parse(at("settings").textContent);
  const { texts } = settings;
  const limit = () => Number(at("sparql").dataset.limit);

  const engine = new paradiplomacy.Engine(settings);
  const things = new paradiplomacy.Things(settings, engine);
  const results = new paradiplomacy.Results(settings, engine);
  const editor = new paradiplomacy.Editor(at("editor"), { label: texts.editor, help: "editor-help", onRun: runText });
  const stored = new paradiplomacy.Stored(settings, things, (text) => {
    editor.text = text;
    return runText();
  });
  new paradiplomacy.OwnTable(settings, engine, things, results);
  let running = false;
  let last;

  /** The query of the address, "" where it has none. */
  function asked() {
    return new URLSearchParams(location.hash.slice(1)).get("query") ?? "";
  }

  function runText() {
    const hash = `#query=${encodeURIComponent(editor.text)}`;
    if (asked() !== editor.text) location.hash = hash;
    return run();
  }

  async function run() {
    if (running) return;
    setRunning(true);
    const text = editor.text;
    editor.unmark();
    at("problem").textContent = "";
    at("result").replaceChildren();
    at("after").hidden = true;
    at("status").textContent = texts.running;
    try {
      await show(text, await engine.query(text, limit()));
    } catch (error) {
      at("status").textContent = "";
      at("problem").textContent = reason(error);
      if (error.line) editor.mark(error, reason(error));
    }
    setRunning(false);
    performance.mark("answered");
  }

  function setRunning(value) {
    running = value;
    at("run").setAttribute("aria-disabled", String(value));
    at("stop").disabled = !value;
    at("sparql").setAttribute("aria-busy", String(value));
  }

  async function show(text, { result, seconds }) {
    const took = seconds.toFixed(2);
    if (result.boolean !== undefined) {
      at("result").append(element("p", { class: "truth" }, result.boolean ? texts.yes : texts.no));
      at("status").textContent = filled(texts.answered, { seconds: took });
    } else {
      const rows = result.results.bindings.length;
      const map = paradiplomacy.points.map(result, at("land").getAttribute("d"), texts.map);
      const table = rows ? await results.table(result, stored.has(text)) : [element("p", {}, texts.none)];
      at("result").append(...table, ...(map ? [map] : []));
      at("status").textContent = filled(texts.rows, { rows, seconds: took });
      last = result;
      at("after").hidden = false;
    }
  }

  /** Why there is no answer, in a sentence. */
  function reason({ stopped, isBroken, message, line, ...place }) {
    if (stopped) return filled(texts[`stopped_${stopped}`], { seconds: limit() });
    if (isBroken) return texts.broken;
    if (!line) return filled(/^The service/.test(message) ? texts.service : texts.unanswerable, { message });
    const kinds = ["update", "prefix", "rule", "rest"];
    const kind = kinds.find((name) => place[name]) ?? "end";
    return filled(texts[`mistake_${kind}`], { line, ...place });
  }

  at("run").addEventListener("click", runText);
  at("stop").addEventListener("click", () => engine.stop("user"));
  at("csv").addEventListener("click", () => download("result.csv", "text/csv", paradiplomacy.csv.ofResult(last)));
  at("json").addEventListener("click", () => {
    download("result.json", "application/sparql-results+json", JSON.stringify(last));
  });
  for (const [name, iri] of Object.entries(settings.prefixes)) {
    const line = `PREFIX ${name}: <${iri}>`;
    const add = () => {
      if (!editor.text.includes(line)) editor.addLine(line);
    };
    at("prefixes").append(element("li", {}, element("button", { type: "button", title: iri, onclick: add }, `${name}:`)));
  }
  addEventListener("hashchange", () => {
    const text = asked();
    if (!text || text === editor.text) return;
    editor.text = text;
    run();
  });
  engine.ready.then(
    ({ triples }) => (at("loaded").textContent = filled(texts.loaded, { triples: triples.toLocaleString(settings.locale) })),
    ({ message }) => (at("problem").textContent = filled(texts.unanswerable, { message })),
  );

  at("sparql").hidden = false;
  const name = new URLSearchParams(location.hash.slice(1)).get("stored");
  if (settings.queries.some((query) => query.name === name)) {
    stored.choose(name);
  } else {
    editor.text = asked() || settings.example;
    run();
  }
})();

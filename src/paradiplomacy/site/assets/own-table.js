"use strict";
// A table of the reader with a column of city names, joined with the graph in the page; nothing leaves the page.
(globalThis.paradiplomacy ??= {}).OwnTable = class {
  static #PARTNERS = 10;
  #settings;
  #engine;
  #things;
  #results;
  #rows;
  #name;

  constructor(settings, engine, things, results) {
    this.#settings = settings;
    this.#engine = engine;
    this.#things = things;
    this.#results = results;
    const { at } = paradiplomacy.dom;
    at("own-file").addEventListener("change", ({ target }) => this.#read(target.files[0]));
    at("own-column").addEventListener("change", ({ target }) => this.#show(Number(target.value)));
    document.addEventListener("dragover", (event) => event.preventDefault());
    document.addEventListener("drop", (event) => {
      event.preventDefault();
      this.#read(event.dataTransfer.files[0]);
    });
  }

  async #read(file) {
    if (!file) return;
    const { at, element } = paradiplomacy.dom;
    const { texts } = this.#settings;
    at("own-problem").textContent = "";
    at("own-result").replaceChildren();
    this.#rows = paradiplomacy.csv.read(await file.text());
    this.#name = file.name.replace(/\.\w+$/, "");
    const [head, ...rows] = this.#rows;
    if (!rows.length) {
      at("own-choice").hidden = true;
      at("own-problem").textContent = paradiplomacy.dom.filled(texts.own_empty, { file: file.name });
      return;
    }
    at("own-column").replaceChildren(...head.map((name, index) => element("option", { value: index }, name)));
    at("own-choice").hidden = false;
    const best = await this.#likeliest();
    at("own-column").value = best;
    await this.#show(best);
  }

  /** The column of whose first cells most are names of the graph. */
  async #likeliest() {
    const [head, ...rows] = this.#rows;
    const counts = await Promise.all(
      head.map(async (_, index) => {
        const found = await Promise.all(rows.slice(0, 200).map((row) => this.#bearing(row[index] ?? "")));
        return found.filter((things) => things.length).length;
      }),
    );
    return counts.indexOf(Math.max(...counts));
  }

  /** The parties that bear the name, else what stands before its comma. */
  async #bearing(text) {
    const name = text.trim();
    if (!name) return [];
    const whole = await this.#things.bearing(name, "party");
    return whole.length || !name.includes(",") ? whole : this.#things.bearing(name.split(",")[0], "party");
  }

  /** Party → its label, its agreements, and the labels of its partners by their IRIs. */
  async #ties(things) {
    const { lang } = this.#settings;
    const query = `SELECT ?thing ?label ?tie ?partner ?partnerLabel WHERE {
      VALUES ?thing { ${things.map((iri) => `<${iri}>`).join(" ")} }
      ?thing rdfs:label ?label FILTER(LANG(?label) = "${lang}")
      OPTIONAL {
        ?tie para:party ?thing, ?partner FILTER(?partner != ?thing)
        FILTER NOT EXISTS { ?tie a para:Account }
        ?partner rdfs:label ?partnerLabel FILTER(LANG(?partnerLabel) = "${lang}")
      }
    }`;
    const { result } = await this.#engine.query(query, 60);
    const found = new Map();
    for (const row of result.results.bindings) {
      const iri = row.thing.value;
      if (!found.has(iri)) found.set(iri, { label: row.label.value, ties: new Set(), partners: new Map() });
      if (!row.tie) continue;
      found.get(iri).ties.add(row.tie.value);
      found.get(iri).partners.set(row.partner.value, row.partnerLabel.value);
    }
    return found;
  }

  async #show(column) {
    const { at, element, filled, download } = paradiplomacy.dom;
    const { texts } = this.#settings;
    const [head, ...rows] = this.#rows;
    const bearing = await Promise.all(rows.map((row) => this.#bearing(row[column] ?? "")));
    const ties = await this.#ties([...new Set(bearing.filter((found) => found.length === 1).flat())]);
    const matched = bearing.map((found) => (found.length === 1 ? ties.get(found[0]) : undefined));
    const count = matched.filter(Boolean).length;
    const others = rows.map((row, index) => [row[column] ?? "", bearing[index]]).filter((_, index) => !matched[index]);
    const table = async () => {
      const body = rows.flatMap((row, index) => (matched[index] ? [[row[column], bearing[index][0], matched[index]]] : []));
      const pages = await this.#engine.pages([...new Set(body.map(([, iri]) => iri))]);
      return element(
        "table",
        { id: "own-matched" },
        element("thead", {}, element("tr", {}, ...texts.own_heads.split("|").map((name) => element("th", { scope: "col" }, name)))),
        element("tbody", {}, ...body.map(([name, iri, { label, ties, partners }]) =>
          element("tr", {}, ...[name, this.#results.link(iri, pages[iri], label), String(ties.size), this.#partners(partners)]
            .map((cell) => element("td", {}, cell))))),
      );
    };
    const save = () => download(`${this.#name}-paradiplomacy.csv`, "text/csv", this.#csv(head, rows, bearing, matched));
    const unmatched = others.map(([name, found]) => {
      const ids = found.map((iri) => this.#results.short(iri)).join(", ");
      return element("li", {}, ids ? `${name} (${ids})` : name);
    });
    at("own-result").replaceChildren(
      element("p", { role: "status" }, filled(texts.own_found, { matched: count, rows: rows.length })),
      element("p", {}, element("button", { type: "button", id: "own-download", onclick: save }, texts.csv)),
      element("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": texts.own_title }, await table()),
      ...(others.length ? [element("h3", {}, texts.own_unmatched), element("ul", { id: "own-unmatched" }, ...unmatched)] : []),
    );
  }

  #partners(partners) {
    const { filled } = paradiplomacy.dom;
    const labels = [...partners.values()].sort();
    const shown = labels.slice(0, paradiplomacy.OwnTable.#PARTNERS).join(", ");
    const more = labels.length - paradiplomacy.OwnTable.#PARTNERS;
    return more > 0 ? `${shown} ${filled(this.#settings.texts.own_more, { more })}` : shown;
  }

  #csv(head, rows, bearing, matched) {
    const made = rows.map((row, index) => {
      const cells = head.map((_, column) => row[column] ?? "");
      const it = matched[index];
      if (!it) return [...cells, "", "", "", ""];
      return [...cells, bearing[index][0], it.label, String(it.ties.size), [...it.partners.values()].sort().join("; ")];
    });
    return paradiplomacy.csv.write([[...head, "thing", "label", "agreements", "partners"], ...made]);
  }
};

"use strict";
// A result as a table whose things lead to their pages.
(globalThis.paradiplomacy ??= {}).Results = class {
  static ROWS = 200;
  #settings;
  #engine;

  /** `settings` are those of the page. */
  constructor(settings, engine) {
    this.#settings = settings;
    this.#engine = engine;
  }

  /** A prefixed name where a prefix is known, a bare one for a thing of the graph, else the IRI itself. */
  short(iri) {
    const prefixes = Object.entries(this.#settings.prefixes);
    const found = prefixes.find(([, space]) => iri.startsWith(space) && /^[\w-]+$/.test(iri.slice(space.length)));
    if (!found) return iri;
    const name = iri.slice(found[1].length);
    return ["id", "para"].includes(found[0]) ? name : `${found[0]}:${name}`;
  }

  /** A link to the page of a thing, or to what describes it on this page; a text where neither is there. */
  link(iri, page, text = this.short(iri)) {
    const { element } = paradiplomacy.dom;
    if (page && this.#settings.single) {
      const query = `SELECT ?property ?value WHERE { <${iri}> ?property ?value }`;
      return element("a", { href: `#query=${encodeURIComponent(query)}`, title: iri }, text);
    }
    if (page) return element("a", { href: page, title: iri }, text);
    if (/^https?:/.test(iri) && !iri.startsWith(this.#settings.prefixes.id)) return element("a", { href: iri }, text);
    return element("span", { title: iri }, text);
  }

  #cell(term, pages) {
    const { element } = paradiplomacy.dom;
    if (!term) return "";
    if (term.type === "uri") return this.link(term.value, pages[term.value]);
    if (term["xml:lang"]) return element("span", { lang: term["xml:lang"] }, term.value);
    return term.type === "bnode" ? `_:${term.value}` : term.value;
  }

  /** The heading of a column of a stored query, in the language of the page. */
  #heading(name, names) {
    const words = this.#settings.headings;
    const heading = words[name] ?? words[name.replace(/Labels?$/, "")] ?? name;
    return heading + (names.includes(`${name}Label`) ? " (id)" : "");
  }

  /** The table of a result; `isStored` says that its columns have headings. More rows come at the press of a button. */
  async table({ head, results }, isStored) {
    const { element, filled } = paradiplomacy.dom;
    const names = head.vars;
    const headings = names.map((name) => (isStored ? this.#heading(name, names) : name));
    const body = element("tbody");
    const rest = [...results.bindings];
    const more = element("button", { type: "button", onclick: () => add() });
    const add = async () => {
      const rows = rest.splice(0, paradiplomacy.Results.ROWS);
      const iris = rows.flatMap((row) => Object.values(row)).filter(({ type }) => type === "uri");
      const pages = await this.#engine.pages([...new Set(iris.map(({ value }) => value))]);
      for (const row of rows) {
        body.append(element("tr", {}, ...names.map((name) => element("td", {}, this.#cell(row[name], pages)))));
      }
      more.hidden = !rest.length;
      more.textContent = filled(this.#settings.texts.more, { rows: rest.length });
    };
    await add();
    const cells = headings.map((heading) => element("th", { scope: "col" }, heading));
    const label = this.#settings.texts.result;
    const table = element("table", {}, element("thead", {}, element("tr", {}, ...cells)), body);
    return [element("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": label }, table), more];
  }
};

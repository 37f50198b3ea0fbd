"use strict";
// The stored queries: their questions, and a field for each parameter of the one that is chosen.
(globalThis.paradiplomacy ??= {}).Stored = class {
  #settings;
  #things;
  #onText;
  #query;

  /** `onText(text)` is called with the text of a query that is to run. */
  constructor(settings, things, onText) {
    this.#settings = settings;
    this.#things = things;
    this.#onText = onText;
    const { at, element } = paradiplomacy.dom;
    for (const query of settings.queries) {
      const choose = () => this.choose(query.name);
      const button = element("button", { type: "button", "data-query": query.name, onclick: choose }, query.question);
      at("stored").append(element("li", {}, button));
    }
    at("parameters").addEventListener("change", () => this.#make());
    at("parameters").addEventListener("submit", (event) => event.preventDefault());
  }

  /** Whether the text is that of a stored query with some values. */
  has(text) {
    return this.text === text;
  }

  /** Show the fields of a stored query and make its text. */
  choose(name) {
    const { at, element } = paradiplomacy.dom;
    this.#query = this.#settings.queries.find((query) => query.name === name);
    const { parameters, question } = this.#query;
    for (const button of at("stored").querySelectorAll("button")) {
      button.setAttribute("aria-pressed", String(button.dataset.query === name));
    }
    at("parameters").hidden = !parameters.length;
    at("fields").replaceChildren(element("legend", {}, question), ...parameters.flatMap((each) => this.#field(each)));
    return this.#make();
  }

  #field(parameter) {
    const { element } = paradiplomacy.dom;
    const id = `parameter-${parameter.name}`;
    const label = element("label", { for: id }, this.#settings.parameters[parameter.name] ?? parameter.name);
    if (parameter.name === "lang") {
      const options = this.#settings.languages.map((tag) => element("option", { value: tag }, tag));
      const choice = element("select", { id, name: parameter.name }, ...options);
      choice.value = this.#settings.lang;
      return [label, choice];
    }
    const field = element("input", { id, name: parameter.name, value: parameter.default ?? "", autocomplete: "off" });
    if (!parameter.thing) return [label, field];
    const list = element("datalist", { id: `${id}-names` });
    field.setAttribute("list", list.id);
    field.addEventListener("focus", () => this.#fill(list, parameter.name), { once: true });
    return [label, field, list];
  }

  async #fill(list, kind) {
    const names = (await this.#things.named(kind)).filter(({ lang, own }) => own && lang === this.#settings.lang);
    const sorted = [...new Set(names.map(({ name }) => name))].sort();
    list.append(...sorted.map((name) => paradiplomacy.dom.element("option", { value: name })));
  }

  /** The text with the values of the fields, as by queries/parameters.py: an IRI or a literal, never pasted. */
  async #make() {
    const { at } = paradiplomacy.dom;
    const query = this.#query;
    const terms = {};
    at("parameter-error").textContent = "";
    for (const parameter of query.parameters) {
      const field = at(`parameter-${parameter.name}`);
      field.removeAttribute("aria-invalid");
      try {
        const value = field.value.trim();
        if (value) terms[parameter.variable] = parameter.thing ? await this.#iri(value, parameter) : paradiplomacy.Stored.#literal(value);
      } catch (error) {
        if (!error.unknown) throw error;
        field.setAttribute("aria-invalid", "true");
        at("parameter-error").textContent = error.unknown;
        return;
      }
    }
    const pieces = query.pieces.map((piece, index) => (index % 2 ? terms[piece] ?? `?${piece}` : piece));
    this.text = pieces.join("");
    await this.#onText(this.text);
  }

  async #iri(value, parameter) {
    const { filled } = paradiplomacy.dom;
    const found = await this.#things.meant(value, parameter.name);
    if (found.length === 1) return `<${found[0]}>`;
    const { texts, parameters } = this.#settings;
    const ids = found.map((iri) => iri.slice(this.#settings.prefixes.id.length)).join(", ");
    const kind = parameters[parameter.name] ?? parameter.name;
    throw { unknown: filled(found.length ? texts.several : texts.unknown, { value, kind, ids }) };
  }

  static #literal(text) {
    const signs = { "\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r" };
    return `"${text.replace(/[\\"\n\r]/g, (sign) => signs[sign])}"`;
  }
};

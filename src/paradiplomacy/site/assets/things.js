"use strict";
// From what a user types to a thing of the graph, as the package paradiplomacy does it (names/resolve.py).
(globalThis.paradiplomacy ??= {}).Things = class {
  static #NAMES = `SELECT ?thing ?name ?own WHERE {
    { ?thing rdfs:label|skos:prefLabel ?name . BIND(true AS ?own) }
    UNION { ?thing skos:altLabel|para:sourceName ?name . BIND(false AS ?own) }
    FILTER(STRSTARTS(STR(?thing), STR(id:)))
  }`;
  #engine;
  #affixes;
  #prefixes;
  #names;
  #known = new Map();
  #indexes = new Map();

  /** `settings` are those of the page; their `affixes` are, by kind, the pairs of text that may stand around a name. */
  constructor({ affixes, prefixes }, engine) {
    this.#affixes = affixes;
    this.#prefixes = prefixes;
    this.#engine = engine;
  }

  async #rows(query) {
    return (await this.#engine.query(query, 60)).result.results.bindings;
  }

  /** Every name of the things of a class ("" for any): `thing`, `name`, `lang` and whether it is its `own`. */
  async named(kind) {
    this.#names ??= this.#rows(paradiplomacy.Things.#NAMES).then((rows) =>
      rows.map((row) => ({
        thing: row.thing.value,
        name: row.name.value,
        lang: row.name["xml:lang"] ?? "",
        own: row.own.value === "true",
      })),
    );
    const [names, known] = [await this.#names, await this.#of(kind)];
    return known.size ? names.filter(({ thing }) => known.has(thing)) : names;
  }

  /** The things of the class that a parameter of that name takes; empty where the graph has none. */
  #of(kind) {
    if (!this.#known.has(kind)) {
      const words = kind.split("_").map((part) => part.charAt(0).toUpperCase() + part.slice(1));
      const name = kind === "party" ? "SubnationalActor" : words.join("");
      const rows = this.#rows(`SELECT ?thing WHERE { ?thing a para:${name} }`);
      this.#known.set(kind, rows.then((found) => new Set(found.map((row) => row.thing.value))));
    }
    return this.#known.get(kind);
  }

  /** The ways in which two names are compared, the strictest first. */
  #forms(kind) {
    const { normal, bare } = paradiplomacy.names;
    const kinds = ["city", "province"].filter((each) => [each, "party", "thing"].includes(kind));
    return [normal, ...kinds.map((each) => (name) => bare(name, this.#affixes[each]))];
  }

  /** Of each way to compare, and in it of own and other names: the form of a name → its things. */
  async #index(kind) {
    const names = await this.named(kind);
    return this.#forms(kind).map((form) => ({
      form,
      maps: [true, false].map((own) => {
        const map = new Map();
        for (const each of names) {
          if (each.own !== own) continue;
          const key = form(each.name);
          map.set(key, (map.get(key) ?? new Set()).add(each.thing));
        }
        return map;
      }),
    }));
  }

  /** The things of the kind that bear the name: none, one, or several. */
  async bearing(name, kind) {
    if (!this.#indexes.has(kind)) this.#indexes.set(kind, this.#index(kind));
    for (const { form, maps } of await this.#indexes.get(kind)) {
      const key = form(name);
      for (const map of maps) if (map.has(key)) return [...map.get(key)];
    }
    return [];
  }

  /** The IRIs of the things that `text` means: an IRI, a short id, or a name. */
  async meant(text, kind) {
    const known = await this.#of(kind);
    for (const iri of this.#candidates(text.trim(), kind)) {
      const isDescribed = known.size ? known.has(iri) : Object.values(await this.#engine.pages([iri]))[0];
      if (isDescribed) return [iri];
    }
    return this.bearing(text, kind);
  }

  #candidates(text, kind) {
    const { id } = this.#prefixes;
    const bare = text.replace(/^<|>$/g, "");
    const [prefix, ...rest] = bare.split(":");
    if (rest.length) return [(this.#prefixes[prefix] ?? `${prefix}:`) + rest.join(":")];
    const words = paradiplomacy.names.normal(bare).replaceAll(" ", "-");
    return [bare, bare.toLowerCase(), `${kind}-${bare.toLowerCase()}`, words].map((name) => id + name);
  }
};

"use strict";
// What runs in the worker of the engine. It is handed on as text, so it uses nothing from outside itself.
(globalThis.paradiplomacy ??= {}).engineWorker = function (oxigraph) {
  const ID = "https://w3id.org/paradiplomacy/id/";
  const ONTOLOGY = "https://w3id.org/paradiplomacy/ontology#";
  const OA = "http://www.w3.org/ns/oa#";
  const TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type";
  // What stands on the page of a source instead of having one.
  const PARTS = new Set([
    `${ONTOLOGY}Passage`,
    "http://www.w3.org/2002/07/owl#Axiom",
    ...["SpecificResource", "TextQuoteSelector", "TextPositionSelector"].map((name) => OA + name),
  ]);
  const UPDATE =
    /^(?:\s+|#.*|(?:PREFIX|BASE)[^<]*<[^>]*>)*(INSERT|DELETE|LOAD|CLEAR|CREATE|DROP|COPY|MOVE|ADD|WITH)\b/i;
  let store, text, bulk, hasNamedGraphs;
  // The declarations of all known prefixes, on the line on which the query begins.
  let head;

  /** The bytes behind a text that is base64 of gzip, as a stream. */
  function unpacked(base64) {
    const signs = atob(base64);
    const packed = new Uint8Array(signs.length);
    // Not Uint8Array.from: over millions of signs a function for each takes a third of a second.
    for (let place = 0; place < signs.length; place++) packed[place] = signs.charCodeAt(place);
    return new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
  }

  async function start({ engine, graph, settings }) {
    bulk = new Set(settings.bulk);
    const headers = { "Content-Type": "application/wasm" };
    const module = oxigraph.init({ module_or_path: new Response(unpacked(engine), { headers }) });
    text = await new Response(unpacked(graph)).text();
    await module;
    store = new oxigraph.Store();
    // The lines that name the graphs are comments here: all triples are in the default graph, each once.
    store.load(text, { format: "text/turtle", no_transaction: true });
    head = Object.entries(settings.prefixes).map(([name, iri]) => `PREFIX ${name}: <${iri}> `).join("");
    return { triples: store.size };
  }
  /** The triples once more, each in its own graph, for the few queries that ask for one. */
  function loadNamedGraphs() {
    for (const part of text.split(/^# /m).slice(1)) {
      const end = part.indexOf("\n");
      store.load(part.slice(end + 1), {
        format: "text/turtle",
        to_graph_name: oxigraph.namedNode(part.slice(0, end)),
        no_transaction: true,
      });
    }
    hasNamedGraphs = true;
  }

  function term(node) {
    if (node.termType === "NamedNode") return { type: "uri", value: node.value };
    if (node.termType === "BlankNode") return { type: "bnode", value: node.value };
    if (node.language) return { type: "literal", value: node.value, "xml:lang": node.language };
    return { type: "literal", value: node.value, datatype: node.datatype.value };
  }

  function query({ query }) {
    if (!hasNamedGraphs && /\b(GRAPH|FROM)\b/i.test(query)) loadNamedGraphs();
    const began = performance.now();
    let found;
    try {
      found = store.query(head + query, { results_format: "json" });
    } catch (error) {
      throw placed(error, query);
    }
    let result = JSON.parse(found);
    if (Array.isArray(result)) result = triples(store.query(head + query));
    return { result, seconds: (performance.now() - began) / 1000 };
  }

  /** The triples of a CONSTRUCT or DESCRIBE as the rows of a SELECT. */
  function triples(quads) {
    const bindings = quads.map((quad) => ({
      subject: term(quad.subject),
      predicate: term(quad.predicate),
      object: term(quad.object),
    }));
    return { head: { vars: ["subject", "predicate", "object"] }, results: { bindings } };
  }

  /** The error with its place in the text of the user, who does not see the prefixes before it. */
  function placed(error, query) {
    const place = /^error at (\d+):(\d+): ([^]*)/.exec(error.message);
    if (!place) return error;
    const line = Number(place[1]);
    const column = Math.max(1, Number(place[2]) - (line === 1 ? head.length : 0));
    // Among the tokens that the parser expected there may be the rule that was broken, in words.
    const rule = /[A-Z][a-z]+(?: [A-Za-z]+){2,}|The SELECT[ A-Za-z]+/.exec(place[3])?.[0] ?? "";
    const rest = (query.split("\n")[line - 1] ?? "").slice(column - 1).trim().slice(0, 40);
    const before = (query.split("\n")[line - 1] ?? "").slice(0, column - 1);
    const prefix = rule === "Prefix not found" ? /([\w-]*):\S*$/.exec(before)?.[1] : undefined;
    const update = UPDATE.exec(query)?.[1].toUpperCase();
    return Object.assign(new Error(error.message), { line, column, rule, rest, prefix, update });
  }

  function quads(subject, predicate, object) {
    return store.match(subject, predicate && oxigraph.namedNode(predicate), object, oxigraph.defaultGraph());
  }

  /** Whether only graphs from bulk sources speak of a thing, so that it has no page of its own. */
  function isBulk(node) {
    if (!bulk.size) return false;
    if (!hasNamedGraphs) loadNamedGraphs();
    const graphs = store.match(node, null, null, null).map((quad) => quad.graph.value).filter(Boolean);
    return graphs.every((name) => bulk.has(name));
  }

  /** The page of the site where a node is described, from the folder of the language; "" where there is none. */
  function page(iri) {
    if (iri.startsWith(ONTOLOGY)) return `vocabulary.html#${iri.slice(ONTOLOGY.length)}`;
    const node = oxigraph.namedNode(iri);
    if (!iri.startsWith(ID) || !quads(node, null, null).length) return "";
    const name = iri.slice(ID.length);
    if (isBulk(node)) return `thing.html#${name}`;
    if (!quads(node, TYPE, null).some(({ object }) => PARTS.has(object.value))) return `id/${name}.html`;
    const source = quads(node, `${OA}hasSource`, null)[0]?.object.value;
    return source ? `${page(source)}#${name}` : "";
  }

  function pages({ iris }) {
    return Object.fromEntries(iris.map((iri) => [iri, page(iri)]));
  }

  const jobs = { start, query, pages };
  onmessage = async ({ data }) => {
    try {
      postMessage({ number: data.number, value: await jobs[data.job](data) });
    } catch (error) {
      const { message, ...place } = error;
      // A trap leaves the memory of WebAssembly as it was in the middle of its work.
      const isBroken = error instanceof WebAssembly.RuntimeError || error instanceof RangeError;
      postMessage({ number: data.number, error: { message, ...place, isBroken } });
    }
  };
};

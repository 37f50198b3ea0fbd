"use strict";
// The engine as the page sees it: a worker, which can be ended at any time, and begins anew.
(globalThis.paradiplomacy ??= {}).Engine = class {
  #worker;
  #waiting = new Map();
  #number = 0;
  #settings;
  #address;

  /** `settings` are those of the page: `prefixes`, which a query need not declare, and the `bulk` graphs. */
  constructor({ prefixes, bulk }) {
    this.#settings = { prefixes, bulk };
    const body = `"use strict";(${paradiplomacy.engineWorker})((${vendored.oxigraph})());`;
    this.#address = URL.createObjectURL(new Blob([body], { type: "text/javascript" }));
    this.#begin();
  }

  #begin() {
    this.#worker = new Worker(this.#address);
    this.#worker.onmessage = ({ data }) => {
      const waiting = this.#waiting.get(data.number);
      this.#waiting.delete(data.number);
      if (data.error?.isBroken) this.#restart();
      if (data.error) waiting?.reject(data.error);
      else waiting?.resolve(data.value);
    };
    this.#worker.onerror = (event) => this.#end({ message: event.message });
    const parts = { engine: vendored.oxigraphWasm, graph: paradiplomacy.graph, settings: this.#settings };
    /** Settled when the graph is loaded; gives the number of its triples. */
    this.ready = this.#send("start", parts);
    // Who asks hears of a failure; nobody need ask.
    this.ready.catch(() => {});
  }

  #send(job, values) {
    const number = ++this.#number;
    return new Promise((resolve, reject) => {
      this.#waiting.set(number, { resolve, reject });
      this.#worker.postMessage({ number, job, ...values });
    });
  }

  #restart() {
    this.#worker.terminate();
    this.#begin();
  }

  #end(reason) {
    for (const { reject } of this.#waiting.values()) reject(reason);
    this.#waiting.clear();
  }

  /**
   * The answer to a query: `result` as in SPARQL's JSON, and the `seconds` it took. It is given up after `limit` seconds.
   * Rejects with `message` and, for a mistake in the text, `line`, `column`, `rule` and `rest`; or with `stopped`.
   */
  async query(query, limit) {
    await this.ready;
    const timer = setTimeout(() => this.stop("limit"), limit * 1000);
    try {
      return await this.#send("query", { query });
    } finally {
      clearTimeout(timer);
    }
  }

  /** IRI → the address of its page, "" where it has none. */
  async pages(iris) {
    await this.ready;
    return this.#send("pages", { iris });
  }

  /** End whatever runs, for the `reason` "limit" or "user", and begin anew. */
  stop(reason) {
    this.#end({ stopped: reason });
    this.#restart();
  }
};

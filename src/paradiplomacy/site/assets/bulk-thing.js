"use strict";
// What the embedded graph says of the thing whose name stands in the address.
(() => {
  const MOST = 500;
  const at = (id) => document.getElementById(id);
  const settings = JSON.parse(at("settings").textContent);
  const engine = new paradiplomacy.Engine(settings);
  const results = new paradiplomacy.Results(settings, engine);

  function shard(name) {
    const firsts = at("shard").dataset.firsts.split(" ");
    // By code points, as the files were sorted.
    const order = (a, b) => {
      const [one, other] = [[...a], [...b]].map((text) => text.map((sign) => sign.codePointAt(0)));
      const place = one.findIndex((code, index) => code !== other[index]);
      return place < 0 ? one.length - other.length : one[place] - (other[place] ?? -1);
    };
    const number = String(Math.max(1, firsts.filter((first) => order(first, name) <= 0).length)).padStart(4, "0");
    for (const link of at("shard").querySelectorAll("a")) link.href = link.getAttribute("href").replace(/\d{4}/, number);
    at("shard").hidden = false;
  }

  async function show() {
    const name = decodeURIComponent(location.hash.slice(1));
    const iri = settings.prefixes.id + name;
    at("iri").textContent = iri;
    for (const id of ["own", "pointing"]) at(id).replaceChildren();
    const ask = async (query) => (await engine.query(query, 60)).result;
    // Such signs are in no IRI.
    const isName = name && !/[\s<>"{}|\\^`]/.test(name);
    const own = isName ? await ask(`SELECT ?property ?value WHERE { <${iri}> ?property ?value } ORDER BY ?property`) : null;
    at("state").textContent = own?.results.bindings.length ? "" : at("unknown").textContent;
    if (at("state").textContent) return;
    const labels = own.results.bindings.filter(({ property }) => property.value.endsWith("#label"));
    const label = labels.find(({ value }) => value["xml:lang"] === settings.lang) ?? labels[0];
    at("name").textContent = label?.value.value ?? name;
    at("own").append(...(await results.table(own, false)));
    const pointing = await ask(`SELECT ?thing ?property WHERE { ?thing ?property <${iri}> } LIMIT ${MOST}`);
    at("pointing").append(...(await results.table(pointing, false)));
    shard(name);
  }

  addEventListener("hashchange", show);
  show();
})();

// Chooses rows of the list of records by facets and words; the choice stands in the address.
"use strict";
(() => {
  const form = document.getElementById("facets");
  const search = document.getElementById("search");
  const found = document.getElementById("found");
  const boxes = [...form.querySelectorAll("input[type=checkbox]")];
  const facets = [...new Set(boxes.map((box) => box.name))];
  const rows = [...document.querySelectorAll("table.records tbody tr")].map((row, id) => ({
    row,
    id,
    name: row.cells[0].textContent,
    rest: row.textContent.slice(row.cells[0].textContent.length) + " " + row.dataset.id,
    values: Object.fromEntries(facets.map((facet) => [facet, new Set((row.dataset[facet] || "").split(" "))])),
  }));
  const plain = (word) => word.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  const index = new vendored.MiniSearch({ fields: ["name", "rest"], processTerm: plain });
  index.addAll(rows);

  function chosen() {
    return Object.fromEntries(
      facets.map((facet) => [facet, boxes.filter((box) => box.name === facet && box.checked).map((box) => box.value)]),
    );
  }

  function show() {
    const words = search.value.trim();
    const options = { prefix: true, fuzzy: 0.15, combineWith: "AND", boost: { name: 3 } };
    const hits = words ? new Set(index.search(words, options).map((hit) => hit.id)) : null;
    const choice = chosen();
    const fits = (entry, facet) => !choice[facet].length || choice[facet].some((value) => entry.values[facet].has(value));
    const counts = new Map(boxes.map((box) => [box, 0]));
    let number = 0;
    for (const entry of rows) {
      const misses = facets.filter((facet) => !fits(entry, facet));
      const hit = !hits || hits.has(entry.id);
      entry.row.hidden = !hit || misses.length > 0;
      number += !entry.row.hidden;
      // The count of a value is what would be shown with it and the choice in the other facets.
      if (hit && misses.length < 2) {
        for (const box of boxes) {
          const others = misses.length === 0 || misses[0] === box.name;
          if (others && entry.values[box.name].has(box.value)) counts.set(box, counts.get(box) + 1);
        }
      }
    }
    for (const [box, count] of counts) box.parentElement.querySelector(".count").textContent = count;
    found.textContent = found.dataset.text.replace("{number}", number).replace("{all}", rows.length);
  }

  function remember() {
    const state = new URLSearchParams();
    if (search.value.trim()) state.set("q", search.value.trim());
    for (const [facet, values] of Object.entries(chosen())) for (const value of values) state.append(facet, value);
    history.replaceState(null, "", state.size ? `#${state}` : location.pathname + location.search);
    show();
  }

  function choose(state) {
    search.value = state.get("q") || "";
    for (const box of boxes) box.checked = state.getAll(box.name).includes(box.value);
    for (const box of boxes.filter((each) => each.checked)) box.closest("details").open = true;
  }

  function restore() {
    choose(new URLSearchParams(location.hash.slice(1)));
    show();
  }

  // A form tells of its reset before the fields are empty; emptied here, the rows follow at once.
  function clear(event) {
    event.preventDefault();
    choose(new URLSearchParams());
    remember();
  }

  form.addEventListener("input", remember);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", clear);
  window.addEventListener("hashchange", restore);
  form.hidden = false;
  restore();
})();

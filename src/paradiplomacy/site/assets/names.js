"use strict";
// Spellings of names, compared as the package paradiplomacy compares them (names/spellings.py).
(globalThis.paradiplomacy ??= {}).names = (() => {
  const DASHES = /[‐‑‒–—−]/g;
  const APOSTROPHES = /[’‘ʼ]/g;
  const BRACKETS = /\s*\([^()]*\)$/;
  const HANGUL = /[\uac00-\ud7a3]/;

  function folded(text) {
    return text.toLowerCase().replaceAll("ß", "ss").replaceAll("ς", "σ");
  }

  /** The form in which two spellings are compared: case, spaces and kinds of dash do not count. */
  function normal(name) {
    const text = folded(name.normalize("NFKC").replace(DASHES, "-").replace(APOSTROPHES, "'"));
    return text.trim().split(/\s+/).join(" ").split("-").map((part) => part.trim()).join("-");
  }

  function unmarked(name) {
    const text = normal(name).replace(BRACKETS, "") || normal(name);
    return HANGUL.test(text) ? text : text.normalize("NFD").replace(/\p{Mn}/gu, "");
  }

  /** `name` without brackets, marks, and what its kind adds; `affixes` are the pairs of text around a name of the kind. */
  function bare(name, affixes) {
    let text = unmarked(name);
    const around = affixes.find(
      ([before, after]) =>
        text.startsWith(before) && text.endsWith(after) && text.length - before.length - after.length > 1,
    );
    if (around) text = text.slice(around[0].length, text.length - around[1].length);
    return text.replace(/(.+) street(?![\p{L}\p{N}_])(.*)/u, "jalan $1$2");
  }

  return { normal, bare };
})();

"use strict";
// Small help with the elements of a page.
(globalThis.paradiplomacy ??= {}).dom = (() => {
  /** The element with that id. */
  function at(id) {
    return document.getElementById(id);
  }

  /** A new element with attributes and children; a text is put in as text, never as HTML. */
  function element(name, attributes = {}, ...children) {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) {
      if (key.startsWith("on")) made.addEventListener(key.slice(2), value);
      else made.setAttribute(key, value);
    }
    made.append(...children);
    return made;
  }

  /** Give the reader a file. */
  function download(name, type, text) {
    const address = URL.createObjectURL(new Blob([text], { type }));
    element("a", { href: address, download: name }).click();
    setTimeout(() => URL.revokeObjectURL(address), 10_000);
  }

  /** A text of the interface with its {names} filled in. */
  function filled(text, values) {
    return text.replace(/\{(\w+)\}/g, (_, name) => values[name]);
  }

  return { at, element, download, filled };
})();

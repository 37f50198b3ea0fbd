"use strict";
// Tables as text: SPARQL's CSV of a result, and the rows of a CSV file of a user.
(globalThis.paradiplomacy ??= {}).csv = (() => {
  function cell(text) {
    return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  }

  /** CSV of rows of texts. */
  function write(rows) {
    return rows.map((row) => `${row.map(cell).join(",")}\r\n`).join("");
  }

  /** SPARQL 1.1 Query Results CSV. */
  function ofResult({ head, results }) {
    const value = (term) => (term === undefined ? "" : term.type === "bnode" ? `_:${term.value}` : term.value);
    return write([head.vars, ...results.bindings.map((row) => head.vars.map((name) => value(row[name])))]);
  }

  /** The sign that parts the cells: of comma, semicolon and tab the one that the first line has most. */
  function separator(text) {
    const first = text.split(/\r?\n/, 1)[0];
    const count = (sign) => first.split(sign).length;
    return [",", ";", "\t"].reduce((best, sign) => (count(sign) > count(best) ? sign : best));
  }

  /** The rows of a file, each a list of texts; a cell in quotation marks may hold anything. */
  function read(text) {
    const plain = text.replace(/^\ufeff/, "");
    const sign = separator(plain);
    const token = new RegExp(`"((?:[^"]|"")*)"|(${sign}|\\r?\\n)|([^"${sign}\\r\\n]+|")`, "g");
    const rows = [];
    let row = [];
    let value = "";
    for (const [, quoted, end, bare] of plain.matchAll(token)) {
      if (end === undefined) value += quoted === undefined ? bare : quoted.replaceAll('""', '"');
      else {
        row.push(value);
        value = "";
        if (end !== sign) {
          rows.push(row);
          row = [];
        }
      }
    }
    if (value || row.length) rows.push([...row, value]);
    return rows.filter((cells) => cells.some((each) => each.trim()));
  }

  return { write, ofResult, read };
})();

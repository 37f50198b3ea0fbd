"use strict";
// The map under a result whose rows hold points: the land, and a dot with a name for each.
(globalThis.paradiplomacy ??= {}).points = (() => {
  const SVG = "http://www.w3.org/2000/svg";
  const POINT = /^(?:<[^>]*>\s*)?POINT\s*\(\s*(-?[\d.]+)\s+(-?[\d.]+)\s*\)$/i;
  const LATITUDE = /lat(itude)?$/i;
  // However near the points are, so many degrees of land lie around them.
  const LEAST = 24;

  function number(term) {
    const value = term === undefined ? NaN : Number(term.value);
    return Number.isFinite(value) ? value : undefined;
  }

  /** The pairs of columns that are latitude and longitude: ?lat and ?long, ?fromLat and ?fromLong. */
  function pairs(names) {
    return names.filter((name) => LATITUDE.test(name)).flatMap((lat) => {
      const stem = lat.replace(LATITUDE, "").toLowerCase();
      const long = names.find((name) => new RegExp(`^${stem}lon(g|gitude)?$`).test(name.toLowerCase()));
      return long ? [[lat, long]] : [];
    });
  }

  /** The points of each row: longitude and latitude in degrees; rows without any are left out. */
  function found({ head, results }) {
    const columns = pairs(head.vars);
    const rows = [];
    for (const row of results.bindings) {
      const points = head.vars
        .map((name) => row[name]?.type === "literal" && POINT.exec(row[name].value.trim()))
        .filter(Boolean)
        .map(([, long, lat]) => [Number(long), Number(lat)]);
      for (const [lat, long] of columns) {
        const point = [number(row[long]), number(row[lat])];
        if (!point.includes(undefined)) points.push(point);
      }
      if (points.length) rows.push({ name: caption(row, head.vars), points });
    }
    return rows;
  }

  function caption(row, names) {
    const texts = names.map((name) => row[name]).filter((term) => term?.type === "literal" && !POINT.test(term.value));
    return (texts.find((term) => Number.isNaN(Number(term.value))) ?? texts[0])?.value ?? "";
  }

  function frame(points) {
    const side = (index) => {
      const values = points.map((point) => point[index]);
      const [low, high] = [Math.min(...values), Math.max(...values)];
      const size = Math.max((high - low) * 1.2, LEAST / (index + 1));
      return [(low + high) / 2 - size / 2, size];
    };
    const [[left, width], [bottom, height]] = [side(0), side(1)];
    return [left, -(bottom + height), width, height];
  }

  function node(name, attributes, ...children) {
    const made = document.createElementNS(SVG, name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    made.append(...children);
    return made;
  }

  /** The map of the points in a result, with the `land` (the data of a path in tenths of a degree); null where it holds none. */
  function map(result, land, label) {
    const rows = found(result);
    if (!rows.length) return null;
    const box = frame(rows.flatMap(({ points }) => points));
    const size = Math.max(box[2], box[3]);
    const svg = node("svg", { viewBox: box.join(" "), role: "img", "aria-label": label, class: "points" });
    svg.append(node("path", { d: land, class: "land", transform: "scale(.1)" }));
    for (const { name, points } of rows) {
      const title = () => node("title", {}, name);
      if (points.length > 1) {
        const d = points.map(([x, y], index) => `${index ? "L" : "M"}${x} ${-y}`).join("");
        svg.append(node("path", { d, class: "tie", "stroke-width": size / 250 }, title()));
      }
      for (const [x, y] of points) svg.append(node("circle", { cx: x, cy: -y, r: size / 100 }, title()));
    }
    return svg;
  }

  return { map };
})();

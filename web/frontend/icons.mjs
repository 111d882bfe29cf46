// Writes the outlines of both free icon sets (CC0) into one file that Python reads.
//
// The symbols of the legend are the same on the page, in print, in QGIS and in Google Earth,
// so the outlines live with symbology/ and not with the pages. All icons go in, because a
// project's muban.toml may ask for any of them.

import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const SETS = { maki: "@mapbox/maki/icons", temaki: "@rapideditor/temaki/icons" };

/** One icon as {size, paths}; null where it is more than filled paths in a square box. */
function outlines(svg) {
  const box = /viewBox="0 0 (\d+) (\d+)"/.exec(svg);
  const drawn = [...svg.matchAll(/<([a-zA-Z]+)\b/g)].map((match) => match[1]);
  if (!box || box[1] !== box[2] || drawn.some((name) => name !== "svg" && name !== "path")) {
    return null;
  }
  if (/\b(transform|fill-rule|style)=/.test(svg)) return null;
  const paths = [...svg.matchAll(/<path\b[^>]*?\sd="([^"]+)"/g)].map((match) =>
    match[1].replace(/&#x[9AD];|\s+/g, " ").trim(),
  );
  return paths.length > 0 ? { size: Number(box[1]), paths } : null;
}

export function writeIcons(modules, file) {
  const icons = [];
  for (const [set, folder] of Object.entries(SETS)) {
    for (const name of readdirSync(join(modules, folder)).sort()) {
      if (!name.endsWith(".svg")) continue;
      const icon = outlines(readFileSync(join(modules, folder, name), "utf8"));
      if (icon) icons.push(`${JSON.stringify(`${set}:${name.slice(0, -4)}`)}:${JSON.stringify(icon)}`);
    }
  }
  writeFileSync(file, `{\n${icons.join(",\n")}\n}\n`);
}

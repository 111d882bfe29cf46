// Savings for pages that people open on slow connections.

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/**
 * Leaflet in parts, for the pages named: what shared/leaflet_parts.mjs lists, without the
 * canvas renderer and Internet Explorer's VML, which they never use.
 */
export function leafletInParts(src, pages) {
  const inPages = pages.map((page) => join(src, page));
  const shared = join(src, "shared");
  return {
    name: "leaflet-in-parts",
    setup(build) {
      build.onResolve({ filter: /^leaflet$/ }, ({ importer }) =>
        [...inPages, shared].some((folder) => importer.startsWith(folder))
          ? { path: join(shared, "leaflet_parts.mjs") }
          : undefined,
      );
      build.onResolve({ filter: /^\.\/(Canvas|SVG\.VML)$/ }, ({ importer }) =>
        importer.includes("leaflet/src/layer/vector") || importer.includes("leaflet\\src\\layer\\vector")
          ? { path: "unused", namespace: "unused" }
          : undefined,
      );
      build.onResolve({ filter: /^leaflet\/src\/(layer\/tile|control)\// }, ({ path }) => ({
        path: join(src, "../node_modules", path),
        sideEffects: false,
      }));
      build.onLoad({ filter: /.*/, namespace: "unused" }, () => ({
        contents: "export const canvas = () => null; export const vmlMixin = {}; export const vmlCreate = null;",
      }));
    },
  };
}

const UNUSED_STYLES = /leaflet-(bar|popup|tooltip|control-(layers|zoom|scale)|vml|oldie|retina)/;

/** Leaflet's style sheet without what pages of a map never show: its own buttons, popups and tooltips. */
export function leafletStylesInParts() {
  return {
    name: "leaflet-styles-in-parts",
    setup(build) {
      build.onLoad({ filter: /leaflet[\\/]dist[\\/]leaflet\.css$/ }, ({ path }) => {
        const plain = readFileSync(path, "utf8").replace(/\/\*[\s\S]*?\*\//g, "");
        const contents = plain.replace(/([^{}]+)(\{[^{}]*\})/g, (_, selectors, body) => {
          const used = selectors.split(",").filter((selector) => !UNUSED_STYLES.test(selector));
          return used.length > 0 ? used.join(",") + body : "";
        });
        return { contents, loader: "css" };
      });
    },
  };
}

/** The page without tiles of a map server: most projects have none, and they weigh 5 kB. */
export function withoutTiles(src) {
  return {
    name: "without-tiles",
    setup(build) {
      build.onResolve({ filter: /\/shared\/basemap$/ }, () => ({ path: join(src, "shared/no_basemap.ts") }));
    },
  };
}

/**
 * words.json with the words that a page's script, the shared scripts and the templates can
 * ask for, whole keys ("share.copy") or by their beginning ("level." and then a level).
 */
export function wordsOfPage(src, templates, page, otherPages) {
  const texts = [
    ...textsIn(join(src, "shared")),
    ...textsIn(join(src, page)),
    ...textsIn(templates, (name) => !otherPages.some((other) => name.startsWith(`${other}.`))),
  ].join("\n");
  const beginnings = [...texts.matchAll(/["'`]([a-z_]+(?:\.[a-z_]+)*\.)(?=["'`$])/g)].map((m) => m[1]);
  const asked = (key) =>
    [`"${key}"`, `'${key}'`].some((quoted) => texts.includes(quoted)) ||
    beginnings.some((beginning) => key.startsWith(beginning));
  return {
    name: "words-of-page",
    setup(build) {
      build.onLoad({ filter: /[\\/]web[\\/]words\.json$/ }, ({ path }) => {
        const all = JSON.parse(readFileSync(path, "utf8"));
        const kept = Object.fromEntries(Object.entries(all).filter(([key]) => asked(key)));
        return { contents: JSON.stringify(kept), loader: "json" };
      });
    },
  };
}

/** words.json with the words of the desk alone. */
export function wordsOfDesk() {
  return {
    name: "words-of-desk",
    setup(build) {
      build.onLoad({ filter: /[\\/]web[\\/]words\.json$/ }, ({ path }) => {
        const all = JSON.parse(readFileSync(path, "utf8"));
        const kept = Object.fromEntries(Object.entries(all).filter(([key]) => key.startsWith("desk.")));
        return { contents: JSON.stringify(kept), loader: "json" };
      });
    },
  };
}

/**
 * The problem catalogue with the problems that a page's checks speak of, and without what only
 * reports say of them: why, and how to mend it where.
 */
export function catalogueInShort(checks) {
  const told = ({ severity, effect, title, message }) => ({ severity, effect, title, message });
  return {
    name: "catalogue-in-short",
    setup(build) {
      build.onLoad({ filter: /[\\/]problem_catalogue[\\/]\w+\.json$/ }, ({ path }) => {
        const all = JSON.parse(readFileSync(path, "utf8"));
        const words = new Set(textsIn(checks).join("\n").match(/\w+/g));
        const spoken = Object.entries(all).filter(([name]) => words.has(name));
        const short = Object.fromEntries(spoken.map(([name, entry]) => [name, told(entry)]));
        return { contents: JSON.stringify(short), loader: "json" };
      });
    },
  };
}

/**
 * What the page lends to its parts (lent.ts of the page): a part takes it from the page that it
 * runs in, and carries no copy.
 */
export function borrowedFromPage(page) {
  const listed = readFileSync(join(page, "lent.ts"), "utf8").matchAll(/^import \* as \w+ from "(.+)";$/gm);
  const lent = new Map([...listed].map(([, path]) => [join(page, path), path]));
  return {
    name: "borrowed-from-page",
    setup(build) {
      build.onResolve({ filter: /^\.\.?\// }, ({ path, resolveDir }) => {
        const borrowed = lent.get(join(resolveDir, path));
        return borrowed ? { path: borrowed, namespace: "borrowed" } : undefined;
      });
      build.onLoad({ filter: /.*/, namespace: "borrowed" }, ({ path }) => ({
        contents: `module.exports = window.mubanLent[${JSON.stringify(path)}];`,
      }));
    },
  };
}

/**
 * Packings of GeoTIFF that only WebAssembly unpacks (LERC, Zstandard) are left out: the page's policy
 * lets none run, and what is left out is told like any packing that is not known.
 */
export const withoutAssembly = {
  name: "without-assembly",
  setup(build) {
    build.onResolve({ filter: /^(lerc|zstddec)(\/\w+)?$/ }, ({ path }) => ({ path, namespace: "assembly" }));
    build.onLoad({ filter: /.*/, namespace: "assembly" }, () => ({
      contents: `
        const refuse = () => { throw new Error("not unpacked here"); };
        export class ZSTDDecoder { init = refuse; }
        export default { load: refuse, decode: refuse };`,
    }));
  },
};

function textsIn(folder, wanted = () => true) {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isFile() && wanted(entry.name))
    .map((entry) => readFileSync(join(folder, entry.name), "utf8"));
}

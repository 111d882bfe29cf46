// What of a site is kept, and under which name: rules without a cache or a network.

/** Files whose names carry the hash of their content: one address, one content, for ever. */
const HASHED = /[.-][0-9a-f]{12}\.\w+$/;
/** Of these, what a page does not work without. */
const NEEDED = /\.[0-9a-f]{12}\.(?:js|css)$/;
const QUOTED = /["']([^"'<>\s]+[.-][0-9a-f]{12}\.\w+)["']/g;
/** Folders that are never kept: downloads, and the pages for drawing with their secret. */
const NEVER = ["data/", "_draw/"];

export const isHashed = (address: string): boolean => HASHED.test(new URL(address).pathname);

/** Whether something of a site at `scope` may be kept at all. */
export function mayBeKept(address: string, scope: string): boolean {
  const path = withoutQuestion(address);
  return path.startsWith(scope) && !NEVER.some((folder) => path.slice(scope.length).startsWith(folder));
}

const DOOR = /<body[^>]* data-door="([^"]+)"/;

/** The page that leads to this one before any script runs: a site's own address. */
export const doorOf = (html: string, page: string): string | null => {
  const door = DOOR.exec(html)?.[1];
  return door === undefined ? null : pageKey(new URL(door, page).href);
};

/** One name for one page: what Facebook and LINE append is not part of it, nor is `index.html`. */
export const pageKey = (address: string): string => withoutQuestion(address).replace(/\/index\.html$/, "/");

/** Where a kept page stands in the site's manifest. */
export const pathOf = (key: string, scope: string): string =>
  key.slice(scope.length).replace(/(^|\/)$/, "$1index.html");

function withoutQuestion(address: string): string {
  const { origin, pathname } = new URL(address);
  return origin + pathname;
}

/** The hashed files of its own site that a page speaks of. */
export function mentioned(html: string, page: string): Set<string> {
  const found = [...html.matchAll(QUOTED)].map(([, path]) => new URL(path!, page));
  return new Set(found.filter(({ origin }) => origin === new URL(page).origin).map(({ href }) => href));
}

/** Those that it needs to work. */
export function needed(html: string, page: string): string[] {
  return [...mentioned(html, page)].filter((address) => NEEDED.test(address));
}

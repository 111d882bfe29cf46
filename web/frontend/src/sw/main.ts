// The service worker: pages once seen open without a network, and without waiting for a slow one.
//
// A page is asked of the network first. What it needs carries the hash of its content in its name,
// so a page is kept only together with all of that, and an old page never meets new scripts.

/// <reference lib="webworker" />
declare const self: ServiceWorkerGlobalScope;

import { doorOf, isHashed, mayBeKept, mentioned, needed, pageKey, pathOf } from "./kept";

const SCOPE = self.registration.scope;
/** Sites of one host share its caches; each has its own. */
const STORE = `muban-2 ${SCOPE}`;
const BEFORE = "muban-1";
/** A kept page is shown when the server has not sent its own by then. */
const PATIENCE_MS = 3000;

const onTheirWay = new Map<string, Promise<Response>>();

self.addEventListener("install", () => {
  void self.skipWaiting();
});

self.addEventListener("activate", (event) => {
  event.waitUntil(Promise.all([self.clients.claim(), forgetBefore()]).then(keepOpenPages));
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET" || !mayBeKept(request.url, SCOPE)) return;
  if (request.mode === "navigate") {
    const fresh = fetch(request);
    event.respondWith(freshOrKept(fresh, pageKey(request.url)));
    event.waitUntil(fresh.then((answer) => keepPage(pageKey(request.url), answer.clone())).catch(() => undefined));
  } else if (isHashed(request.url)) event.respondWith(keptOrFetched(request.url));
});

/** The server's page if it comes whole and in time; else the kept one, where there is one. */
async function freshOrKept(fresh: Promise<Response>, key: string): Promise<Response> {
  const kept = await (await caches.open(STORE)).match(key);
  if (!kept) return fresh;
  const whole = fresh.then(async (answer) => {
    // A redirection has no body that may be read, and is the browser's to follow.
    if (answer.type === "basic") await answer.clone().arrayBuffer();
    return answer.status < 500 ? answer : kept;
  });
  const late = new Promise<Response>((resolve) => setTimeout(() => resolve(kept), PATIENCE_MS));
  return Promise.race([whole.catch(() => kept), late]);
}

async function keptOrFetched(address: string): Promise<Response> {
  return (await (await caches.open(STORE)).match(address)) ?? (await fetched(address)).clone();
}

/** A hashed file from the network, kept; asked for once, whoever needs it meanwhile. */
function fetched(address: string): Promise<Response> {
  const under = onTheirWay.get(address);
  if (under) return under;
  const coming = fetch(address)
    .then(async (answer) => {
      if (answer.status === 200) await (await caches.open(STORE)).put(address, answer.clone()).catch(() => undefined);
      return answer;
    })
    .finally(() => onTheirWay.delete(address));
  onTheirWay.set(address, coming);
  return coming;
}

/** Keeps a page, and if it is another than before, brings the rest of the site to its day. */
async function keepPage(key: string, answer: Response): Promise<void> {
  if ((await keepWhole(key, answer)) === "new") await renewOthers(key);
}

type Kept = "new" | "same" | "not";

/** Keeps a page that is whole: with everything it needs, or not at all. */
async function keepWhole(key: string, answer: Response): Promise<Kept> {
  const store = await caches.open(STORE);
  // What was taken off the web is no longer shown from here either.
  if (answer.status === 404 || answer.status === 410) {
    await store.delete(key);
    return "not";
  }
  if (answer.status !== 200 || answer.type !== "basic") return "not";
  if (/no-store/i.test(answer.headers.get("Cache-Control") ?? "")) return "not";
  const copy = answer.clone();
  const html = await answer.text();
  const before = (await (await store.match(key))?.text()) ?? "";
  for (const address of needed(html, key)) if (!(await isWhole(store, address))) return "not";
  await store.put(key, copy);
  if (html !== before) await forgetUnneeded(store, mentioned(before, key));
  return html === before ? "same" : "new";
}

/**
 * Other kept pages of an earlier publication are fetched anew, or let go: whoever is without a
 * network later must not see one tambon as it is beside another as it was.
 */
async function renewOthers(key: string): Promise<void> {
  const store = await caches.open(STORE);
  const pages = (await store.keys()).filter(({ url }) => !isHashed(url) && url !== key);
  if (!pages.length) return;
  const files = await published();
  if (!files) return;
  for (const { url } of pages) {
    const kept = await (await store.match(url))?.arrayBuffer();
    if (!kept || (await sha256(kept)) === files[pathOf(url, SCOPE)]?.sha256) continue;
    const fresh = await fetch(url, { cache: "no-cache" }).catch(() => null);
    if (!fresh || (await keepWhole(url, fresh)) === "not") await store.delete(url);
  }
}

/** Every file of the site as it was published, from its manifest; null where it cannot be read. */
async function published(): Promise<Record<string, { readonly sha256: string }> | null> {
  try {
    const answer = await fetch(`${SCOPE}manifest.json`, { cache: "no-cache" });
    return answer.ok ? ((await answer.json()).files ?? null) : null;
  } catch {
    return null;
  }
}

async function sha256(content: ArrayBuffer): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", content));
  return [...digest].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

async function isWhole(store: Cache, address: string): Promise<boolean> {
  return Boolean(await store.match(address)) || (await fetched(address)).status === 200;
}

/** Lets go of files that no kept page speaks of; `still` are those of a page that may be open. */
async function forgetUnneeded(store: Cache, still: Set<string>): Promise<void> {
  const requests = await store.keys();
  const [files, pages] = [requests.filter(({ url }) => isHashed(url)), requests.filter(({ url }) => !isHashed(url))];
  const spoken = new Set(still);
  for (const { url } of pages) {
    const html = (await (await store.match(url))?.text()) ?? "";
    for (const address of mentioned(html, url)) spoken.add(address);
  }
  for (const { url } of files) if (!spoken.has(url) && !onTheirWay.has(url)) await store.delete(url);
}

/** What an earlier worker kept had a copy for every way to write an address. */
async function forgetBefore(): Promise<void> {
  const store = await caches.open(BEFORE);
  const requests = await store.keys();
  const ours = requests.filter(({ url }) => url.startsWith(SCOPE));
  await Promise.all(ours.map((request) => store.delete(request)));
  if (ours.length === requests.length) await caches.delete(BEFORE);
}

/** A page that was opened before there was a worker has been seen too. */
async function keepOpenPages(): Promise<void> {
  for (const { url } of await self.clients.matchAll({ type: "window" })) {
    if (!mayBeKept(url, SCOPE)) continue;
    const key = pageKey(url);
    await fetch(key, { cache: "force-cache" })
      .then((answer) => keepPage(key, answer))
      .then(() => keepDoor(key))
      .catch(() => undefined);
  }
}

/** The door that led to a page is gone before this worker is there: it is kept with the page. */
async function keepDoor(key: string): Promise<void> {
  const html = await (await (await caches.open(STORE)).match(key))?.text();
  const door = html === undefined ? null : doorOf(html, key);
  if (door !== null && mayBeKept(door, SCOPE)) await keepPage(door, await fetch(door));
}

// The service worker: pages once seen open without a network.
//
// Scripts, styles and cards carry the hash of their content in their names, so what is kept
// is right for ever. Pages are asked of the network first.

/// <reference lib="webworker" />
declare const self: ServiceWorkerGlobalScope;

const STORE = "muban-1";
const HASHED = /\.[0-9a-f]{12}\.\w+$/;

self.addEventListener("install", () => {
  void self.skipWaiting();
});

self.addEventListener("activate", (event) => {
  event.waitUntil(self.clients.claim());
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET" || new URL(request.url).origin !== self.location.origin) return;
  if (new URL(request.url).pathname.includes("/data/")) return; // downloads are not kept
  event.respondWith(HASHED.test(request.url) ? keptFirst(request) : networkFirst(request));
});

async function keptFirst(request: Request): Promise<Response> {
  const store = await caches.open(STORE);
  return (await store.match(request)) ?? fetchAndKeep(store, request);
}

async function networkFirst(request: Request): Promise<Response> {
  const store = await caches.open(STORE);
  try {
    return await fetchAndKeep(store, request);
  } catch (failure) {
    const kept = await store.match(request, { ignoreSearch: true });
    if (kept) return kept;
    throw failure;
  }
}

async function fetchAndKeep(store: Cache, request: Request): Promise<Response> {
  const answer = await fetch(request);
  if (answer.ok) await store.put(request, answer.clone());
  return answer;
}

export {};

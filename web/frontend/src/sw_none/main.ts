// The worker that a preview answers with: it keeps nothing, and takes away what another one kept.
//
// A preview shows what was built last, and its pages for drawing hold a secret. A worker of a site
// that was looked at before under the same address would show its pages instead.

/// <reference lib="webworker" />
declare const self: ServiceWorkerGlobalScope;

self.addEventListener("install", () => {
  void self.skipWaiting();
});

self.addEventListener("activate", (event) => {
  event.waitUntil(takeAway());
});

async function takeAway(): Promise<void> {
  const names = (await caches.keys()).filter((name) => name.startsWith("muban"));
  await Promise.all(names.map((name) => caches.delete(name)));
  await self.registration.unregister();
}

export {};

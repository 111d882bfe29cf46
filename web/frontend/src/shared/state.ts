// What is shown, written in the address so that any state of the map can be sent.

export interface ViewState {
  readonly village: string;
  readonly view: string;
  readonly off: readonly string[];
  readonly place: { readonly zoom: number; readonly lat: number; readonly lng: number } | null;
  readonly more: Readonly<Record<string, string>>;
}

export const EMPTY: ViewState = { village: "", view: "", off: [], place: null, more: {} };

/** Read `#v=…&d=…&off=…&z=zoom/lat/lng`; what cannot be read is left at its default. */
export function readState(hash: string): ViewState {
  const given = new URLSearchParams(hash.replace(/^#/, ""));
  const [zoom, lat, lng] = (given.get("z") ?? "").split("/").map(Number);
  const there = [zoom, lat, lng].every((n) => n !== undefined && Number.isFinite(n));
  const more: Record<string, string> = {};
  given.forEach((value, key) => {
    if (!["v", "d", "off", "z"].includes(key)) more[key] = value;
  });
  return {
    village: given.get("v") ?? "",
    view: given.get("d") ?? "",
    off: (given.get("off") ?? "").split(",").filter(Boolean),
    place: there && given.has("z") ? { zoom: zoom as number, lat: lat as number, lng: lng as number } : null,
    more,
  };
}

/** The state as the part of an address after `#`; "" where all is at its default. */
export function writeState(state: ViewState): string {
  const parts: string[] = [];
  const add = (key: string, value: string): void => {
    if (value) parts.push(`${key}=${encodeURIComponent(value).replace(/%2F/g, "/").replace(/%2C/g, ",")}`);
  };
  add("v", state.village);
  add("d", state.view);
  add("off", state.off.join(","));
  for (const key of Object.keys(state.more).sort()) add(key, state.more[key] ?? "");
  if (state.place) {
    const { zoom, lat, lng } = state.place;
    add("z", `${round(zoom, 2)}/${lat.toFixed(5)}/${lng.toFixed(5)}`);
  }
  return parts.join("&");
}

function round(value: number, digits: number): string {
  return String(Number(value.toFixed(digits)));
}

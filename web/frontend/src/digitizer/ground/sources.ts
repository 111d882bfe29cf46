/**
 * Sources of map tiles to draw over: addresses as XYZ, TMS and WMTS servers give them.
 *
 * The same addresses as Python takes from muban.toml (web/settings/addresses.py).
 */

export interface Source {
  readonly name: string;
  /** The template of addresses; {key} in it is the office's key. */
  readonly address: string;
  /** Who made the map: shown wherever it is. */
  readonly attribution: string;
  /** The nearest zoom that the server has; nearer, its tiles are enlarged. */
  readonly max_zoom: number;
  readonly key: string;
}

const HOST = String.raw`https://(\{s\}\.)?[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?(:[0-9]{1,5})?`;
const HERE = String.raw`http://(localhost|127\.0\.0\.1)(:[0-9]{1,5})?`;
const ADDRESS = new RegExp(
  String.raw`^(${HOST}|${HERE})/([^\s\x00-\x20{}\\"'<>]|\{(z|x|y|-y|r|s|key|TileMatrix|TileCol|TileRow)\})*$`,
);
const WMTS = { TileMatrix: "z", TileCol: "x", TileRow: "y" } as const;

/** Whether it is a template of tiles, with a place for zoom, column and row. */
export function isAddress(text: string): boolean {
  const places = plainAddress(text);
  return ADDRESS.test(text) && ["{z}", "{x}"].every((one) => places.includes(one)) && /\{-?y\}/.test(places);
}

/** The template with the names that Leaflet fills in. */
export const plainAddress = (address: string): string =>
  address.replace(/\{(TileMatrix|TileCol|TileRow)\}/g, (_, name: keyof typeof WMTS) => `{${WMTS[name]}}`);

/** What a policy calls the host that the tiles come from; "" where it is no template of tiles. */
export function hostOf(address: string): string {
  if (!isAddress(address)) return "";
  const [scheme, host] = /^(https?:\/\/)([^/]+)/.exec(address)!.slice(1);
  return `${scheme}${host!.replace("{s}", "*")}`;
}

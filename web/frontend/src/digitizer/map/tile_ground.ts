/** Tiles of a map server under the drawing: shown when switched on, with their credit; silence is told. */

import * as L from "leaflet";
import { keepChoice, readChoice, type Choice } from "../ground/choice";
import { isOpenFor } from "../ground/policy";
import { plainAddress, type Source } from "../ground/sources";
import type { Beneath } from "./beneath";

/** Where the officer was before the page was opened anew for another server. */
const RETURN = "muban-return";
const NEAREST_ZOOM = 21;

export class TileGround {
  choice: Choice = readChoice();
  /** Called when something to be seen in the panel has changed. */
  changed: () => void = () => undefined;
  /** Called with the source whose tiles do not come; null once they do, or it is off. */
  silent: (source: Source | null) => void = () => undefined;
  private layer: L.TileLayer | null = null;

  constructor(
    private readonly map: L.Map,
    /** Those that muban.toml names. */
    private readonly given: readonly Source[],
    private readonly beneath: Beneath,
  ) {
    this.dress();
  }

  /** All sources that can be switched on; one given in muban.toml goes before the officer's own like it. */
  get sources(): readonly Source[] {
    const addresses = new Set(this.given.map(({ address }) => address));
    return [...this.given, ...this.choice.own.filter(({ address }) => !addresses.has(address))];
  }

  isOwn(source: Source): boolean {
    return !this.given.includes(source);
  }

  /** Lays the tiles that were on when the page was last open, and goes back to where that was. */
  begin(): string {
    const source = this.sources.find(({ address }) => address === this.choice.on);
    if (source && isOpenFor(source.address)) this.lay(source);
    return this.goBack();
  }

  /** Switches a source on; whether this browser lets a page remember that, without which it cannot be. */
  turnOn(source: Source, tab: string): boolean {
    if (!this.keep({ on: source.address })) return false;
    if (isOpenFor(source.address)) this.lay(source);
    else this.openAnew(tab);
    return true;
  }

  turnOff(): void {
    this.keep({ on: "" });
    this.layer?.remove();
    this.layer = null;
    this.silent(null);
    this.beneath.credit(this, null);
  }

  add(source: Source): boolean {
    const others = this.choice.own.filter(({ address }) => address !== source.address);
    return this.keep({ own: [...others, source] });
  }

  remove(source: Source): void {
    if (this.choice.on === source.address) this.turnOff();
    this.keep({ own: this.choice.own.filter((one) => one !== source) });
  }

  setOpacity(what: "ground" | "villages", share: number): void {
    this.keep({ [what]: share });
    this.dress();
  }

  /** Asks for the tiles once more. */
  again(): void {
    this.layer?.redraw();
  }

  private keep(change: Partial<Choice>): boolean {
    const choice = { ...this.choice, ...change };
    if (!keepChoice(choice)) return false;
    this.choice = choice;
    this.changed();
    return true;
  }

  private lay(source: Source): void {
    this.layer?.remove();
    this.silent(null);
    const options = { key: encodeURIComponent(source.key), maxNativeZoom: source.max_zoom, maxZoom: NEAREST_ZOOM };
    // Some servers serve only who says from where they are asked; a page from disk has nothing to say.
    const referrerPolicy = "strict-origin-when-cross-origin" as const;
    this.layer = L.tileLayer(plainAddress(source.address), { ...options, referrerPolicy } as L.TileLayerOptions);
    this.listen(this.layer, source);
    this.layer.addTo(this.map);
    this.beneath.credit(this, source.attribution);
  }

  /** Tells when of all tiles of a view more stay away than come. */
  private listen(layer: L.TileLayer, source: Source): void {
    let [came, missed] = [0, 0];
    layer.on("loading", () => ([came, missed] = [0, 0]));
    layer.on("tileload", () => came++);
    layer.on("tileerror", () => missed++);
    layer.on("load", () => {
      if (layer === this.layer) this.silent(missed > came ? source : null);
    });
  }

  private dress(): void {
    const { ground, villages } = this.choice;
    this.map.getContainer().style.setProperty("--village-fill", String(villages));
    this.map.getContainer().style.setProperty("--ground-opacity", String(ground));
  }

  private openAnew(tab: string): void {
    const { lat, lng } = this.map.getCenter();
    try {
      sessionStorage.setItem(RETURN, JSON.stringify({ tab, lat, lng, zoom: this.map.getZoom() }));
    } catch {
      // Then the page begins with the whole tambon.
    }
    location.reload();
  }

  /** The tab that was open; "" where the page was not opened anew for tiles. */
  private goBack(): string {
    try {
      const { tab, lat, lng, zoom } = JSON.parse(sessionStorage.getItem(RETURN) ?? "null") as Record<string, never>;
      sessionStorage.removeItem(RETURN);
      this.map.setView([lat, lng] as unknown as L.LatLngTuple, zoom, { animate: false });
      return String(tab);
    } catch {
      return "";
    }
  }
}

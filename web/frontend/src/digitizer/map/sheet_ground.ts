/** Maps and photographs from files of this device, laid under the drawing in the order they were opened. */

import * as L from "leaflet";
import type { Sheet } from "../ground/sheet";
import type { Beneath } from "./beneath";

const TILE_PX = 256;
const NEAREST_ZOOM = 21;
const PANE = "sheets";

/** Tiles that a sheet gives, as Leaflet asks for them. */
const SheetLayer = L.GridLayer.extend({
  createTile(this: L.GridLayer & { readonly sheet: Sheet }, { z, x, y }: L.Coords, done: L.DoneCallback): HTMLElement {
    const canvas = document.createElement("canvas");
    canvas.width = canvas.height = TILE_PX;
    const draw = (picture: CanvasImageSource | null): void => {
      if (picture) canvas.getContext("2d")!.drawImage(picture, 0, 0, TILE_PX, TILE_PX);
      done(undefined, canvas);
    };
    this.sheet.tile(z, x, y).then(draw, (trouble: Error) => done(trouble, canvas));
    return canvas;
  },
}) as unknown as new (
  options: L.GridLayerOptions,
) => L.GridLayer & { sheet: Sheet };

export class SheetGround {
  private readonly laid = new Map<Sheet, L.GridLayer>();
  /** Called with the sheet of which no tile can be made. */
  broken: (sheet: Sheet) => void = () => undefined;

  constructor(
    private readonly map: L.Map,
    private readonly beneath: Beneath,
  ) {
    map.createPane(PANE).style.zIndex = "210";
  }

  get sheets(): readonly Sheet[] {
    return [...this.laid.keys()];
  }

  lay(sheet: Sheet): void {
    const { bounds, min_zoom, max_zoom } = sheet;
    const layer = new SheetLayer({
      pane: PANE,
      minNativeZoom: min_zoom,
      maxNativeZoom: max_zoom,
      maxZoom: NEAREST_ZOOM,
      ...(bounds && { bounds: boxOf(bounds) }),
    });
    layer.sheet = sheet;
    layer.on("tileerror", () => this.broken(sheet));
    this.laid.set(sheet, layer.addTo(this.map));
    this.beneath.credit(sheet, sheet.credit || sheet.name);
    this.goTo(sheet);
  }

  /** Shows where a sheet lies, unless it is in view. */
  goTo({ bounds }: Sheet, always = false): void {
    if (!bounds) return;
    const box = boxOf(bounds);
    if (always || !this.map.getBounds().intersects(box)) this.map.fitBounds(box, { maxZoom: 17, animate: false });
  }

  remove(sheet: Sheet): void {
    this.laid.get(sheet)?.remove();
    this.laid.delete(sheet);
    this.beneath.credit(sheet, null);
  }
}

const boxOf = ([west, south, east, north]: NonNullable<Sheet["bounds"]>): L.LatLngBounds =>
  L.latLngBounds([
    [south, west],
    [north, east],
  ]);

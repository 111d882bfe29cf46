/**
 * A picture of a paper map laid under the drawing, fitted by its four corners.
 *
 * The picture is bent with a projective CSS transform: the matrix that takes the unit
 * square to any four points (Heckbert 1989, section 2.2.3).
 */

import * as L from "leaflet";
import { t } from "../app/words";

type Four = [L.LatLng, L.LatLng, L.LatLng, L.LatLng];

/** A picture as its file was: what the database can keep in every browser. */
export interface Picture {
  readonly type: string;
  readonly bytes: ArrayBuffer;
}

/** Where a picture lies: its corners in degrees from top left, clockwise, and how opaque it is. */
export interface Fit {
  readonly corners: readonly (readonly [number, number])[];
  readonly opacity: number;
}

/** Pixels that an arrow key moves a corner; with Shift finely. */
const STEP = 8;
const FINE = 1;
const WAYS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/** CSS matrix3d that takes a box of w × h pixels to four points (from top left, clockwise). */
export function quadMatrix(w: number, h: number, [a, b, c, d]: readonly L.Point[]): string {
  if (!a || !b || !c || !d) return "none";
  const [dx1, dy1] = [b.x - c.x, b.y - c.y];
  const [dx2, dy2] = [d.x - c.x, d.y - c.y];
  const [sx, sy] = [a.x - b.x + c.x - d.x, a.y - b.y + c.y - d.y];
  const size = dx1 * dy2 - dx2 * dy1;
  const g = (sx * dy2 - dx2 * sy) / size;
  const k = (dx1 * sy - sx * dy1) / size;
  const columns = [
    [(b.x - a.x + g * b.x) / w, (b.y - a.y + g * b.y) / w, 0, g / w],
    [(d.x - a.x + k * d.x) / h, (d.y - a.y + k * d.y) / h, 0, k / h],
    [0, 0, 1, 0],
    [a.x, a.y, 0, 1],
  ];
  return `matrix3d(${columns
    .flat()
    .map((n) => n.toFixed(9))
    .join(",")})`;
}

export class PaperImage {
  private readonly image = document.createElement("img");
  private corners: Four | null = null;
  private readonly handles: L.Marker[] = [];
  /** Called when the picture was changed, or only where it lies. */
  changed: (fit: Fit | null, picture?: Picture | null) => void = () => undefined;

  constructor(private readonly map: L.Map) {
    const pane = map.createPane("paper");
    pane.style.zIndex = "250";
    this.image.className = "paper-image leaflet-zoom-hide";
    this.image.alt = "";
    this.image.hidden = true;
    pane.append(this.image);
    map.on("zoomend viewreset", () => this.render());
  }

  get shown(): boolean {
    return !this.image.hidden;
  }

  /** Lays a picture over the middle of the map; one that cannot be shown changes nothing. */
  async lay(file: Blob): Promise<void> {
    const picture = { type: file.type, bytes: await file.arrayBuffer() };
    await this.load(picture);
    this.corners = this.middle();
    this.setOpacity(0.6);
    this.show();
    this.changed(this.fit, picture);
  }

  /** Lays a picture where it lay. */
  async restore(picture: Picture, { corners, opacity }: Fit): Promise<void> {
    await this.load(picture);
    this.corners = corners.map(([lon, lat]) => L.latLng(lat, lon)) as Four;
    this.image.style.opacity = String(opacity);
    this.show();
  }

  private get fit(): Fit | null {
    const corners = this.corners?.map(({ lng, lat }): [number, number] => [lng, lat]);
    return corners ? { corners, opacity: this.opacity } : null;
  }

  private async load({ type, bytes }: Picture): Promise<void> {
    const file = new Blob([bytes], { type });
    const address = URL.createObjectURL(file);
    const fresh = new Image();
    fresh.src = address;
    try {
      await fresh.decode();
    } catch (trouble) {
      URL.revokeObjectURL(address);
      throw trouble;
    }
    if (this.image.src) URL.revokeObjectURL(this.image.src);
    this.image.src = address;
    await this.image.decode();
  }

  private middle(): Four {
    const size = this.map.getSize();
    const { naturalWidth: w, naturalHeight: h } = this.image;
    const scale = Math.min((size.x * 0.8) / w, (size.y * 0.8) / h);
    const [left, top] = [(size.x - w * scale) / 2, (size.y - h * scale) / 2];
    const at = (x: number, y: number): L.LatLng => this.map.containerPointToLatLng([x, y]);
    const [right, bottom] = [left + w * scale, top + h * scale];
    return [at(left, top), at(right, top), at(right, bottom), at(left, bottom)];
  }

  private show(): void {
    this.image.hidden = false;
    this.map.getContainer().classList.add("with-paper");
    this.render();
  }

  get opacity(): number {
    return Number(this.image.style.opacity);
  }

  setOpacity(share: number): void {
    this.image.style.opacity = String(share);
    this.changed(this.fit);
  }

  /** The four corners to take hold of, while the picture is fitted: else they would catch taps. */
  setHandles(on: boolean): void {
    const shown = on && this.corners !== null;
    if (shown === this.handles.length > 0) return;
    for (const handle of this.handles.splice(0)) handle.remove();
    if (!shown) return;
    this.corners!.forEach((corner, i) => {
      const icon = L.divIcon({ className: "paper-corner", iconSize: [44, 44] });
      const handle = L.marker(corner, { icon, draggable: true, autoPan: true }).addTo(this.map);
      const follow = (): void => {
        this.corners![i] = handle.getLatLng();
        this.render();
      };
      handle.on("drag", follow);
      handle.on("dragend", () => this.changed(this.fit));
      handle.getElement()?.addEventListener("keydown", (event) => {
        const way = WAYS[event.key];
        if (!way) return;
        event.preventDefault();
        event.stopPropagation();
        const at = this.map.latLngToContainerPoint(handle.getLatLng());
        const step = event.shiftKey ? FINE : STEP;
        handle.setLatLng(this.map.containerPointToLatLng([at.x + way[0] * step, at.y + way[1] * step]));
        follow();
        this.changed(this.fit);
      });
      this.handles.push(handle);
    });
    this.relabel();
  }

  relabel(): void {
    this.handles.forEach((handle, i) =>
      handle.getElement()?.setAttribute("aria-label", t("image.corner", { n: i + 1 })),
    );
  }

  remove(): void {
    this.setHandles(false);
    this.image.hidden = true;
    this.map.getContainer().classList.remove("with-paper");
    this.corners = null;
    this.changed(null, null);
  }

  private render(): void {
    if (!this.corners) return;
    const points = this.corners.map((corner) => this.map.latLngToLayerPoint(corner));
    const { naturalWidth: w, naturalHeight: h } = this.image;
    this.image.style.transform = quadMatrix(w, h, points);
  }
}

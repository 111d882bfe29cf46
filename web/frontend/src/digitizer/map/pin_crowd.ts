/**
 * Pins that are too many for an element each, painted on one sheet.
 *
 * A browser asks every element of a page where it stands whenever something changes: with
 * thousands of them, what one edit costs grows with all that was drawn before. A sheet costs
 * the same however many are on it. It looks as css/map_words.css makes the elements look.
 */

import type * as L from "leaflet";
import type { SymbolRow } from "../data";
import { PIN_NAME, PIN_PX } from "./pin_looks";
import { paintDot, paintSymbol } from "../marks/symbol";

/** One pin of the crowd: its place in pixels of the map's zoom. */
export interface Painted {
  readonly x: number;
  readonly y: number;
  readonly row: SymbolRow | undefined;
  readonly dot: boolean;
  /** "" where there is no room for it. */
  readonly name: string;
}

/** How far beyond the view the sheet reaches, as a share of it: so far the map may be dragged. */
const BEYOND = 0.25;
const STAMP_PX = PIN_PX + 10;
const SYMBOL = { size: PIN_PX, edge: 1.6 } as const;
const DOT = { size: 10.5, edge: 1.5 } as const;
const SHADOW = "rgba(31, 42, 48, 0.45)";
const INK = "#1f2a30";
const HALO = "#fff";

export class PinCrowd {
  private readonly sheet = document.createElement("canvas");
  private readonly stamps = new Map<string, HTMLCanvasElement>();
  private pins: readonly Painted[] = [];
  private soon = 0;
  private family = "sans-serif";

  constructor(private readonly map: L.Map) {
    this.sheet.className = "pin-crowd";
    this.sheet.hidden = true;
    this.sheet.setAttribute("aria-hidden", "true");
    const pane = map.createPane("crowd");
    pane.style.zIndex = "609";
    pane.append(this.sheet);
    // Painted anew when the zooming has ended: until then it would lie beside its places.
    map.on("zoomstart", () => (this.sheet.style.visibility = "hidden"));
  }

  /** The ground that is painted, in pixels of the map's zoom. */
  ground(): { readonly min: L.Point; readonly max: L.Point } {
    const { min, max } = this.map.getPixelBounds();
    const rim = max!.subtract(min!).multiplyBy(BEYOND);
    return { min: min!.subtract(rim), max: max!.add(rim) };
  }

  /** Shows these pins instead of those before, with the next frame. */
  show(pins: readonly Painted[]): void {
    if (pins.length === 0 && this.pins.length === 0) return;
    this.pins = pins;
    cancelAnimationFrame(this.soon);
    this.soon = requestAnimationFrame(() => this.paint());
  }

  private paint(): void {
    this.sheet.hidden = this.pins.length === 0;
    if (this.sheet.hidden) return;
    const { min, max } = this.ground();
    const size = max.subtract(min).round();
    const sharp = window.devicePixelRatio || 1;
    this.sheet.width = size.x * sharp;
    this.sheet.height = size.y * sharp;
    this.sheet.style.width = `${size.x}px`;
    this.sheet.style.height = `${size.y}px`;
    this.sheet.style.visibility = "";
    const corner = min.round();
    const { x, y } = corner.subtract(this.map.getPixelOrigin());
    this.sheet.style.transform = `translate(${x}px, ${y}px)`;
    const pen = this.sheet.getContext("2d");
    if (!pen) return;
    this.family = getComputedStyle(document.body).fontFamily;
    pen.scale(sharp, sharp);
    for (const pin of this.pins) this.stamp(pen, pin, [pin.x - corner.x, pin.y - corner.y], sharp);
    for (const pin of this.pins) if (pin.name) this.write(pen, pin.name, [pin.x - corner.x, pin.y - corner.y]);
  }

  /** Every look is painted once, and then only copied. */
  private stamp(
    pen: CanvasRenderingContext2D,
    { row, dot }: Painted,
    [x, y]: readonly [number, number],
    sharp: number,
  ): void {
    const id = `${dot} ${sharp} ${row?.color} ${row?.shape_d} ${row?.icon_d}`;
    const stamp = this.stamps.get(id) ?? newStamp(row, dot, sharp);
    this.stamps.set(id, stamp);
    pen.drawImage(stamp, x - STAMP_PX / 2, y - STAMP_PX / 2, STAMP_PX, STAMP_PX);
  }

  private write(pen: CanvasRenderingContext2D, name: string, [x, y]: readonly [number, number]): void {
    pen.font = `${PIN_NAME.size}px ${this.family}`;
    pen.textAlign = "center";
    pen.textBaseline = "middle";
    pen.lineJoin = "round";
    pen.lineWidth = 3;
    pen.strokeStyle = HALO;
    pen.fillStyle = INK;
    const middle = y + (PIN_PX + PIN_NAME.height) / 2;
    pen.strokeText(name, x, middle);
    pen.fillText(name, x, middle);
  }
}

function newStamp(row: SymbolRow | undefined, dot: boolean, sharp: number): HTMLCanvasElement {
  const stamp = document.createElement("canvas");
  stamp.width = stamp.height = STAMP_PX * sharp;
  const pen = stamp.getContext("2d");
  if (!pen) return stamp;
  pen.scale(sharp, sharp);
  const middle = [STAMP_PX / 2, STAMP_PX / 2] as const;
  if (dot) paintDot(pen, row, middle, DOT);
  else withShadow(stamp, pen, sharp, () => paintSymbol(pen, row, middle, SYMBOL));
  return stamp;
}

/** The whole throws one shadow; painted part by part each part would throw its own. */
function withShadow(stamp: HTMLCanvasElement, pen: CanvasRenderingContext2D, sharp: number, paint: () => void): void {
  paint();
  const bare = document.createElement("canvas");
  bare.width = bare.height = stamp.width;
  bare.getContext("2d")?.drawImage(stamp, 0, 0);
  pen.clearRect(0, 0, STAMP_PX, STAMP_PX);
  pen.shadowColor = SHADOW;
  pen.shadowOffsetY = sharp;
  pen.shadowBlur = 4 * sharp;
  pen.drawImage(bare, 0, 0, STAMP_PX, STAMP_PX);
}

// What ties a marker to its true place: a dot there, and a line to the marker where it had to
// stand aside. One drawing for all, made anew at every zoom.

import type * as L from "leaflet";

import { s } from "./dom";

export interface Foot {
  readonly x: number;
  readonly y: number;
  readonly color: string;
  /** `data-` attributes that say whose it is. */
  readonly data: Readonly<Record<string, string>>;
  /** Where its marker stands; the line is left out where that covers the foot. */
  readonly marker?: {
    readonly x: number;
    readonly y: number;
    readonly radius: number;
    /** It counts several: its lines are many and step back. */
    readonly shared?: boolean;
  };
}

const RADIUS = 3.4;
/** How far a count's lines go: a longer one says less than it hides. */
const SHARED_REACH = 44;

export class Feet {
  private readonly drawing = s("svg", { class: "feet", "aria-hidden": "true", width: 1, height: 1 });

  constructor(
    private readonly map: L.Map,
    pane: string,
  ) {
    map.getPane(pane)?.append(this.drawing);
  }

  /** Draw them; places are pixels of the map's zoom (`map.project`). */
  draw(feet: readonly Foot[]): void {
    const origin = this.map.getPixelOrigin();
    const line = ({ x, y, marker }: Foot): string => {
      if (!marker) return "";
      const length = Math.hypot(marker.x - x, marker.y - y);
      if (length <= marker.radius || (marker.shared && length > SHARED_REACH)) return "";
      return `M${short(x - origin.x)} ${short(y - origin.y)}L${short(marker.x - origin.x)} ${short(marker.y - origin.y)}`;
    };
    const many = feet
      .filter(({ marker }) => marker?.shared)
      .map(line)
      .join("");
    const lines = feet
      .filter(({ marker }) => !marker?.shared)
      .map(line)
      .join("");
    const dots = feet
      .filter(({ color }) => color)
      .map(({ x, y, color, data }) =>
        s("circle", { cx: short(x - origin.x), cy: short(y - origin.y), r: RADIUS, fill: color, ...data }),
      );
    this.drawing.replaceChildren(
      s("path", { class: "leader many", d: many }),
      s("path", { class: "halo", d: lines }),
      s("path", { class: "leader", d: lines }),
      ...dots,
    );
  }
}

function short(value: number): string {
  return value.toFixed(2).replace(/\.?0+$/, "");
}

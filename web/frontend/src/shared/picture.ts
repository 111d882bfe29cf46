// The picture that stands in the page: its paths are the map's data.

import { type Cell, type Grid, type LatLng, latLngOf } from "./grid";
import { ringsOf } from "./path";

export type Rings = readonly (readonly Cell[])[];

/** How the picture lies in its box: what Leaflet must show so that nothing jumps. */
export interface PictureView {
  readonly centre: LatLng;
  readonly zoom: number;
}

const WORLD_M = 2 * Math.PI * 6378137;
const TILE_PX = 256;

export class Picture {
  constructor(
    readonly svg: SVGSVGElement,
    private readonly grid: Grid,
  ) {}

  /** Rings of every shape that carries an attribute, by that attribute's value. */
  shapes(attribute: string): Map<string, Rings> {
    const found = new Map<string, Rings>();
    for (const path of this.svg.querySelectorAll<SVGPathElement>(`path[${attribute}]`)) {
      found.set(path.getAttribute(attribute) ?? "", ringsOf(path.getAttribute("d") ?? ""));
    }
    return found;
  }

  /** Rings of one shape by its id; none where it is not drawn. */
  shape(id: string): Rings {
    return ringsOf(this.svg.querySelector(`path#${id}`)?.getAttribute("d") ?? "");
  }

  /** Rings in degrees, as Leaflet takes a polygon of several parts. */
  latLngs(rings: Rings): LatLng[][] {
    return rings.map((ring) => ring.map((cell) => latLngOf(this.grid, cell)));
  }

  /** The view that shows the map exactly where the picture stands now. */
  view(box: DOMRect): PictureView | null {
    const matrix = this.svg.getScreenCTM();
    if (!matrix || matrix.a === 0) return null;
    const x = (box.left + box.width / 2 - matrix.e) / matrix.a;
    const y = (box.top + box.height / 2 - matrix.f) / matrix.d;
    const metresPerPixel = this.grid.cell / matrix.a;
    return {
      centre: latLngOf(this.grid, [x, y]),
      zoom: Math.log2(WORLD_M / (TILE_PX * metresPerPixel)),
    };
  }

  /** Take the picture away but keep the symbols that it defines. */
  retire(): void {
    const defs = this.svg.querySelector("defs");
    const keeper = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    keeper.setAttribute("class", "keeper");
    keeper.setAttribute("width", "0");
    keeper.setAttribute("height", "0");
    keeper.setAttribute("aria-hidden", "true");
    if (defs) {
      defs.querySelector("#outline")?.remove();
      keeper.append(defs);
    }
    document.body.append(keeper);
    this.svg.remove();
  }
}

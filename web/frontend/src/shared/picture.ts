// The picture that stands in the page: its paths are the map's data.

import { type Cell, type Grid, type LatLng, latLngOf } from "./grid";
import { ringsOf } from "./path";
import type { Steps } from "./steps";

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
  async shapes(attribute: string, steps: Steps): Promise<Map<string, Rings>> {
    return new Map(await this.everyShape(attribute, steps));
  }

  /** Value and rings of every shape that carries an attribute: several may have one value. */
  async everyShape(attribute: string, steps: Steps): Promise<(readonly [string, Rings])[]> {
    const found: (readonly [string, Rings])[] = [];
    await steps.each(this.svg.querySelectorAll(`path[${attribute}]`), (path) =>
      found.push([path.getAttribute(attribute) ?? "", ringsOf(path.getAttribute("d") ?? "")]),
    );
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

  /** Corners of all that it shows, with the little room around it. */
  corners(): readonly [LatLng, LatLng] {
    const { x, y, width, height } = this.svg.viewBox.baseVal;
    return [latLngOf(this.grid, [x, y]), latLngOf(this.grid, [x + width, y + height])];
  }

  /** Take the picture away but keep the symbols that it defines, where they are. */
  retire(): void {
    for (const child of [...this.svg.children]) {
      if (child.tagName !== "defs") child.remove();
    }
    this.svg.querySelector("#outline")?.remove();
    for (const { name } of [...this.svg.attributes]) this.svg.removeAttribute(name);
    this.svg.setAttribute("class", "keeper");
    this.svg.setAttribute("aria-hidden", "true");
  }
}

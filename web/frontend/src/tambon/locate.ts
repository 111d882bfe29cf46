// Which village a place lies in, for «where am I».

import type * as L from "leaflet";

import { cellOf } from "../shared/grid";
import { startLocate as start } from "../shared/locate";
import { insideRings } from "../shared/path";
import type { TambonData } from "./data";
import { fullName, type Shapes } from "./village_map";

export function startLocate(map: L.Map, data: TambonData, shapes: Shapes, home: L.LatLngBounds): void {
  start(map, home, ({ lat, lng }) => {
    const cell = cellOf(data.grid, [lat, lng]);
    for (const [index, rings] of shapes.villages) {
      const village = data.villages[index];
      if (village && insideRings(rings, cell)) return fullName(village);
    }
    return null;
  });
}

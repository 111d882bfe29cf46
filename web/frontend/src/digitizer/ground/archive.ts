/** PMTiles from disk, read in pieces: pictures, or vector tiles drawn quietly. */

import { FileSource, PMTiles, TileType } from "pmtiles";
import { boundsOf, plainCredit, type Sheet } from "./sheet";
import { pictureOf } from "./tile_picture";

export async function openArchive(file: File): Promise<Sheet> {
  const archive = new PMTiles(new FileSource(file));
  const header = await archive.getHeader();
  const said = ((await archive.getMetadata().catch(() => null)) ?? {}) as Readonly<Record<string, unknown>>;
  const isVector = header.tileType === TileType.Mvt;
  return {
    name: typeof said["name"] === "string" && said["name"] ? said["name"] : file.name,
    credit: plainCredit(said["attribution"]),
    bounds: boundsOf([header.minLon, header.minLat, header.maxLon, header.maxLat]),
    min_zoom: header.minZoom,
    max_zoom: header.maxZoom,
    async tile(z, x, y) {
      const found = await archive.getZxy(z, x, y);
      return found ? pictureOf(new Uint8Array(found.data), isVector) : null;
    },
  };
}

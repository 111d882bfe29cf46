/** The picture of one tile, from what a file holds of it. */

import { PbfReader } from "pbf";
import { VectorTile, type VectorTileFeature } from "@mapbox/vector-tile";
import looks from "./vector_looks.json";

const TILE_PX = 256;
const [POINT, AREA] = [1, 3];
const GZIP = [0x1f, 0x8b] as const;

interface Look {
  readonly layer: string;
  readonly fill?: string;
  readonly line?: string;
  readonly width?: number;
}

export async function pictureOf(bytes: Uint8Array, isVector: boolean): Promise<CanvasImageSource> {
  return isVector ? drawn(await unpacked(bytes)) : createImageBitmap(new Blob([bytes as BlobPart]));
}

async function unpacked(bytes: Uint8Array): Promise<Uint8Array> {
  if (!GZIP.every((byte, i) => bytes[i] === byte)) return bytes;
  const stream = new Blob([bytes as BlobPart]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

/** How the features of a layer look, by its name: water, roads, woods, and quiet lines for all else. */
const lookOf = (layer: string): Look =>
  (looks as readonly Look[]).find((look) => new RegExp(look.layer, "i").test(layer)) ?? looks.at(-1)!;

function drawn(bytes: Uint8Array): HTMLCanvasElement {
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = TILE_PX;
  const pen = canvas.getContext("2d")!;
  const layers = Object.entries(new VectorTile(new PbfReader(bytes)).layers).map(([name, layer]) => ({
    look: lookOf(name),
    layer,
  }));
  // As the table has them, from the ground up.
  const rank = ({ look }: { readonly look: Look }): number => (looks as readonly Look[]).indexOf(look);
  for (const { look, layer } of layers.sort((a, b) => rank(a) - rank(b))) {
    for (let i = 0; i < layer.length; i++) drawFeature(pen, layer.feature(i), look);
  }
  return canvas;
}

function drawFeature(pen: CanvasRenderingContext2D, feature: VectorTileFeature, look: Look): void {
  if (feature.type === POINT) return;
  const scale = TILE_PX / feature.extent;
  pen.beginPath();
  for (const line of feature.loadGeometry()) {
    line.forEach(({ x, y }, i) => (i === 0 ? pen.moveTo(x * scale, y * scale) : pen.lineTo(x * scale, y * scale)));
  }
  if (feature.type === AREA && look.fill) {
    pen.fillStyle = look.fill;
    pen.fill("evenodd");
  }
  if (feature.type === AREA && look.fill) return;
  pen.strokeStyle = look.line ?? look.fill ?? "#8a949a";
  pen.lineWidth = look.width ?? 1;
  pen.stroke();
}

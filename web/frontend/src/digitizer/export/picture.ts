/** A picture of the drawing for LINE or paper, drawn from our own lines alone. */

import type { Drawing, Village } from "../drawing/drawing";
import type { SymbolRow } from "../data";
import { labelPlace } from "../map/label_place";
import { UNKNOWN_SHAPE } from "../map/pin_layer";
import type { Part, Point } from "../topology/point";
import { areaOf } from "../measure/area";
import { boxOf, near, type Box } from "../topology/ring";
import { squeeze } from "../topology/snap";

const SIZE = 2000;
const MARGIN = 80;
const HEAD = 130;
const COLOURS = {
  ground: "#e8ecec",
  paper: "#ffffff",
  area: "#dbe9d5",
  edge: "#ffffff",
  rim: "#37474f",
  ink: "#1f2a30",
  soft: "#5b6a71",
} as const;
const FONT = '"Noto Sans Thai", "Leelawadee UI", Thonburi, sans-serif';

export interface PictureWords {
  readonly title: string;
  readonly above: string;
  readonly moo: (village: Village) => string;
}

export function drawPicture(
  drawing: Drawing,
  outline: readonly Part[],
  symbols: Readonly<Record<string, SymbolRow>>,
  words: PictureWords,
): HTMLCanvasElement {
  const canvas = document.createElement("canvas");
  const all = [...outline, ...drawing.villages.flatMap((village) => village.parts)];
  const box = boxOf(all.flat(2));
  const wide = squeeze((box.south + box.north) / 2);
  const [w, h] = [Math.max(1, (box.east - box.west) * wide), Math.max(1, box.north - box.south)];
  const scale = (SIZE - 2 * MARGIN) / Math.max(w, h);
  canvas.width = Math.round(w * scale + 2 * MARGIN);
  canvas.height = Math.round(h * scale + 2 * MARGIN + HEAD);
  const pen = canvas.getContext("2d")!;
  const to = ([x, y]: Point): [number, number] => [
    MARGIN + (x - box.west) * wide * scale,
    HEAD + MARGIN + (box.north - y) * scale,
  ];
  pen.fillStyle = COLOURS.ground;
  pen.fillRect(0, 0, canvas.width, canvas.height);
  paint(pen, outline, to, { fill: COLOURS.paper });
  for (const { parts } of drawing.villages) {
    paint(pen, parts, to, { fill: COLOURS.area, line: COLOURS.edge, width: 4 });
  }
  paint(pen, outline, to, { line: COLOURS.rim, width: 5, dash: [22, 10, 5, 10] });
  const taken: Box[] = [];
  const bySize = [...drawing.villages].sort((a, b) => areaOf(b.parts) - areaOf(a.parts));
  for (const village of bySize) label(pen, village, words.moo(village), to, taken);
  for (const pin of drawing.pins) symbol(pen, symbols[pin.kind], to(pin.at));
  head(pen, words);
  return canvas;
}

interface Ink {
  readonly fill?: string;
  readonly line?: string;
  readonly width?: number;
  readonly dash?: number[];
}

function paint(
  pen: CanvasRenderingContext2D,
  parts: readonly Part[],
  to: (point: Point) => [number, number],
  { fill, line, width = 1, dash = [] }: Ink,
): void {
  pen.beginPath();
  for (const ring of parts.flat()) {
    ring.forEach((point, i) => (i ? pen.lineTo(...to(point)) : pen.moveTo(...to(point))));
    pen.closePath();
  }
  if (fill) {
    pen.fillStyle = fill;
    pen.fill("evenodd");
  }
  if (line) {
    pen.strokeStyle = line;
    pen.lineWidth = width;
    pen.lineJoin = "round";
    pen.setLineDash(dash);
    pen.stroke();
    pen.setLineDash([]);
  }
}

function label(
  pen: CanvasRenderingContext2D,
  village: Village,
  moo: string,
  to: (point: Point) => [number, number],
  taken: Box[],
): void {
  const place = labelPlace(village.parts);
  if (!place) return;
  const [x, y] = to(place);
  const name = village.name.replace(/^บ้าน/, "");
  pen.font = `600 34px ${FONT}`;
  const half = pen.measureText(name).width / 2 + 4;
  const box = { west: x - half, east: x + half, south: y - 36, north: y + 48 };
  // A label that would cover another is left out, as on the map.
  if (taken.some((other) => near(box, other))) return;
  taken.push(box);
  pen.textAlign = "center";
  pen.strokeStyle = COLOURS.paper;
  pen.lineJoin = "round";
  const lines = [
    [name, `600 34px ${FONT}`, COLOURS.ink, 0],
    [moo, `26px ${FONT}`, COLOURS.soft, 38],
  ] as const;
  for (const [text, font, colour, down] of lines) {
    pen.font = font;
    pen.lineWidth = 7;
    pen.strokeText(text, x, y + down);
    pen.fillStyle = colour;
    pen.fillText(text, x, y + down);
  }
}

function symbol(pen: CanvasRenderingContext2D, row: SymbolRow | undefined, [x, y]: [number, number]): void {
  pen.save();
  pen.translate(x - 26, y - 26);
  pen.scale(52 / 24, 52 / 24);
  const shape = new Path2D(row?.shape_d ?? UNKNOWN_SHAPE);
  pen.strokeStyle = COLOURS.paper;
  pen.lineWidth = 2.4;
  pen.stroke(shape);
  pen.fillStyle = row?.color ?? COLOURS.soft;
  pen.fill(shape);
  if (row) {
    pen.fillStyle = row.glyph_color;
    pen.fill(new Path2D(row.icon_d));
  }
  pen.restore();
}

function head(pen: CanvasRenderingContext2D, words: PictureWords): void {
  pen.textAlign = "left";
  pen.fillStyle = COLOURS.ink;
  pen.font = `700 64px ${FONT}`;
  pen.fillText(words.title, MARGIN, 96);
  const width = pen.measureText(words.title).width;
  pen.fillStyle = COLOURS.soft;
  pen.font = `34px ${FONT}`;
  pen.fillText(words.above, MARGIN + width + 32, 96);
}

export function pngOf(canvas: HTMLCanvasElement): Promise<Blob> {
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error("no picture"))), "image/png");
  });
}

/** A picture of the drawing for LINE or paper, drawn from our own lines alone. */

import { placesOf } from "../drawing/remark";
import type { Drawing, Village } from "../drawing/drawing";
import type { SymbolRow } from "../data";
import { around, meets, placeLabels, type Box, type Placed, type Wish } from "../../shared/labels";
import { roomiest } from "../marks/roomiest";
import { paintDot, paintSymbol } from "../marks/symbol";
import type { Part, Point } from "../topology/point";
import { boxOf } from "../topology/ring";
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
const PIN = 52;
const SYMBOL = { size: PIN, edge: 2.4 } as const;
const DOT = { size: 18, edge: 4 } as const;
const HALO = 7;

interface Type {
  readonly font: string;
  readonly colour: string;
  readonly line: number;
}
const NAME: Type = { font: `600 34px ${FONT}`, colour: COLOURS.ink, line: 44 };
const MOO: Type = { font: `26px ${FONT}`, colour: COLOURS.soft, line: 36 };

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
  const spots = placesOf(drawing.pins).map((pin) => ({ row: symbols[pin.kind], at: to(pin.at) }));
  const boxes = spots.map(({ at }) => around(...at, PIN, PIN));
  const placed = names(pen, drawing.villages, words.moo, to, scale, boxes);
  const covered = boxes.map((box) => placed.some((name) => meets(name.box, box)));
  for (const { village, at, box } of placed) {
    const moo = [words.moo(village), MOO] as const;
    write(pen, at.form === "moo" ? [moo] : [[bare(village), NAME], moo], at.x, box.top);
  }
  // What a name needs the ground of becomes a dot: it is never left out.
  spots.forEach(({ row, at }, i) => (covered[i] ? paintDot(pen, row, at, DOT) : paintSymbol(pen, row, at, SYMBOL)));
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

/** Where each name stands: beside the pins where there is room, as on the map. */
function names(
  pen: CanvasRenderingContext2D,
  villages: readonly Village[],
  moo: (village: Village) => string,
  to: (point: Point) => [number, number],
  scale: number,
  pins: readonly Box[],
): { readonly village: Village; readonly at: Placed; readonly box: Box }[] {
  const wide = (text: string, font: string): number => {
    pen.font = font;
    return text ? pen.measureText(text).width + HALO : 0;
  };
  const wishes = villages.flatMap((village, id): Wish[] => {
    const room = roomiest(village.parts);
    if (!room) return [];
    const [x, y] = to([room.at[0], room.at[1]]);
    const below = wide(moo(village), MOO.font);
    return [
      {
        id,
        x,
        y,
        room: room.radius * scale,
        first: false,
        width: Math.max(wide(bare(village), NAME.font), below),
        height: NAME.line + MOO.line,
        shortWidth: below,
        shortHeight: MOO.line,
      },
    ];
  });
  const { placed, boxes } = placeLabels(wishes, pins);
  return placed.map((at, i) => ({ village: villages[at.id]!, at, box: boxes[i]! }));
}

const bare = ({ name }: Village): string => name.replace(/^บ้าน/, "");

function write(
  pen: CanvasRenderingContext2D,
  lines: readonly (readonly [string, Type])[],
  x: number,
  top: number,
): void {
  pen.textAlign = "center";
  pen.textBaseline = "middle";
  pen.strokeStyle = COLOURS.paper;
  pen.lineJoin = "round";
  pen.lineWidth = HALO;
  let y = top;
  for (const [text, { font, colour, line }] of lines) {
    pen.font = font;
    pen.strokeText(text, x, y + line / 2);
    pen.fillStyle = colour;
    pen.fillText(text, x, y + line / 2);
    y += line;
  }
  pen.textBaseline = "alphabetic";
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

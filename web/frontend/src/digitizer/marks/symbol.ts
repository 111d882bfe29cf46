/** A symbol of the legend, as an element and as paint. */

import type { SymbolRow } from "../data";

const SVG = "http://www.w3.org/2000/svg";

/** The box in which symbols are drawn. */
const UNITS = 24;

/** A plain disc, for a place whose kind only its name tells. */
export const UNKNOWN_SHAPE = "M12 1a11 11 0 1 1 0 22a11 11 0 0 1 0-22Z";

export const UNKNOWN_COLOR = "#5b6a71";

/** A symbol as an element; css/map_words.css gives its shape the white edge. */
export function symbolElement(row: SymbolRow | undefined, size: number): SVGSVGElement {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", `0 0 ${UNITS} ${UNITS}`);
  svg.setAttribute("width", String(size));
  svg.setAttribute("height", String(size));
  svg.setAttribute("aria-hidden", "true");
  const add = (d: string, fill: string, className: string): void => {
    const path = document.createElementNS(SVG, "path");
    path.setAttribute("d", d);
    path.setAttribute("fill", fill);
    path.setAttribute("class", className);
    svg.append(path);
  };
  add(row?.shape_d ?? UNKNOWN_SHAPE, row?.color ?? UNKNOWN_COLOR, "symbol-shape");
  if (row) add(row.icon_d, row.glyph_color, "symbol-icon");
  return svg;
}

/** Paints a symbol of a size around a place; its white edge is given in the symbol's own units. */
export function paintSymbol(
  pen: CanvasRenderingContext2D,
  row: SymbolRow | undefined,
  [x, y]: readonly [number, number],
  { size, edge }: { readonly size: number; readonly edge: number },
): void {
  pen.save();
  pen.translate(x - size / 2, y - size / 2);
  pen.scale(size / UNITS, size / UNITS);
  const shape = new Path2D(row?.shape_d ?? UNKNOWN_SHAPE);
  pen.strokeStyle = "#fff";
  pen.lineWidth = edge;
  pen.stroke(shape);
  pen.fillStyle = row?.color ?? UNKNOWN_COLOR;
  pen.fill(shape);
  if (row) {
    pen.fillStyle = row.glyph_color;
    pen.fill(new Path2D(row.icon_d));
  }
  pen.restore();
}

/** Paints what stands for a symbol where it would cover something. */
export function paintDot(
  pen: CanvasRenderingContext2D,
  row: SymbolRow | undefined,
  [x, y]: readonly [number, number],
  { size, edge }: { readonly size: number; readonly edge: number },
): void {
  pen.beginPath();
  pen.arc(x, y, size / 2, 0, 2 * Math.PI);
  pen.fillStyle = row?.color ?? UNKNOWN_COLOR;
  pen.fill();
  pen.lineWidth = edge;
  pen.strokeStyle = "#fff";
  pen.stroke();
}

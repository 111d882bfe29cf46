// How wide a text will be, without asking the page to lay itself out.

let pen: CanvasRenderingContext2D | null | undefined;
let family = "sans-serif";

/** Width in pixels of a line in the page's own type. */
export function textWidth(text: string, size: number, weight = 400): number {
  if (pen === undefined) {
    pen = document.createElement("canvas").getContext("2d");
    family = getComputedStyle(document.body).fontFamily;
  }
  if (!pen) return text.length * size * 0.6;
  pen.font = `${weight} ${size}px ${family}`;
  return pen.measureText(text).width;
}

/** The reader's own text size: 1 as browsers come, 2 for letters of twice the size. */
export function textScale(): number {
  return Number.parseFloat(getComputedStyle(document.documentElement).fontSize) / 16 || 1;
}

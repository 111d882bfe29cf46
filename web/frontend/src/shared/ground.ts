// Which boxes meet which, in time that does not grow with how many there are.

export interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

export function meets(a: Box, b: Box): boolean {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}

export function around(x: number, y: number, width: number, height: number): Box {
  return { left: x - width / 2, top: y - height / 2, right: x + width / 2, bottom: y + height / 2 };
}

/** The side of a cell in pixels: a name lies in few of them, and few pins lie in one. */
const CELL = 64;
/** More cells than a map has from west to east at its nearest zoom. */
const ROW = 2 ** 24;

const cellOf = (pixel: number): number => Math.floor(pixel / CELL);

/** Ground that is taken, box by box. */
export class Ground {
  private readonly cells = new Map<number, Box[]>();

  constructor(boxes: Iterable<Box> = []) {
    for (const box of boxes) this.add(box);
  }

  add(box: Box): void {
    this.look(box, (x, y) => {
      const cell = this.cells.get(x * ROW + y);
      if (cell) cell.push(box);
      else this.cells.set(x * ROW + y, [box]);
      return false;
    });
  }

  /** Whether a box covers something of what is taken. */
  meets(box: Box): boolean {
    return this.look(box, (x, y) => this.cells.get(x * ROW + y)?.some((other) => meets(box, other)) ?? false);
  }

  /** How many of the boxes a box covers something of. */
  count(box: Box): number {
    let count = 0;
    this.look(box, (x, y) => {
      for (const other of this.cells.get(x * ROW + y) ?? []) {
        // Two that share several cells are counted in the first one of these.
        const first =
          x === Math.max(cellOf(box.left), cellOf(other.left)) && y === Math.max(cellOf(box.top), cellOf(other.top));
        if (first && meets(box, other)) count++;
      }
      return false;
    });
    return count;
  }

  /** Goes through the cells that a box lies in, until it is enough. */
  private look({ left, top, right, bottom }: Box, enough: (x: number, y: number) => boolean): boolean {
    const [east, south] = [cellOf(right), cellOf(bottom)];
    for (let x = cellOf(left); x <= east; x++) {
      for (let y = cellOf(top); y <= south; y++) if (enough(x, y)) return true;
    }
    return false;
  }
}

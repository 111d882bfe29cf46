/**
 * The structure of a document that is no XML, brought in order so that it can be read on:
 * as gis/reading/xml/xml_structure.py, with the same table of elements.
 */

import table from "../../../../../gis/data/xml_dialects.json";

export type DialectName = "kml" | "gpx";

/** Attribute of a record whose shape was broken: the line where. */
export const BROKEN = "muban-broken-at";

export interface Mended {
  readonly text: string;
  readonly mends: number;
  /** Whether the text ended with elements still open. */
  readonly cut: boolean;
}

interface Open {
  readonly name: string;
  readonly local: string;
}

const TAG = /<(\/?)([A-Za-z_][\w.-]*(?::[\w.-]+)?)((?:\s(?:"[^"<]*"|'[^'<]*'|[^<>"'])*|\/)?)>/y;
const OPAQUE = [
  ["<!--", "-->"],
  ["<![CDATA[", "]]>"],
  ["<?", "?>"],
] as const;
const BARE = /&(?!#\d{1,7};|#x[0-9a-fA-F]{1,6};|(?:amp|lt|gt|quot|apos);)/g;
const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g;
const HTML: ReadonlySet<string> = new Set(table.html.elements);

class Mender {
  readonly out: string[] = [];
  readonly prefixes = new Set<string>();
  mends = 0;
  cut = false;
  private readonly stack: Open[] = [];
  private readonly inHtml = new Set<string>();
  private recordAt = -1;
  private recordDepth = 0;
  private recordBroken = false;
  private readonly records: ReadonlySet<string>;
  private readonly outer: ReadonlySet<string>;
  private readonly shapes: ReadonlySet<string>;
  private readonly known: ReadonlySet<string>;

  constructor(
    private readonly speech: (typeof table)[DialectName],
    own: readonly string[],
  ) {
    this.records = new Set([...speech.records, ...own]);
    this.outer = new Set([...this.records, ...speech.containers]);
    this.shapes = new Set(speech.shapes);
    this.known = new Set([...this.outer, ...speech.shapes, ...speech.others]);
  }

  get open(): boolean {
    return this.stack.length > 0;
  }

  private get textIn(): string {
    const top = this.stack.at(-1)?.local ?? "";
    return this.speech.texts.includes(top) ? top : "";
  }

  private mend(): void {
    this.mends++;
    const above = this.recordAt >= 0 ? this.stack.slice(this.recordDepth) : [];
    if (above.some(({ local }) => this.shapes.has(local))) this.breakRecord();
  }

  private breakRecord(): void {
    if (this.recordAt < 0 || this.recordBroken) return;
    this.recordBroken = true;
    const tag = this.out[this.recordAt]!;
    const end = tag.length - (tag.endsWith("/>") ? 2 : 1);
    this.out[this.recordAt] = `${tag.slice(0, end)} ${BROKEN}="1"${tag.slice(end)}`;
  }

  words(piece: string): void {
    if (this.open) this.out.push(piece.replace(CONTROL, "").replace(BARE, "&amp;"));
    else if (piece.trim()) this.mend();
  }

  asText(piece: string): void {
    this.mend();
    if (this.open) this.out.push(piece.replaceAll("<", "&lt;").replace(BARE, "&amp;"));
  }

  start(name: string, local: string, piece: string, empty: boolean): void {
    if (this.textIn) {
      if (!this.known.has(local)) {
        this.inHtml.add(local);
        return this.asText(piece);
      }
      this.mend();
      this.close(this.stack.length - 1);
    }
    if (this.outer.has(local) && this.recordAt >= 0) {
      this.mend();
      this.close(this.recordDepth - 1);
    } else if (this.speech.whole_shapes.includes(local as never)) this.leaveForShape();
    this.out.push(piece.replace(BARE, "&amp;"));
    for (const [, prefix] of piece.matchAll(/[<\s]([A-Za-z_][\w.-]*):[A-Za-z_]/g)) this.prefixes.add(prefix!);
    if (empty) return;
    this.stack.push({ name, local });
    this.inHtml.clear();
    if (!this.records.has(local)) return;
    [this.recordAt, this.recordDepth, this.recordBroken] = [this.out.length - 1, this.stack.length, false];
  }

  /** A shape begins where none can stand: what is open around it was left open. */
  private leaveForShape(): void {
    if (this.recordAt < 0) return;
    let keep = this.stack.length;
    while (keep > this.recordDepth && !this.speech.holds_shapes.includes(this.stack[keep - 1]!.local as never)) keep--;
    if (keep === this.stack.length) return;
    this.mend();
    this.close(keep);
  }

  end(local: string, piece: string): void {
    const text = this.textIn;
    const isText = !this.known.has(local) && (this.inHtml.has(local) || HTML.has(local.toLowerCase()));
    if (text && local !== text && isText) return this.asText(piece);
    let depth = this.stack.length;
    while (depth && this.stack[depth - 1]!.local !== local) depth--;
    if (depth < this.stack.length || depth === 0) this.mend();
    if (depth === 0) {
      // A closing tag with a slip in its name.
      if (text) this.close(this.stack.length - 1);
      return;
    }
    this.close(depth - 1);
  }

  close(depth: number): void {
    while (this.stack.length > depth) this.out.push(`</${this.stack.pop()!.name}>`);
    if (depth < this.recordDepth) this.recordAt = -1;
  }

  finish(): void {
    if (!this.open) return;
    this.cut = true;
    this.breakRecord();
    this.close(0);
  }
}

/** One pass over a document's tags; `own` are the file's own names for its records. */
export function mendStructure(text: string, dialect: DialectName, own: readonly string[] = []): Mended {
  const mender = new Mender(table[dialect], own);
  const never = new Set<string>();
  let at = 0;
  for (let begin = text.indexOf("<"); begin >= 0; begin = text.indexOf("<", at)) {
    mender.words(text.slice(at, begin));
    const opaque = endOfOpaque(text, begin, never);
    TAG.lastIndex = begin;
    const tag = opaque ? null : TAG.exec(text);
    at = opaque ?? (tag ? TAG.lastIndex : begin + 1);
    const piece = text.slice(begin, at);
    if (opaque) {
      if (piece.startsWith("<![CDATA[") && mender.open) mender.out.push(piece.replace(CONTROL, ""));
    } else if (!tag) mender.asText(piece);
    else {
      const name = tag[2]!;
      const local = name.slice(name.indexOf(":") + 1);
      if (tag[1]) mender.end(local, piece);
      else mender.start(name, local, piece, tag[3]!.endsWith("/"));
    }
  }
  mender.words(text.slice(at));
  mender.finish();
  const spaces = [...mender.prefixes].filter((one) => !/^xml(ns)?$/.test(one));
  const declared = spaces.map((one) => ` xmlns:${one}="urn:undeclared:${one}"`).join("");
  return { text: `<documents${declared}>${mender.out.join("")}</documents>`, mends: mender.mends, cut: mender.cut };
}

/** The end of a comment, a CDATA section, an instruction or a document type; null where none begins. */
function endOfOpaque(text: string, begin: number, never: Set<string>): number | null {
  for (const [opening, closing] of OPAQUE) {
    if (!text.startsWith(opening, begin) || never.has(opening)) continue;
    const found = text.indexOf(closing, begin + opening.length);
    if (found >= 0) return found + closing.length;
    // Looked for once: a text of nothing but openings is read in one pass.
    never.add(opening);
    return null;
  }
  const end = text.startsWith("<!DOCTYPE", begin) ? text.indexOf(">", begin) : -1;
  return end < 0 ? null : end + 1;
}

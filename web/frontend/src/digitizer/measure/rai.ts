/** Thai units of land: 1 rai = 4 ngan = 400 square wah = 1,600 square metres. */

export interface Rai {
  readonly rai: number;
  readonly ngan: number;
  readonly wah: number;
}

/** Whole square wah, nearest. */
export function raiOf(squareMetres: number): Rai {
  const wah = Math.round(squareMetres / 4);
  return { rai: Math.floor(wah / 400), ngan: Math.floor((wah % 400) / 100), wah: wah % 100 };
}

/** `4,127 ไร่ 2 งาน 18 ตร.วา`; parts that are 0 are left out, all 0 gives `0 ตร.วา`. */
export function raiText(squareMetres: number, unit: readonly [string, string, string]): string {
  const { rai, ngan, wah } = raiOf(squareMetres);
  const words = [
    rai ? `${rai.toLocaleString("en-US")} ${unit[0]}` : "",
    ngan ? `${ngan} ${unit[1]}` : "",
    wah || !(rai || ngan) ? `${wah} ${unit[2]}` : "",
  ];
  return words.filter(Boolean).join(" ");
}

/** The facts that sentences of the problem catalogue may speak of. */
export function raiFacts(squareMetres: number): Readonly<Record<string, string | number>> {
  const { rai, ngan, wah } = raiOf(squareMetres);
  return {
    rai: rai.toLocaleString("en-US"),
    ngan,
    wah,
    area: raiText(squareMetres, ["ไร่", "งาน", "ตร.วา"]),
    area_en: raiText(squareMetres, ["rai", "ngan", "sq wah"]),
    area_m2: squareMetres.toFixed(2),
  };
}

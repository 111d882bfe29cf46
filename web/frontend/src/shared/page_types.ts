// Made from web/page_types/ by `make types-ts`; do not edit.

/** The integer grid of a picture: its corner and cell in metres (EPSG:3857). */
export interface GridRow {
  readonly left: number;
  readonly top: number;
  readonly cell: number;
}

/** Tiles under the map. */
export interface BasemapTiles {
  readonly url: string;
  readonly attribution: string;
  readonly maxZoom: number;
}

/** A year in which a village was chosen (พ.ศ.). */
export interface DesignatedIn {
  readonly year: number;
  readonly level: "province" | "amphoe";
}

/** A village; what is not known of it is null, or "" of a text. */
export interface VillageRow {
  readonly key: string;
  readonly code: string;
  /** 0 where unknown. */
  readonly moo: number;
  readonly name: string;
  readonly en: string;
  /** Rai, ngan and square wah. */
  readonly area: readonly [number, number, number] | null;
  readonly population: number | null;
  readonly households: number | null;
  readonly year: number | null;
  /** Per cent of its area outside the official tambon. */
  readonly outside: number | null;
  readonly place: "drawn" | "point" | "none";
  readonly at: readonly [number, number] | null;
  /** Radius of the widest circle inside it, in cells. */
  readonly room: number;
  /** Its own page, relative to the tambon's; "" where it has none. */
  readonly page: string;
  readonly chosen: readonly DesignatedIn[];
}

/** A landmark; what it has not is not there. */
export interface LandmarkRow {
  readonly id: string;
  readonly kind: string;
  readonly name?: string;
  readonly note?: string;
  /** The address of its photo, as seen from the page. */
  readonly photo?: string;
  readonly village?: string;
  readonly at?: readonly [number, number];
}

/** A kind of landmark as the page lists it. */
export interface KindName {
  readonly th: string;
  readonly en: string;
  readonly group: string;
  readonly color: string;
  readonly order: number;
}

/** A group of kinds. */
export interface GroupName {
  readonly id: string;
  readonly th: string;
  readonly en: string;
}

/** One thing to colour villages by, in one year; its lists go by the villages' order. */
export interface ViewRow {
  readonly key: string;
  readonly domain: string;
  readonly indicator: string;
  readonly th: string;
  readonly en: string;
  readonly year: number;
  readonly unit: string;
  readonly scale: readonly [number | null, number | null];
  readonly lowIsGood: boolean;
  readonly status: string;
  readonly colours: readonly string[];
  readonly labels: readonly string[];
  readonly classes: readonly (number | null)[];
  readonly shown: readonly string[];
  readonly withheld: readonly boolean[];
  readonly mean: number | null;
}

/** All that the script of a tambon's page has. */
export interface TambonPage {
  readonly kind: "tambon";
  readonly code: string;
  readonly lang: "th" | "en";
  readonly thaiDigits: boolean;
  readonly grid: GridRow;
  readonly villages: readonly VillageRow[];
  /** Each village's colour where nothing else colours it: no two neighbours have the same. */
  readonly tints: readonly string[];
  readonly landmarks: readonly LandmarkRow[];
  readonly kinds: Readonly<Record<string, KindName>>;
  readonly groups: readonly GroupName[];
  readonly views: readonly ViewRow[];
  /** Key of the view that is shown first; "" for the plain map. */
  readonly shown: string;
  readonly basemap: BasemapTiles | null;
  readonly offline: boolean;
}

/** A row of the register. */
export interface DesignationRow {
  readonly row: number;
  readonly kind: "village" | "tambon";
  readonly status: "exact" | "corrected" | "needs_person" | "duplicate";
  readonly code: string;
  readonly tambonCode: string;
  readonly amphoeCode: string;
  readonly year: number;
  readonly level: "province" | "amphoe";
  readonly name: string;
  /** 0 where unknown. */
  readonly moo: number;
  readonly tambon: string;
  readonly amphoe: string;
  readonly place: "drawn" | "point" | "tambon" | "none";
  readonly at: readonly [number, number] | null;
  /** Whether it is a designation of its own: a row that repeats another is not. */
  readonly counts: boolean;
}

/** An amphoe by its names. */
export interface UnitName {
  readonly code: string;
  readonly th: string;
  readonly en: string;
}

/** A tambon by its names, and where its page is; "" where it has none. */
export interface TambonName extends UnitName {
  readonly amphoe: string;
  readonly page: string;
}

/** A year of the register and its colour. */
export interface YearColor {
  readonly year: number;
  readonly color: string;
}

/** All that the script of the province's page has. */
export interface ProvincePage {
  readonly kind: "province";
  readonly lang: "th" | "en";
  readonly thaiDigits: boolean;
  readonly grid: GridRow;
  readonly years: readonly YearColor[];
  readonly otherYear: string;
  readonly tints: readonly string[];
  readonly rows: readonly DesignationRow[];
  readonly tambons: readonly TambonName[];
  readonly amphoes: readonly UnitName[];
  /** Names in Thai and English, and the moo, by code. */
  readonly villages: Readonly<Record<string, readonly [string, string, number]>>;
  /** Codes of villages with a page of their own. */
  readonly villagePages: readonly string[];
  readonly basemap: BasemapTiles | null;
  readonly offline: boolean;
}

/** An administrative unit of the page for drawing. */
export interface UnitRow {
  readonly code: string;
  readonly name: string;
  readonly name_en: string;
}

/** A village of the gazetteer; degrees, null where it has no point. */
export interface KnownVillageRow {
  readonly code: string;
  readonly moo: number;
  readonly name: string;
  readonly lon: number | null;
  readonly lat: number | null;
}

/** A village's area as it was drawn: rings of each part, in degrees (EPSG:4326). */
export interface AreaRow {
  readonly code: string;
  /** 0 where unknown. */
  readonly moo: number;
  readonly name: string;
  readonly polygons: readonly (readonly (readonly (readonly [number, number])[])[])[];
}

/** A pin that the project has already, in degrees (EPSG:4326). */
export interface PinRow {
  readonly kind: string;
  readonly name: string;
  readonly note: string;
  /** The name of its photo, where it has one. */
  readonly photo?: string;
  readonly lon: number;
  readonly lat: number;
}

/** What the page needs to draw one kind and name it. */
export interface SymbolLook {
  readonly label_th: string;
  readonly label_en: string;
  readonly group: string;
  readonly color: string;
  readonly glyph_color: string;
  readonly shape_d: string;
  readonly icon_d: string;
}

/** A group of kinds, as the legend calls it. */
export interface GroupLabels {
  readonly id: string;
  readonly label_th: string;
  readonly label_en: string;
}

/** Where saving goes; ``base`` is the version that stood there when the page was made. */
export interface SaveTo {
  readonly url: string;
  readonly token: string;
  readonly base: string;
}

/** Where a phone opens the page for drawing: its address, and the same as a QR code. */
export interface PhoneAt {
  readonly address: string;
  /** The code's side with its quiet zone, in modules. */
  readonly size: number;
  /** One path of its dark modules. */
  readonly d: string;
}

/** A map server that the project names. */
export interface TileServer {
  readonly name: string;
  /** The template of addresses; {key} in it is the office's key. */
  readonly address: string;
  /** Who made the map: shown wherever it is. */
  readonly attribution: string;
  /** The nearest zoom that the server has; nearer, its tiles are enlarged. */
  readonly max_zoom: number;
  readonly key: string;
}

/** All lines, or areas, of one kind that lie under the work. */
export interface GroundRow {
  readonly color: string;
  readonly width: number;
  readonly dash: string;
  /** Of areas; "" for lines. */
  readonly fill: string;
  /** Corners in millionths of a degree: longitude and latitude of the first, steps of the rest. */
  readonly ways: readonly (readonly number[])[];
  /** A name, and the longitude and latitude of where it stands. */
  readonly names: readonly (readonly [string, number, number])[];
}

/** What the page for drawing starts from. */
export interface DigitizerWork {
  /** Which project folder the page is of; "" where nobody said. Two may have the same tambon. */
  readonly project: string;
  readonly lang: "th" | "en";
  readonly title: string;
  readonly tambon: UnitRow;
  readonly amphoe: UnitRow;
  readonly province: UnitRow;
  readonly outline: readonly (readonly (readonly (readonly [number, number])[])[])[];
  /** West, south, east and north of where the tambon is about; null where nobody knows. */
  readonly around: readonly [number, number, number, number] | null;
  readonly villages: readonly KnownVillageRow[];
  readonly drawn: readonly AreaRow[];
  /** Codes of units that have moved: old, now, name and the year (พ.ศ.) of the change. */
  readonly moves: readonly (readonly [string, string, string, number])[];
  readonly landmarks: readonly PinRow[];
  /** How names tell what a place is: kind, expression, priority, weak, chosen. */
  readonly kinds: readonly (readonly (string | number)[])[];
  readonly groups: readonly GroupLabels[];
  readonly symbols: Readonly<Record<string, SymbolLook>>;
  /** Marks of the records shown that lie in other files: a drawing saved here replaces them. */
  readonly replaces: readonly string[];
  /** Map servers that muban.toml names; none is asked before it is switched on. */
  readonly tiles: readonly TileServer[];
  /** How far two lines may lie apart and still be meant as one (metres). */
  readonly tolerance_m: number;
  /** The same page as it is published with the site; null where it is not. */
  readonly phone: PhoneAt | null;
  /** The service worker of the site that the page is published with; "" where there is none. */
  readonly worker: string;
  /** Roads, waters and other ground of the project, from below to above: seen and traced. */
  readonly ground: readonly GroundRow[];
  /** Whom the ground is from, shown wherever it is; "" where nobody need be named. */
  readonly credit: string;
  /** Where saving goes when a server of ours shows the page; null from disk. */
  readonly save: SaveTo | null;
}

/** All that the script of the page for drawing has. */
export interface DigitizerPage extends DigitizerWork {
  /** Where the parts of the program are that the page takes up when it needs them. */
  readonly parts: Readonly<Record<string, string>>;
}

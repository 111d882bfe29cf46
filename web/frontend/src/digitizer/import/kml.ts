import { describedFields } from "./described";
import { readCoordinates, readFixes, type CornerText } from "./corners";
import type { Corner, Feature, Imported, Shape } from "./feature";
import { limit } from "./limits";
import { nodesOf, wordsOf } from "./html";
import { below, childrenOf, isBroken, markupIn, ownRecords, parseXml, textOf, wordsIn, type XmlElement } from "./xml";

const RECORDS = ["Placemark", "GroundOverlay", "NetworkLink", "ScreenOverlay", "PhotoOverlay", "Tour"];

/** Every placemark of every folder; overlays and links count as records without a shape. */
export function readKml(file: string, text: string): Imported {
  const parsed = parseXml(text, "kml");
  if (!parsed) return { file, features: [], trouble: ["not_readable"] };
  const own = ownRecords(text);
  const labels = labelsOf(parsed.root);
  const told: Told = { joined: 0, decimal: 0, unclear: 0, rings: 0 };
  const records = below(parsed.root, ...RECORDS, ...own);
  limit("features", records.length);
  const features = records.map((record) => featureOf(record, own, labels, told));
  const trouble: Imported["trouble"][number][] = parsed.broken ? ["cut_off"] : parsed.mended ? ["mended"] : [];
  if (below(parsed.root, "visibility").some((e) => wordsIn(e).trim() === "0")) trouble.push("hidden_records");
  if (told.unclear) trouble.push("corners_unclear");
  if (told.joined) trouble.push("corners_joined");
  if (told.decimal) trouble.push("decimal_comma");
  if (told.rings) trouble.push("second_ring");
  return { file, features, trouble };
}

/** One record; numbers that no one can read leave it without a shape. */
function featureOf(record: XmlElement, own: readonly string[], labels: Labels, all: Told): Feature {
  const told: Told = { ...all, unclear: 0 };
  const isOwn = own.includes(record.local);
  const isPlace = (isOwn || record.local === "Placemark") && !isBroken(record);
  const shapes = isPlace ? shapesOf(record, told) : [];
  const unclear = told.unclear;
  Object.assign(all, told, { unclear: all.unclear + unclear });
  const markup = markupOf(record);
  const stated = { ...(isOwn ? simpleFieldsOf(record) : {}), ...propertiesOf(record, labels) };
  return {
    name: textOf(record, "name"),
    note: plain(markup),
    properties: { ...describedFields(markup), ...stated },
    shapes: unclear ? [] : shapes,
    ...(record.local === "NetworkLink" ? { link: linkOf(record) } : {}),
  };
}

const linkOf = (record: XmlElement): string => childrenOf(record, "Link", "Url").map((e) => textOf(e, "href"))[0] ?? "";

/** The fields of such a placemark: children of their own names. */
function simpleFieldsOf(record: XmlElement): Record<string, string> {
  const fields = record.children.filter((child) => child.children.length === 0);
  return Object.fromEntries(fields.map((child) => [child.local, wordsIn(child).trim()]));
}

/** A description's HTML, also where it stands as elements and not as text. */
function markupOf(record: XmlElement): string {
  const [said] = childrenOf(record, "description");
  return !said ? "" : said.children.length ? markupIn(said) : wordsIn(said).trim();
}

/** My Maps writes descriptions as HTML; only their words come in. */
function plain(html: string): string {
  return (/[<&]/.test(html) ? wordsOf(nodesOf(html)) : html).trim();
}

function propertiesOf(record: XmlElement, labels: Labels): Record<string, string> {
  const pairs = childrenOf(record, "ExtendedData").flatMap((data) => [
    ...childrenOf(data, "Data").flatMap((e) => [
      [plain(textOf(e, "displayName")), textOf(e, "value")],
      [e.attributes.get("name") ?? "", textOf(e, "value")],
    ]),
    ...below(data, "SimpleData").flatMap((e) => {
      const [name, value] = [e.attributes.get("name") ?? "", wordsIn(e).trim()];
      return [
        [labels.get(name) ?? "", value],
        [name, value],
      ];
    }),
  ]);
  return Object.fromEntries(pairs.filter(([name]) => name)) as Record<string, string>;
}

/** What people see for the fields of a file's schemas, by the fields' names. */
type Labels = ReadonlyMap<string, string>;

const labelsOf = (root: XmlElement): Labels =>
  new Map(
    below(root, "SimpleField").map((e) => [e.attributes.get("name") ?? "", plain(textOf(e, "displayName"))] as const),
  );

/** What is to be told of a record's shapes. */
interface Told {
  joined: number;
  decimal: number;
  unclear: number;
  rings: number;
}

function shapesOf(parent: XmlElement, told: Told): Shape[] {
  return parent.children.flatMap((child): Shape[] => {
    switch (child.local) {
      case "MultiGeometry":
      case "MultiTrack":
        return shapesOf(child, told);
      case "Point":
        return placeOf(textsOf(child, told).flat(), told);
      case "LineString":
      case "LinearRing":
        return textsOf(child, told).flatMap(lineOf);
      case "Track": {
        const fixes = readFixes(childrenOf(child, "coord").map((e) => wordsIn(e)));
        return trackOf(noted(fixes, told));
      }
      case "Polygon":
        return areasOf(child, told);
      default:
        return [];
    }
  });
}

/** Of several different places none is taken: which one is meant, nobody knows. */
function placeOf(corners: readonly Corner[], told: Told): Shape[] {
  const [at] = corners;
  if (new Set(corners.map(String)).size > 1) told.unclear++;
  return at ? [{ kind: "point", at }] : [];
}

/** Every outline of a polygon is an area, with the holes that lie in it: some files have two. */
function areasOf(polygon: XmlElement, told: Told): Shape[] {
  const rings = (name: string): Corner[][] =>
    childrenOf(polygon, name)
      .flatMap((boundary) => childrenOf(boundary, "LinearRing").flatMap((ring) => textsOf(ring, told)))
      .filter((ring) => ring.length > 0);
  const loose = childrenOf(polygon, "LinearRing").flatMap((ring) => textsOf(ring, told));
  const outer = [...rings("outerBoundaryIs"), ...loose.filter((ring) => ring.length > 0)];
  const areas = outer.map((ring): Corner[][] => [ring]);
  told.rings += Math.max(outer.length - 1, 0);
  for (const hole of rings("innerBoundaryIs")) {
    const around = areas.length > 1 ? areas.find(([ring]) => holds(ring!, hole[0]!)) : undefined;
    (around ?? areas[0])?.push(hole);
  }
  return areas.map((area) => ({ kind: "area", rings: area }));
}

/** Whether a place lies in a ring (a ray to the east crosses it an odd number of times). */
function holds(ring: readonly Corner[], [x, y]: Corner): boolean {
  let inside = false;
  ring.forEach(([x1, y1], i) => {
    const [x2, y2] = ring[(i + 1) % ring.length]!;
    if (y1 > y !== y2 > y && x < x1 + ((y - y1) / (y2 - y1)) * (x2 - x1)) inside = !inside;
  });
  return inside;
}

function lineOf(corners: readonly Corner[]): Shape[] {
  return corners.length > 1 ? [{ kind: "line", corners }] : [];
}

/** A track of one fix says where somebody was. */
function trackOf(fixes: readonly Corner[]): Shape[] {
  const [only] = fixes;
  return only && fixes.length === 1 ? [{ kind: "point", at: only }] : lineOf(fixes);
}

/** The corners of each `<coordinates>` in an element: there should be one. */
const textsOf = (element: XmlElement, told: Told): Corner[][] =>
  childrenOf(element, "coordinates").map((e) => [...noted(readCoordinates(wordsIn(e)), told)]);

function noted(text: CornerText, told: Told): readonly Corner[] {
  told.joined += text.joined;
  told.decimal += text.decimal;
  told.unclear += text.unclear;
  return text.corners;
}

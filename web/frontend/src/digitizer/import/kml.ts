import { numberOf, type Corner, type Feature, type Imported, type Shape } from "./feature";
import { below, childrenOf, parseXml, textOf } from "./xml";

const RECORDS = ["Placemark", "GroundOverlay", "NetworkLink", "ScreenOverlay", "PhotoOverlay", "Tour"];

/** Every placemark of every folder; overlays and links count as records without a shape. */
export function readKml(file: string, text: string): Imported {
  const parsed = parseXml(text);
  if (!parsed) return { file, features: [], trouble: ["not_readable"] };
  const features = below(parsed.root, ...RECORDS).map(featureOf);
  return { file, features, trouble: parsed.broken ? ["cut_off"] : [] };
}

function featureOf(record: Element): Feature {
  return {
    name: textOf(record, "name"),
    note: plain(textOf(record, "description")),
    properties: propertiesOf(record),
    shapes: record.localName === "Placemark" ? shapesOf(record) : [],
  };
}

/** My Maps writes descriptions as HTML; only their words come in. */
function plain(html: string): string {
  const words = new DOMParser().parseFromString(html.replace(/<br\s*\/?>/gi, "\n"), "text/html");
  return (words.body.textContent ?? "").trim();
}

function propertiesOf(record: Element): Record<string, string> {
  const pairs = childrenOf(record, "ExtendedData").flatMap((data) => [
    ...childrenOf(data, "Data").map((e) => [e.getAttribute("name") ?? "", textOf(e, "value")]),
    ...below(data, "SimpleData").map((e) => [
      e.getAttribute("name") ?? "",
      (e.textContent ?? "").trim(),
    ]),
  ]);
  return Object.fromEntries(pairs) as Record<string, string>;
}

function shapesOf(parent: Element): Shape[] {
  return [...parent.children].flatMap((child): Shape[] => {
    switch (child.localName) {
      case "MultiGeometry":
      case "MultiTrack":
        return shapesOf(child);
      case "Point": {
        const [at] = coordinatesOf(child);
        return at ? [{ kind: "point", at }] : [];
      }
      case "LineString":
      case "LinearRing":
        return lineOf(coordinatesOf(child));
      case "Track":
        return trackOf(childrenOf(child, "coord").flatMap((e) => corner(e.textContent ?? "", /\s+/)));
      case "Polygon": {
        const rings = childrenOf(child, "outerBoundaryIs", "innerBoundaryIs")
          .sort((a, b) => Number(a.localName[0] === "i") - Number(b.localName[0] === "i"))
          .flatMap((boundary) => childrenOf(boundary, "LinearRing").map(coordinatesOf));
        return rings[0]?.length ? [{ kind: "area", rings }] : [];
      }
      default:
        return [];
    }
  });
}

function lineOf(corners: Corner[]): Shape[] {
  return corners.length > 1 ? [{ kind: "line", corners }] : [];
}

/** A track of one fix says where somebody was. */
function trackOf(fixes: Corner[]): Shape[] {
  const [only] = fixes;
  return only && fixes.length === 1 ? [{ kind: "point", at: only }] : lineOf(fixes);
}

function coordinatesOf(element: Element): Corner[] {
  const text = textOf(element, "coordinates").replace(/\s*,\s*/g, ",");
  return text.split(/\s+/).flatMap((one) => corner(one, /,/));
}

function corner(text: string, between: RegExp): Corner[] {
  const [lon, lat] = text.trim().split(between).map(numberOf);
  return lon !== null && lon !== undefined && lat !== null && lat !== undefined ? [[lon, lat]] : [];
}

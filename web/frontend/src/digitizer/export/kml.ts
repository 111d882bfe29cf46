/** KML for Google Earth: a folder of villages, a folder of places. */

import { placesOf } from "../drawing/remark";
import type { Drawing } from "../drawing/drawing";
import { lonLat, type Part, type Ring } from "../topology/point";

const MARKS: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
// Control characters may not stand in XML at all.
const escapeXml = (text: string): string =>
  text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g, "").replace(/[&<>"]/g, (mark) => MARKS[mark]!);

const corners = (ring: Ring): string => [...ring, ring[0]!].map((point) => lonLat(point).join(",")).join(" ");

function polygon(part: Part): string {
  const [outer, ...holes] = part.map((ring) => `<LinearRing><coordinates>${corners(ring)}</coordinates></LinearRing>`);
  const inner = holes.map((hole) => `<innerBoundaryIs>${hole}</innerBoundaryIs>`).join("");
  return `<Polygon><outerBoundaryIs>${outer}</outerBoundaryIs>${inner}</Polygon>`;
}

function data(pairs: Readonly<Record<string, string>>): string {
  const rows = Object.entries(pairs).map(
    ([name, value]) => `<Data name="${name}"><value>${escapeXml(value)}</value></Data>`,
  );
  return `<ExtendedData>${rows.join("")}</ExtendedData>`;
}

export interface KmlWords {
  readonly title: string;
  readonly villages: string;
  readonly places: string;
}

export function writeKml(drawing: Drawing, words: KmlWords): string {
  const villages = drawing.villages
    .filter((village) => village.parts.length)
    .map(
      (v) =>
        `<Placemark><name>${escapeXml(v.name)}</name><description>${escapeXml(v.note)}</description>` +
        `<styleUrl>#village</styleUrl>${data({ moo: v.moo === null ? "" : String(v.moo), village_code: v.code })}` +
        `<MultiGeometry>${v.parts.map(polygon).join("")}</MultiGeometry></Placemark>`,
    );
  const places = placesOf(drawing.pins).map(
    (pin) =>
      `<Placemark><name>${escapeXml(pin.name)}</name><description>${escapeXml(pin.note)}</description>` +
      `${data({ landmark_kind: pin.kind })}<Point><coordinates>${lonLat(pin.at).join(",")}</coordinates></Point></Placemark>`,
  );
  return [
    `<?xml version="1.0" encoding="UTF-8"?>`,
    `<kml xmlns="http://www.opengis.net/kml/2.2"><Document><name>${escapeXml(words.title)}</name>`,
    `<Style id="village"><LineStyle><color>ff4f4737</color><width>2</width></LineStyle>` +
      `<PolyStyle><color>6678a15f</color></PolyStyle></Style>`,
    `<Folder><name>${escapeXml(words.villages)}</name>`,
    ...villages,
    `</Folder><Folder><name>${escapeXml(words.places)}</name>`,
    ...places,
    `</Folder></Document></kml>`,
    "",
  ].join("\n");
}

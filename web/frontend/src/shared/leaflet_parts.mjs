// The parts of Leaflet that the pages use, from its own sources: a third lighter than
// the whole. The build puts this in place of "leaflet" for them; a name missing here
// shows at once, as the page's tests open it.

import "leaflet/src/dom/DomEvent.js";
import "leaflet/src/map/index.js";
import "leaflet/src/layer/vector/Renderer.getRenderer.js";

export { Control } from "leaflet/src/control/Control.js";
export { toLatLng as latLng } from "leaflet/src/geo/LatLng.js";
export { toLatLngBounds as latLngBounds } from "leaflet/src/geo/LatLngBounds.js";
export { toPoint as point } from "leaflet/src/geometry/Point.js";
export { layerGroup } from "leaflet/src/layer/LayerGroup.js";
export { divIcon } from "leaflet/src/layer/marker/DivIcon.js";
export { marker } from "leaflet/src/layer/marker/Marker.js";
export { GridLayer } from "leaflet/src/layer/tile/GridLayer.js";
export { tileLayer } from "leaflet/src/layer/tile/TileLayer.js";
export { circle } from "leaflet/src/layer/vector/Circle.js";
export { circleMarker } from "leaflet/src/layer/vector/CircleMarker.js";
export { polygon } from "leaflet/src/layer/vector/Polygon.js";
export { Polyline, polyline } from "leaflet/src/layer/vector/Polyline.js";
export { Renderer } from "leaflet/src/layer/vector/Renderer.js";
export { svg } from "leaflet/src/layer/vector/SVG.js";
export { map } from "leaflet/src/map/index.js";

import { attribution } from "leaflet/src/control/Control.Attribution.js";

export const control = { attribution };

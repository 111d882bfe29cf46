/** The device's own position on the map, followed for as long as it is wanted. */

import * as L from "leaflet";
import type { Session } from "../app/session";
import { walkOn, type Position } from "../app/walk";

const NEAR_ZOOM = 17;

export class WhereIAm {
  private readonly dot = L.circleMarker([0, 0], { pane: "work", className: "me", radius: 8, interactive: false });
  private readonly doubt = L.circle([0, 0], { pane: "work", className: "me-doubt", radius: 1, interactive: false });
  private walking = false;
  private awake: Promise<WakeLockSentinel | null> = Promise.resolve(null);

  constructor(
    private readonly map: L.Map,
    private readonly session: Session,
  ) {
    map.on("locationfound", ({ latlng, accuracy }) => this.found(latlng, accuracy));
    map.on("locationerror", ({ code }) => this.missed(code));
    session.onChange(({ view }) => {
      const walking = view.walk !== null;
      if (walking !== this.walking) this.keepAwake((this.walking = walking));
    });
    // The browser lets go of the screen when the page is hidden.
    document.addEventListener("visibilitychange", () => !document.hidden && this.keepAwake(this.walking));
  }

  /** Begins to follow the position. */
  start(): void {
    this.map.locate({ watch: true, setView: false, enableHighAccuracy: true, maximumAge: 2000 });
  }

  stop(): void {
    this.map.stopLocate();
    this.dot.remove();
    this.doubt.remove();
    this.session.show({ me: null });
  }

  private found({ lng, lat }: L.LatLng, accuracy_m: number): void {
    const { session } = this;
    const me: Position = { at: [lng, lat], accuracy_m };
    const first = session.view.me === null;
    this.doubt.setLatLng([lat, lng]).setRadius(accuracy_m).addTo(this.map);
    this.dot.setLatLng([lat, lng]).addTo(this.map);
    session.show({ me });
    if (first) {
      this.map.setView([lat, lng], Math.max(this.map.getZoom(), NEAR_ZOOM), { animate: false });
      session.say("map.position", { m: Math.round(accuracy_m) });
    }
    if (session.view.walk && !this.map.getBounds().pad(-0.15).contains([lat, lng])) {
      this.map.panTo([lat, lng], { animate: false });
    }
    walkOn(session, me);
  }

  /** Refused for good, or only no position for the moment. */
  private missed(code: number): void {
    if (code === GeolocationPositionError.PERMISSION_DENIED || !this.session.view.me) this.stop();
    this.session.say("map.no_position", {}, "warn");
  }

  /** A sleeping screen would end the walk; not every browser lets a page ask. */
  private keepAwake(wanted: boolean): void {
    const { wakeLock } = navigator as Partial<Navigator>;
    this.awake = this.awake
      .then((held) => held?.release())
      .then(() => (wanted && wakeLock ? wakeLock.request("screen") : null))
      .catch(() => null);
  }
}

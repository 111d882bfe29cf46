/** The map of what was found: each number stands at its place and leads to its words. */

import { useEffect, useRef, useState } from "preact/hooks";

import type { ProblemMap } from "./view";
import { named, t } from "./words";
import { MOST, moved, nearer, type Sight, whole, windowOf } from "./zoom";

const STEP = 2;
const PHONE = "(max-width: 760px)";

interface Props {
  readonly map: ProblemMap;
  readonly marked: string;
  readonly find: (problem: string) => void;
}

export function ProblemPlan({ map, marked, find }: Props) {
  const { width, height } = map;
  const [sight, see] = useState<Sight>(() => whole(width, height));
  const drawing = useRef<SVGSVGElement>(null);
  const held = useRef<readonly [number, number] | null>(null);
  useEffect(() => see(whole(width, height)), [width, height]);
  const seen = windowOf(sight, width, height);
  // Marks and numbers keep their size on the screen, and on a phone one that a finger finds.
  const size = (matchMedia(PHONE).matches ? 2 : 1) / sight.scale;
  const drag = (event: PointerEvent): void => {
    const onScreen = drawing.current!.getScreenCTM();
    if (!held.current || !onScreen) return;
    const each = 1 / onScreen.a;
    const [x, y] = held.current;
    held.current = [event.clientX, event.clientY];
    see((now) => moved(now, (x - event.clientX) * each, (y - event.clientY) * each, width, height));
  };
  return (
    <figure class="plan">
      {/* Keys reach every mark, and move the window with the buttons. */}
      <svg
        ref={drawing}
        viewBox={seen.join(" ")}
        class={sight.scale > 1 ? "near" : undefined}
        onPointerDown={(event) => {
          if (sight.scale > 1) held.current = [event.clientX, event.clientY];
        }}
        onPointerMove={drag}
        onPointerUp={() => {
          held.current = null;
        }}
        onPointerLeave={() => {
          held.current = null;
        }}
      >
        <title>{t("check.map")}</title>
        {map.outlines.map(([kind, path]) => (
          <path key={path} class={kind} d={path} />
        ))}
        {map.marks.map((mark) => (
          // biome-ignore lint/a11y/useSemanticElements: a picture holds no button
          <g
            key={mark.id}
            class={`mark ${mark.severity}${mark.id === marked ? " chosen" : ""}`}
            role="button"
            tabIndex={0}
            aria-label={t("check.mark", { n: mark.number, severity: named("severity", mark.severity) })}
            transform={`translate(${mark.x} ${mark.y}) scale(${size})`}
            onFocus={(event) => {
              // What a mouse presses is in the window already, and must not move away under it.
              if (!event.currentTarget.matches(":focus-visible")) return;
              see((now) => (now.scale > 1 ? { ...now, x: mark.x, y: mark.y } : now));
            }}
            onClick={() => find(mark.id)}
            onKeyDown={(event) => {
              if (event.key !== "Enter" && event.key !== " ") return;
              event.preventDefault();
              find(mark.id);
            }}
          >
            <circle r={mark.plain ? 5 : 13} />
            {mark.plain ? null : <text y={5}>{mark.number}</text>}
          </g>
        ))}
      </svg>
      <div class="zoom">
        <Zoom label={t("check.nearer")} sign="+" off={sight.scale >= MOST} press={() => see(nearer(sight, STEP))} />
        <Zoom label={t("check.farther")} sign="−" off={sight.scale <= 1} press={() => see(nearer(sight, 1 / STEP))} />
      </div>
      {map.beyond.length ? (
        <figcaption class="soft">{t("check.beyond", { n: map.beyond.join(", ") })}</figcaption>
      ) : null}
    </figure>
  );
}

interface ZoomProps {
  readonly label: string;
  readonly sign: string;
  readonly off: boolean;
  readonly press: () => void;
}

function Zoom({ label, sign, off, press }: ZoomProps) {
  return (
    <button type="button" aria-label={label} title={label} disabled={off} onClick={press}>
      {sign}
    </button>
  );
}

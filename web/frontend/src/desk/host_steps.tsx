/** How to put the site on a host: each step in words, and as a simple drawing of its screen. */

import { type Host, type Part, SCENES, type Scene } from "./host_scenes";
import { t } from "./words";

const WIDE = 248;
const HIGH = 148;
const FIRST = 38;
const STEP = 35;

export function HostSteps({ host }: { readonly host: Host }) {
  return (
    <ol class="host-steps">
      {t(`publish.${host}_steps`)
        .split("\n")
        .map((step, number) => (
          <li key={step}>
            {SCENES[host][number] ? <Screen scene={SCENES[host][number]} /> : null}
            <p>{step}</p>
          </li>
        ))}
    </ol>
  );
}

/** The words beside it say the same: who reads with the ears misses nothing. */
function Screen({ scene }: { readonly scene: Scene }) {
  return (
    <svg class="screen" viewBox={`0 0 ${WIDE} ${HIGH}`} aria-hidden="true">
      <rect class="frame" x="1" y="1" width={WIDE - 2} height={HIGH - 2} rx="8" />
      <path class="bar" d={`M1 28V9a8 8 0 0 1 8-8h${WIDE - 18}a8 8 0 0 1 8 8v19z`} />
      {[12, 22, 32].map((x) => (
        <circle key={x} class="dot" cx={x} cy="15" r="3" />
      ))}
      <text class="at" x="44" y="19">
        {scene.at}
      </text>
      {scene.parts.map((part, number) => (
        <Drawn key={part.join()} part={part} y={FIRST + STEP * slots(scene.parts.slice(0, number))} />
      ))}
    </svg>
  );
}

/** A map is twice as high as anything else. */
const slots = (parts: readonly Part[]): number => parts.reduce((n, [kind]) => n + (kind === "map" ? 2 : 1), 0);

function Drawn({ part: [kind, text], y }: { readonly part: Part; readonly y: number }) {
  if (kind === "map") {
    return (
      <g class="map">
        <rect x="14" y={y} width={WIDE - 28} height="62" rx="4" />
        <path d={`M60 ${y + 10}l52 -4 6 24 -48 18z`} />
        <path d={`M114 ${y + 6}l54 8 -10 38 -40 -20z`} />
        <path d={`M72 ${y + 49}l47 -17 36 20 -44 6z`} />
      </g>
    );
  }
  if (kind === "pick") {
    return (
      <g class="pick">
        <circle cx="26" cy={y + 14} r="8" />
        <circle class="on" cx="26" cy={y + 14} r="4" />
        <text x="42" y={y + 19}>
          {text}
        </text>
      </g>
    );
  }
  return (
    <g class={kind}>
      <rect x="14" y={y} width={WIDE - 28} height="28" rx="6" />
      {kind === "drop" ? <path d={`M26 ${y + 21}v-13h7l2 3h11v10z`} /> : null}
      <text x={kind === "drop" ? 56 : 24} y={y + 19}>
        {text}
      </text>
    </g>
  );
}

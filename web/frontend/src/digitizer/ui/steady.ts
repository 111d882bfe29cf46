/**
 * Controls stand still while one of them is pressed.
 *
 * Leaving a field ends what was typed there, and with it much may change on the page: between
 * press and release a button would move away from under the pointer, and the click be lost.
 */

const CONTROLS = "button, input, select, label, summary, a";

/** The same drawing, put off to the release where a control is being pressed. */
export function steadily(draw: () => void): () => void {
  let pressed = false;
  let due = false;
  const release = (): void => {
    pressed = false;
    if (due) draw();
    due = false;
  };
  const press = ({ target }: Event): void => {
    pressed = target instanceof Element && target.closest(CONTROLS) !== null;
  };
  // The click comes with the release, before anything that waits; where there is none, it is over.
  const releaseSoon = (): void => void setTimeout(release);
  window.addEventListener("pointerdown", press, { capture: true });
  window.addEventListener("click", release);
  for (const end of ["pointerup", "pointercancel", "blur"])
    window.addEventListener(end, releaseSoon, { capture: true });
  return () => {
    if (pressed) due = true;
    else draw();
  };
}

/**
 * Leaves out labels that would overlap one that comes before them, or ground that is
 * `occupied`; what is occupied afterwards.
 */

export function clearLabels(
  labels: readonly (HTMLElement | undefined)[],
  occupied: readonly DOMRect[] = [],
): DOMRect[] {
  const taken = [...occupied];
  const boxesOf = labels.map((label) => {
    const words = label?.children.length ? [...label.children] : label ? [label] : [];
    return words.map((word) => word.getBoundingClientRect());
  });
  labels.forEach((label, i) => {
    const boxes = boxesOf[i]!;
    const free = boxes.every((box) => taken.every((other) => !meets(box, other)));
    label?.classList.toggle("left-out", !free);
    if (free) taken.push(...boxes);
  });
  return taken;
}

const meets = (a: DOMRect, b: DOMRect): boolean =>
  a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

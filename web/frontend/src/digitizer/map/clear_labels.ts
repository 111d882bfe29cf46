/** Leaves out labels that would overlap one that comes before them. */

export function clearLabels(labels: readonly (HTMLElement | undefined)[]): void {
  const taken: DOMRect[] = [];
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
}

const meets = (a: DOMRect, b: DOMRect): boolean =>
  a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

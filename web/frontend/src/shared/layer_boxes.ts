// The check boxes that show and hide layers, remembered in the address.

import type { Address } from "./address";

/** Let each box marked data-layer switch its layer; the address names those not as usual. */
export function startLayerBoxes(address: Address, layers: Readonly<Record<string, (on: boolean) => void>>): void {
  for (const box of document.querySelectorAll<HTMLInputElement>("[data-layer]")) {
    const name = box.dataset.layer ?? "";
    const usual = box.defaultChecked;
    box.checked = address.state.off.includes(name) ? !usual : usual;
    layers[name]?.(box.checked);
    box.addEventListener("change", () => {
      layers[name]?.(box.checked);
      const others = address.state.off.filter((each) => each !== name);
      address.update({ off: box.checked === usual ? others : [...others, name] });
    });
  }
}

/** What is seen and made now and then: tabs and cards that most sittings never open, files other than the drawing. */

import { learn } from "../app/words";
import words from "../words_more.json";

learn(words);

export { writeKml } from "../export/kml";
export { drawPicture, pngOf } from "../export/picture";
export { extraCard } from "../ui/extra_card";
export { filesMore } from "../ui/files_more";
export { groundPanel } from "../ui/ground_panel";
export { guidePanel } from "../ui/guide_panel";
export { lookCard } from "../ui/look_card";
export { pinPhoto } from "../ui/pin_photo";
export { remarkForm, remarksPanel } from "../ui/remark_card";
export { villageMore } from "../ui/village_more";

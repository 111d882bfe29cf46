/**
 * What the page lends to the parts that it takes up later: they use the page's own, and carry no copy.
 *
 * A part that stands here by its path (build.mjs reads the imports below) speaks with the very words,
 * elements and drawing of the page.
 */

import * as bringIn from "./app/bring_in";
import * as session from "./app/session";
import * as texts from "./app/texts";
import * as words from "./app/words";
import * as drawing from "./drawing/drawing";
import * as editWords from "./drawing/edits/words";
import * as remark from "./drawing/remark";
import * as photoOf from "./drawing/photo_of";
import * as toolbar from "./ui/toolbar";
import * as outcome from "./drawing/outcome";
import * as recut from "./drawing/recut";
import * as drawingFile from "./export/drawing_file";
import * as sources from "./ground/sources";
import * as symbol from "./marks/symbol";
import * as roomiest from "./marks/roomiest";
import * as area from "./measure/area";
import * as distance from "./measure/distance";
import * as rai from "./measure/rai";
import * as file from "./storage/file";
import * as photos from "./storage/photos";
import * as overlay from "./topology/overlay";
import * as point from "./topology/point";
import * as ring from "./topology/ring";
import * as snap from "./topology/snap";
import * as validity from "./topology/validity";
import * as dom from "./ui/dom";
import * as labels from "../shared/labels";

export const lent = {
  "./app/bring_in": bringIn,
  "./app/session": session,
  "./app/texts": texts,
  "./app/words": words,
  "./drawing/drawing": drawing,
  "./drawing/edits/words": editWords,
  "./drawing/remark": remark,
  "./drawing/photo_of": photoOf,
  "./ui/toolbar": toolbar,
  "./drawing/outcome": outcome,
  "./drawing/recut": recut,
  "./export/drawing_file": drawingFile,
  "./ground/sources": sources,
  "./marks/symbol": symbol,
  "./marks/roomiest": roomiest,
  "./measure/area": area,
  "./measure/distance": distance,
  "./measure/rai": rai,
  "./storage/file": file,
  "./storage/photos": photos,
  "./topology/overlay": overlay,
  "./topology/point": point,
  "./topology/ring": ring,
  "./topology/snap": snap,
  "./topology/validity": validity,
  "./ui/dom": dom,
  "../shared/labels": labels,
};

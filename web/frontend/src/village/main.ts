// A village's page is whole without this: language, sharing, and being kept for without a network.

import { pageData } from "../shared/dom";
import { type PageSettings, startPage } from "../shared/page";

startPage(pageData<PageSettings>(), () => undefined);

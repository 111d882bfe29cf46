/** Opens the desk: one page for the whole of an officer's work, on this machine. */

import { open } from "./app";

open(document.getElementById("desk")!);

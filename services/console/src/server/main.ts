import { runMain } from "@whiteline/service-kit";

import { readConfig } from "./config.js";
import { start } from "./start.js";

runMain("console", () => start(readConfig(process.env)));

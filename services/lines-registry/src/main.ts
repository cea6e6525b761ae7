import { runMain, systemPorts } from "@whiteline/service-kit";
import { readConfig } from "./config.js";
import { start } from "./start.js";

runMain("lines-registry", () => start(readConfig(process.env), systemPorts));

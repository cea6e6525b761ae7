import { runMain, systemPorts } from "@whiteline/service-kit";
import { readConfig } from "./config.js";
import { start } from "./start.js";

runMain("pricing", () => start(readConfig(process.env), systemPorts));

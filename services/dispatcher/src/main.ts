import { runMain, systemPorts } from "@whiteline/service-kit";
import { readConfig } from "./config.js";
import { start } from "./start.js";

runMain("dispatcher", () => start(readConfig(process.env), systemPorts));

import { runMain, systemPorts } from "@whiteline/service-kit";
import { readConfig } from "./config.js";
import { start } from "./start.js";

runMain("campaigns", () => start(readConfig(process.env), systemPorts));

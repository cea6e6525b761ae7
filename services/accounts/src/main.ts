import { runMain, systemPorts } from "@whiteline/service-kit";
import { readConfig } from "./config.js";
import { start } from "./start.js";

runMain("accounts", () => start(readConfig(process.env), systemPorts));

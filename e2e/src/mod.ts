export { startKannel, SYSTEM_PATH } from "./start-kannel.js";
export { apiClient, until, type Api } from "./story/client.js";
export type { Narrator } from "./story/narrator.js";
export { obtainLine, type Customer } from "./story/obtain-line.js";
export { approveTemplate, topUp } from "./story/send-campaign.js";
export { campaign, list, listImport, type Campaign } from "./story/shapes.js";
export { openWorld } from "./story/world.js";

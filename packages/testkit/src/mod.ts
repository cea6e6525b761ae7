export { eventually, type Patience } from "./eventually.js";
export { freePort, isPortFree, PortTakenError } from "./free-port.js";
export { manualClock, type ManualClock } from "./manual-clock.js";
export { startProcess, type Exit, type ManagedProcess, type ProcessOptions } from "./process.js";
export { databaseUri } from "./servers/database-uri.js";
export { findMongod } from "./servers/find-mongod.js";
export { findNats } from "./servers/find-nats.js";
export type { FoundServer, ServerSearch } from "./servers/find-server.js";
export type { MongodUser } from "./servers/mongod-login.js";
export { startMongod, type MongodOptions, type RunningMongod } from "./servers/start-mongod.js";
export {
  startNats,
  type NatsOptions,
  type NatsUser,
  type RunningNats,
} from "./servers/start-nats.js";
export { startSource } from "./start-source.js";
export { strangerFault, strangerFaults, type StrangerRow } from "./strangers.js";
export { startTcpProxy, type TcpProxy } from "./tcp-proxy.js";
export { testDatabase, type TestDatabase } from "./test-database.js";
export { testNats, type TestNats } from "./test-nats.js";
export {
  testBinaries,
  testDirectory,
  type TestBinaries,
  type TestDirectory,
} from "./test-servers.js";

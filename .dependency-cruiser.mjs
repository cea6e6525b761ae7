/** The directions of dependency of docs/decisions and architecture §7, checked. */
export default {
  forbidden: [
    {
      name: "no-service-to-service",
      severity: "error",
      comment: "Services talk through contracts only.",
      from: { path: "^services/([^/]+)/" },
      to: { path: "^services/([^/]+)/", pathNot: "^services/$1/" },
    },
    {
      name: "packages-never-import-services",
      severity: "error",
      comment: "A package serves services; it does not know them.",
      from: { path: "^packages/" },
      to: { path: "^(services|deploy|e2e|bench)/" },
    },
    {
      name: "domain-is-pure",
      severity: "error",
      comment:
        "domain/ imports itself, markets and sms (and diff, which is as pure): no I/O, no clock, no proto.",
      from: { path: "^services/[^/]+/src/domain/", pathNot: "\\.test\\.ts$" },
      to: { pathNot: "^services/[^/]+/src/domain/|^packages/(markets|sms)/|^node_modules/diff/" },
    },
    {
      name: "sms-and-smpp-depend-on-nothing-of-ours",
      severity: "error",
      comment: "sms runs in a browser; smpp is a protocol.",
      from: { path: "^packages/(sms|smpp|markets)/src/", pathNot: "\\.test\\.ts$" },
      to: { path: "^packages/", pathNot: "^packages/$1/" },
    },
    {
      name: "mongoose-only-in-store",
      severity: "error",
      comment:
        "mongoose lives under store/, in service-kit's connector, in the outbox of events and in testkit.",
      from: {
        path: "^(services|packages)/",
        pathNot: "/store/|^packages/(service-kit|events|testkit)/|\\.test\\.ts$|/test/",
      },
      to: { path: "node_modules/(mongoose|mongodb)/" },
    },
    {
      name: "nats-only-in-events",
      severity: "error",
      comment: "JetStream is spoken in packages/events; testkit starts servers.",
      from: {
        path: "^(services|packages)/",
        pathNot: "^packages/(events|testkit)/|\\.test\\.ts$|/test/",
      },
      to: { path: "node_modules/@nats-io/" },
    },
    {
      name: "smpp-codec-only-in-smpp",
      severity: "error",
      comment: "The codec of npm smpp may be replaced without anyone outside noticing.",
      from: { pathNot: "^packages/smpp/" },
      to: { path: "node_modules/smpp/" },
    },
    {
      name: "grpc-only-in-service-kit",
      severity: "error",
      comment: "nice-grpc is wired once; services see its types through service-kit.",
      from: {
        path: "^(services|packages)/",
        pathNot: "^packages/(service-kit|testkit|contracts)/|\\.test\\.ts$|/test/",
      },
      to: { path: "node_modules/(@grpc/grpc-js|nice-grpc)/", dependencyTypesNot: ["type-only"] },
    },
    {
      name: "start-is-imported-by-main-and-tests-only",
      severity: "error",
      comment: "start.ts is the composition root.",
      from: { path: "^services/[^/]+/src/", pathNot: "/src/main\\.ts$|\\.test\\.ts$" },
      to: { path: "^services/[^/]+/src/start\\.ts$" },
    },
    {
      name: "proto-words-stay-at-the-edge",
      severity: "error",
      comment: "proto.ts is imported by handlers and events, never by domain or store.",
      from: { path: "^services/[^/]+/src/(domain|store)/" },
      to: { path: "^services/[^/]+/src/proto\\.ts$" },
    },
    {
      name: "no-circular",
      severity: "error",
      comment: "No cycles.",
      from: {},
      to: { circular: true },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules|/dist/|/gen/" },
    exclude: { path: "/dist/|/gen/|\\.whiteline|\\.cache" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.base.json" },
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["@whiteline/source", "import", "require", "node", "default", "types"],
    },
  },
};

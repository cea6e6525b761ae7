import { createChannel, createClient } from "nice-grpc";
import { ServerReflectionService } from "nice-grpc-server-reflection";
import { ServerReflectionRequest } from "nice-grpc-server-reflection/lib/proto/grpc/reflection/v1/reflection_pb.js";
import { afterEach, expect, test } from "vitest";

import { endServices, startService } from "./start-test-service.js";

afterEach(endServices);

test("a tool learns without a token what a service answers", async () => {
  const { running } = await startService({});
  const channel = createChannel(running.grpcAddress);
  try {
    const client = createClient(ServerReflectionService, channel);
    const ask = async function* () {
      yield new ServerReflectionRequest().setListServices("");
    };
    const names: string[] = [];
    for await (const answer of client.serverReflectionInfo(ask())) {
      const services = answer.getListServicesResponse()?.getServiceList() ?? [];
      names.push(...services.map((service) => service.getName()));
    }
    expect(names).toContain("whiteline.accounts.v1.AccountsService");
  } finally {
    channel.close();
  }
});

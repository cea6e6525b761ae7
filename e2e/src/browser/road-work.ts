import { connect, headers } from "@nats-io/transport-node";
import { z } from "zod";

import { apiClient, until } from "../story/client.js";
import type { ConsoleHouse } from "./console-house.js";
import type { SendingCompany } from "./sending-company.js";

const templateShape = z.object({ templateId: z.string(), version: z.number() });
const inDoubtShape = z.object({ inDoubt: z.array(z.object({ tenantId: z.string() })) });

/** So many dead letters of one service and type, whose reader is gone, so that replaying them disturbs nobody. */
export async function leaveDeadLetters({ bus }: ConsoleHouse, count: number): Promise<void> {
  const connection = await connect({ servers: bus.url, user: bus.user, pass: bus.password });
  try {
    for (let letter = 0; letter < count; letter += 1) {
      const about = headers();
      about.set("event-id", `left-${String(Date.now())}-${String(letter)}`);
      about.set("occurred-at", new Date().toISOString());
      about.set("dead-reason", "chunk 5f2c: its document cannot be read");
      about.set("dead-subject", "whiteline.dlr.v1.OutcomesRecorded");
      about.set("dead-attempts", "20");
      about.set("dead-durable", "nobody");
      await connection.request("whiteline.dead.dlr.dlr.v1.OutcomesRecorded", "", {
        headers: about,
        timeout: 10_000,
      });
    }
  } finally {
    await connection.close();
  }
}

/** To one of its customers, a notice whose submit was never answered, since the operator broke the connection: it is held until somebody decides. */
export async function holdNotice(house: ConsoleHouse, company: SendingCompany): Promise<void> {
  const { api, lineId, tenantId } = company;
  const { templateId, version } = await api.call("/v1/templates", templateShape, {
    json: { name: "ارسال سفارش", body: "سفارش شما ارسال شد. پیگیری در سایت آفتاب", variables: [] },
  });
  const { expertKey = "", operationsKey = "" } = house.deskKeys["asanak"] ?? {};
  await apiClient(house.apiUrl, expertKey).call(`/v1/templates/${templateId}/review`, z.unknown(), {
    json: { decision: "approve", note: "", expectedVersion: version },
  });
  const operator = (settings: string) =>
    fetch(`${house.simulatorControl}/set?systemId=wl-mci&${settings}`, { method: "POST" });
  await operator("dropConnections=1");
  try {
    await api.call("/v1/messages", z.unknown(), {
      json: { lineId, to: "09125551001", templateId },
    });
    await until(
      () =>
        apiClient(house.apiUrl, operationsKey).call(
          "/v1/operators/in-doubt?held=true",
          inDoubtShape,
        ),
      ({ inDoubt }) => inDoubt.some((one) => one.tenantId === tenantId),
      { within: 60_000, what: "the notice to be in doubt" },
    );
  } finally {
    await operator("dropConnections=0");
  }
}

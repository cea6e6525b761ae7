import { SERVICES, type ServiceEntry } from "@whiteline/local";
import { freePort, startTcpProxy, type TcpProxy } from "@whiteline/testkit";
import { z } from "zod";
import { openHouse, type House, type HouseOptions } from "../test/house.js";

/** A house whose road to the operators can be made bad, with two dispatchers that share the binds. */
export type ChaosHouse = House & {
  /** Between the dispatchers and the operator. */
  readonly road: TcpProxy;
  /** Asks the operator's control door, as `set?throttle=10`. */
  readonly operator: (request: string) => Promise<void>;
};

/** Both dispatchers: processes of one service. */
export const DISPATCHERS = ["dispatcher", "dispatcher-2"] as const;

/** @param told what a service is told beside its usual environment, by its name. */
export const openChaosHouse = async (
  told: Readonly<Record<string, Readonly<Record<string, string>>>> = {},
  options: Pick<HouseOptions, "environment" | "prepare" | "clear"> = {},
): Promise<ChaosHouse> => {
  const smpp = await freePort();
  const road = await startTcpProxy({ port: smpp });
  const services = SERVICES.flatMap((service) =>
    service.name === "dispatcher"
      ? [over(road, service), over(road, { ...service, name: "dispatcher-2", of: "dispatcher" })]
      : [tell(service, told[service.name])],
  );
  const ports = { "operator-simulator.SMPP_PORT": smpp };
  const house = await openHouse({ services, ports, ...options });
  const control = house.stack.run.simulatorControl ?? "";
  return {
    ...house,
    road,
    operator: async (request) => {
      const answer = await fetch(`${control}/${request}`, { method: "POST" });
      if (!answer.ok) throw new Error(`${request}: ${await answer.text()}`);
    },
    async [Symbol.asyncDispose]() {
      road.restore();
      await house[Symbol.asyncDispose]();
      await road.stop();
    },
  };
};

const tell = (
  service: ServiceEntry,
  more: Readonly<Record<string, string>> = {},
): ServiceEntry => ({ ...service, env: (facts) => ({ ...service.env?.(facts), ...more }) });

const operators = z.looseObject({
  accounts: z.array(z.looseObject({ port: z.number() })),
});

/** One more that only receives: receipts come on another bind than the submit went by, and often to the other dispatcher. */
const BINDS = [{ type: "transceiver" }, { type: "receiver" }];

/** The dispatcher reaches its operators by this road. */
const over = (road: TcpProxy, service: ServiceEntry): ServiceEntry => ({
  ...service,
  env: (facts) => {
    const env = service.env?.(facts) ?? {};
    const { accounts, ...rest } = operators.parse(JSON.parse(env["OPERATORS"] ?? "{}"));
    const led = accounts.map((account) => ({ ...account, port: road.port, binds: BINDS }));
    return { ...env, OPERATORS: JSON.stringify({ ...rest, accounts: led }) };
  },
});

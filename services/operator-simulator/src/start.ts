import { type Ports, type Running, runService } from "@whiteline/service-kit";

import { openAgenda } from "./agenda.js";
import type { Config } from "./config.js";
import { serveControl } from "./control.js";
import { messageIds } from "./domain/message-ids.js";
import { seededRandom } from "./domain/random.js";
import { TEMPERAMENTS } from "./domain/temperament.js";
import { openGroundTruth, readGroundTruth } from "./ground-truth.js";
import { serveIys } from "./iys.js";
import { servePaymentPort } from "./payment-port.js";
import { replay } from "./replay.js";
import { followScript, readScript } from "./script.js";
import { startSmsc } from "./smsc.js";
import { startTally } from "./tally.js";

/** A simulator that answers. */
export type Simulator = Running & {
  readonly smppPort: number;
  /** host:port of the control door. */
  readonly controlAddress: string;
};

/** Builds the simulator: what an earlier run left owed, the SMSC, the control door. */
export const start = async (
  config: Config,
  { now, newId }: Pick<Ports, "now" | "newId">,
): Promise<Simulator> => {
  const { HOST: host, OPERATORS, GROUND_TRUTH_FILE: path } = config;
  let doors = { smppPort: 0, controlAddress: "" };

  // No keys: it answers no RPC but health, which asks for no token.
  const running = await runService(
    { ...config, PRINCIPAL_PUBLIC_KEYS: { keys: [] } },
    async (life) => {
      const script =
        config.SCRIPT_FILE === undefined ? undefined : await readScript(config.SCRIPT_FILE);
      const tally = startTally();
      const debts =
        path === undefined
          ? []
          : await replay(readGroundTruth(path), ({ fingerprint }) => tally.addSubmit(fingerprint));
      const truth = await life.use(openGroundTruth(path));
      const agenda = await life.use(openAgenda(() => now().getTime()));
      const smsc = await life.use(
        startSmsc({
          host,
          port: config.SMPP_PORT,
          passwords: OPERATORS && new Map(OPERATORS.map((one) => [one.systemId, one.password])),
          behaviour: TEMPERAMENTS[config.TEMPERAMENT],
          now,
          random: seededRandom(config.SEED),
          nextId: messageIds(now()),
          agenda,
          truth,
          tally,
          log: life.log,
        }),
        (opened) => opened.stop(),
      );
      if (script !== undefined) followScript(script, agenda, smsc);
      for (const { entry, receipts } of debts) {
        for (let owed = receipts; owed > 0; owed -= 1) smsc.owe(entry);
      }
      const control = await life.use(
        serveControl({ host, port: config.CONTROL_PORT, smsc, truth, tally }),
      );
      if (config.IYS_PORT !== undefined) {
        const { IYS_PORT: iysPort, IYS_FILE: file } = config;
        const iys = await life.use(serveIys({ host, port: iysPort, file, newId }));
        life.log.info({ iys: iys.url }, "registry of consents open");
      }
      if (config.PAYMENT_PORT !== undefined) {
        const port = await life.use(
          servePaymentPort({
            host,
            port: config.PAYMENT_PORT,
            secret: config.PAYMENT_SECRET,
            notifyUrl: config.PAYMENT_NOTIFY_URL,
            newId,
          }),
        );
        life.log.info({ payments: port.url }, "payment port open");
      }
      doors = { smppPort: smsc.port, controlAddress: `${host}:${control.port}` };
      life.log.info(
        { smpp: smsc.port, control: control.port, owed: debts.length },
        "operator open",
      );
    },
    { now },
  );
  return { ...running, ...doors };
};

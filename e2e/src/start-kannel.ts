import { mkdir, writeFile } from "node:fs/promises";
import { connect } from "node:net";
import { join } from "node:path";
import { freePort, startProcess } from "@whiteline/testkit";

/** Where Debian puts programs; /usr/sbin is on the PATH of root only. */
export const SYSTEM_PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

type KannelOptions = {
  /** Configuration, logs and store lie here. */
  readonly dir: string;
  /** The SMSC it binds to, as one transceiver. */
  readonly smsc: {
    readonly host: string;
    readonly port: number;
    readonly systemId: string;
    readonly password: string;
  };
  /** Unanswered submits (max-pending-submits). */
  readonly window: number;
  /** "file" keeps what is under way on the disk, as an operator of Kannel would in earnest. */
  readonly store: "none" | "file";
};

/**
 * Starts Kannel (bearerbox and smsbox of the Debian package) as a client of an SMSC and resolves when its bind is up.
 * @throws Error with the end of the log when a program is missing or its bind stays down.
 */
export const startKannel = async (options: KannelOptions) => {
  const { dir } = options;
  await mkdir(dir, { recursive: true });
  const [admin, box, send] = [await freePort(), await freePort(), await freePort()];
  const file = join(dir, "kannel.conf");
  await writeFile(file, configuration(options, { admin, box, send }));
  const start = (name: "bearerbox" | "smsbox", ready: () => Promise<boolean>) =>
    startProcess({
      name,
      command: name,
      args: ["-v", "4", file],
      env: { PATH: SYSTEM_PATH },
      logFile: join(dir, `${name}.out`),
      ready,
    });

  const bearerbox = await start("bearerbox", () => accepts(box));
  const stopBearerbox = (): Promise<unknown> => bearerbox.stop();
  try {
    const smsbox = await start("smsbox", async () => (await accepts(send)) && (await bound(admin)));
    return {
      /** Of the HTTP door: add to, text and what else sendsms takes. */
      sendUrl: `http://127.0.0.1:${send}/cgi-bin/sendsms?username=kannel&password=kannel`,
      pids: { bearerbox: bearerbox.pid, smsbox: smsbox.pid },
      async [Symbol.asyncDispose](): Promise<void> {
        await smsbox.stop();
        await stopBearerbox();
      },
    };
  } catch (error) {
    await stopBearerbox();
    throw error;
  }
};

const accepts = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1");
    socket.once("error", () => resolve(false));
    socket.once("connect", () => {
      socket.destroy();
      resolve(true);
    });
  });

const bound = async (adminPort: number): Promise<boolean> => {
  const status = await fetch(`http://127.0.0.1:${adminPort}/status.txt?password=kannel`);
  return /\(online \d+s/.test(await status.text());
};

const configuration = (
  { dir, smsc, window, store }: KannelOptions,
  ports: { readonly admin: number; readonly box: number; readonly send: number },
): string => `group = core
admin-port = ${ports.admin}
admin-interface = 127.0.0.1
admin-password = kannel
smsbox-port = ${ports.box}
smsbox-interface = 127.0.0.1
box-deny-ip = "*.*.*.*"
box-allow-ip = "127.0.0.1"
log-level = 4
log-file = "${dir}/bearerbox.log"
dlr-storage = internal
sms-outgoing-queue-limit = 1000000
sms-resend-freq = 5
${store === "file" ? `store-type = file\nstore-location = "${dir}/store.dat"\nstore-dump-freq = 10` : ""}

group = smsc
smsc = smpp
smsc-id = operator
host = ${smsc.host}
port = ${smsc.port}
transceiver-mode = true
smsc-username = "${smsc.systemId}"
smsc-password = "${smsc.password}"
system-type = ""
interface-version = 34
max-pending-submits = ${window}
enquire-link-interval = 30
reconnect-delay = 1
log-level = 4

group = smsbox
bearerbox-host = 127.0.0.1
bearerbox-port = ${ports.box}
sendsms-port = ${ports.send}
sendsms-interface = 127.0.0.1
log-level = 4
log-file = "${dir}/smsbox.log"
max-pending-requests = 512
http-request-retry = 3
http-queue-delay = 1

group = sendsms-user
username = kannel
password = kannel
max-messages = 10
concatenation = true

group = sms-service
keyword = default
text = ""
max-messages = 0
`;

import { spawnSync } from "node:child_process";
import { SYSTEM_PATH } from "../src/start-kannel.js";

/** A foreign program, the Debian package it comes in, and the command that proves it is there. */
type Program = { readonly package: string; readonly proof: readonly [string, ...string[]] };

export const PROGRAMS = {
  kannel: { package: "kannel", proof: ["bearerbox", "--version"] },
  java: { package: "default-jre-headless", proof: ["java", "-version"] },
  netSmpp: { package: "libnet-smpp-perl", proof: ["perl", "-MNet::SMPP", "-e", "1"] },
} as const satisfies Readonly<Record<string, Program>>;

export const isPresent = ({ proof: [command, ...args] }: Program): boolean => {
  const { error, status } = spawnSync(command, args, {
    stdio: "ignore",
    timeout: 60_000,
    env: { PATH: SYSTEM_PATH },
  });
  return error === undefined && status === 0;
};

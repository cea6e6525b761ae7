import { descriptors } from "@whiteline/contracts/descriptors";
import type { Server } from "nice-grpc";
import { ServerReflection, ServerReflectionService } from "nice-grpc-server-reflection";
import { z } from "zod";

const contract = z.object({ fullName: z.string() });

/** Full name of a contract made by ts-proto, e.g. `whiteline.dlr.v1.DlrService`; nothing for others. */
export function namesOf(definition: object): readonly string[] {
  const parsed = contract.safeParse(definition);
  return parsed.success ? [parsed.data.fullName] : [];
}

/**
 * Lets tools such as grpcurl list and describe what is served. Asks for no token: contracts are no
 * secret within the house, and every call they describe still needs one.
 */
export function addReflection(server: Server, services: readonly string[]): void {
  const protoset = Buffer.from(descriptors, "base64");
  server.add(ServerReflectionService, ServerReflection(protoset, services));
}

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
 * secret within the house, and every call they describe still needs one. The contracts are read when somebody asks first:
 * that takes more than a tenth of a second, and few services are ever asked.
 */
export function addReflection(server: Server, services: readonly string[]): void {
  let known: ReturnType<typeof ServerReflection> | undefined;
  server.add(ServerReflectionService, {
    serverReflectionInfo: (questions, context) => {
      known ??= ServerReflection(Buffer.from(descriptors, "base64"), services);
      return known.serverReflectionInfo(questions, context);
    },
  });
}

import { createServer } from "node:http";

/** Listens for Kannel's delivery callbacks and keeps what each said, by the path it came to. */
export const startCallbacks = async () => {
  const heard = new Map<string, string[]>();
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? "/", "http://localhost");
    const told = heard.get(url.pathname) ?? [];
    heard.set(url.pathname, told);
    told.push(url.searchParams.get("type") ?? "");
    request.resume();
    response.end("ok");
  });
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port for callbacks");
  return {
    /** %d is where Kannel writes the kind of report: 1 delivered, 2 undelivered, 8 taken by the SMSC. */
    url: (path: string): string => `http://127.0.0.1:${address.port}${path}?type=%d`,
    /** Kinds heard for each path. */
    heard: heard as ReadonlyMap<string, readonly string[]>,
    async [Symbol.asyncDispose](): Promise<void> {
      await new Promise((resolve) => {
        server.close(resolve);
        server.closeAllConnections();
      });
    },
  };
};

const SHAPE =
  /^(?<server>mongodb(?:\+srv)?:\/\/[^/?]+)(?:\/(?<database>[^?]*))?(?:\?(?<options>.*))?$/;

/**
 * The same server and options with another database. Credentials keep their authentication database,
 * which the driver would otherwise take from the path.
 * @throws Error when the address has not the shape of a MongoDB URI (the address itself is not repeated: it may hold a password).
 */
export function databaseUri(uri: string, database: string): string {
  const { server, database: before, options } = SHAPE.exec(uri)?.groups ?? {};
  if (server === undefined)
    throw new Error("A MongoDB URI begins with mongodb:// or mongodb+srv:// and names a host.");
  const search = new URLSearchParams(options);
  if (server.includes("@") && !search.has("authSource"))
    search.set("authSource", before === undefined || before === "" ? "admin" : before);
  const query = search.toString();
  return `${server}/${database}${query === "" ? "" : `?${query}`}`;
}

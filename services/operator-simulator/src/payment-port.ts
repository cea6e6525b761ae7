import { createHmac } from "node:crypto";
import { createServer, type IncomingMessage } from "node:http";

export type PaymentPortOptions = {
  readonly host: string;
  readonly port: number;
  readonly secret: string;
  /** Base address of the API that is told of payments. */
  readonly notifyUrl: string;
  readonly newId: () => string;
};

type Reply = {
  readonly status: number;
  readonly body: string;
  readonly location?: string;
};

/** How often an unanswered notice is repeated, and how long it waits for each. */
const ATTEMPTS = 5;
const PAUSE_MS = 1_000;

/**
 * A stand-in for a payment port that speaks as VNPAY does: a page with two buttons; what the payer chose is told to the
 * API, signed and repeated until it is answered, and the payer's browser goes back to where it came from.
 */
export const servePaymentPort = async (options: PaymentPortOptions) => {
  const { host, port } = options;
  const server = createServer((request, response) => {
    void answer(options, request).then(
      ({ status, body, location }) => {
        response.writeHead(status, {
          "content-type": "text/html; charset=utf-8",
          ...(location !== undefined && { location }),
        });
        response.end(body);
      },
      () => response.writeHead(500).end(),
    );
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, resolve);
  });
  const address = server.address();
  const bound = typeof address === "object" && address !== null ? address.port : port;
  return {
    url: `http://${host}:${bound}/pay`,
    [Symbol.asyncDispose]: () =>
      new Promise<void>((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
};

/** GET /pay/<provider> shows the page; POST decides: `paid` or `cancelled`. */
const answer = async (options: PaymentPortOptions, request: IncomingMessage): Promise<Reply> => {
  const url = new URL(request.url ?? "/", "http://port");
  const [, door, provider = ""] = url.pathname.split("/");
  if (door !== "pay" || provider === "") return { status: 404, body: "There is no such page." };
  const { vnp_SecureHash: hash = "", ...asked } = Object.fromEntries(url.searchParams);
  if (signed(options.secret, asked) !== hash)
    return { status: 400, body: "The signature is wrong." };
  if (request.method !== "POST") return { status: 200, body: page(url, asked) };
  const body = new URLSearchParams(await textOf(request));
  const isPaid = body.get("choice") === "paid";
  const told = {
    vnp_TmnCode: asked["vnp_TmnCode"] ?? "",
    vnp_Amount: asked["vnp_Amount"] ?? "",
    vnp_TxnRef: asked["vnp_TxnRef"] ?? "",
    vnp_OrderInfo: asked["vnp_OrderInfo"] ?? "",
    vnp_ResponseCode: isPaid ? "00" : "24",
    vnp_TransactionStatus: isPaid ? "00" : "02",
    vnp_TransactionNo: options.newId(),
    vnp_PayDate: portTime(new Date()),
  };
  await notify(options, provider, told);
  const back = asked["vnp_ReturnUrl"] ?? "";
  return back === ""
    ? { status: 200, body: "Done. You may close this page." }
    : { status: 303, body: "", location: backTo(back, signedQuery(options.secret, told)) };
};

const GREENWICH_PLUS_7_MS = 7 * 3_600_000;

/** As the real port tells the time: that of Hà Nội. */
const portTime = (at: Date): string =>
  new Date(at.getTime() + GREENWICH_PLUS_7_MS).toISOString().replace(/\D/g, "").slice(0, 14);

/** The payer comes back with what was told, signed, as from the real port. */
const backTo = (address: string, told: URLSearchParams): string => {
  const url = new URL(address);
  for (const [name, value] of told) url.searchParams.set(name, value);
  return url.toString();
};

const signedQuery = (secret: string, told: Readonly<Record<string, string>>): URLSearchParams => {
  const query = new URLSearchParams(told);
  query.append("vnp_SecureHash", signed(secret, told));
  return query;
};

/** Repeats until the API says what became of it. */
const notify = async (
  { secret, notifyUrl }: PaymentPortOptions,
  provider: string,
  told: Readonly<Record<string, string>>,
): Promise<void> => {
  const query = signedQuery(secret, told);
  const url = `${notifyUrl}/v1/payment-ports/${encodeURIComponent(provider)}/vnpay?${query.toString()}`;
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    const heard = await fetch(url).then(
      ({ ok }) => ok,
      () => false,
    );
    if (heard) return;
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
};

const signed = (secret: string, parameters: Readonly<Record<string, string>>): string => {
  const sorted = Object.entries(parameters)
    .filter(([, value]) => value !== "")
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return createHmac("sha512", secret).update(new URLSearchParams(sorted).toString()).digest("hex");
};

const textOf = async (request: IncomingMessage): Promise<string> => {
  let text = "";
  for await (const piece of request) {
    text += String(piece);
    if (text.length > 10_000) return "";
  }
  return text;
};

const HUNDREDTHS = 100;

const page = (url: URL, asked: Readonly<Record<string, string>>): string => {
  const amount = Number(asked["vnp_Amount"] ?? "0") / HUNDREDTHS;
  const escaped = (text: string) =>
    text.replace(/[&<>"']/g, (sign) => `&#${String(sign.charCodeAt(0))};`);
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>Payment port (simulator)</title>
<main><h1>Payment port (simulator)</h1>
<p>${escaped(asked["vnp_OrderInfo"] ?? "")}: ${amount} ${escaped(asked["vnp_CurrCode"] ?? "")}</p>
<form method="post" action="${escaped(url.pathname + url.search)}">
<button name="choice" value="paid">Pay</button>
<button name="choice" value="cancelled">Cancel</button></form></main></html>`;
};

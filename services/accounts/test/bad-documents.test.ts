import { isDeepStrictEqual } from "node:util";
import { deflateSync } from "node:zlib";
import { DomainError } from "@whiteline/service-kit";
import { eventually } from "@whiteline/testkit";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { inspectPdf } from "../src/inspect/inspect-pdf.js";
import { accountsEnv, upload, type AccountsEnv } from "./accounts-env.js";
import { hugePng, jpeg, pdf, pdfOf, png, xlsx, zip } from "./papers.js";

let env: AccountsEnv;
let caller: Awaited<ReturnType<AccountsEnv["tenant"]>>;

beforeAll(async () => {
  env = await accountsEnv();
  await env.provision("asanak");
  caller = await env.tenant();
});
afterAll(() => env[Symbol.asyncDispose]());

const traces = async () => ({
  documents: await env.count("documents"),
  files: await env.count("document_content.files"),
  chunks: await env.count("document_content.chunks"),
  uploads: await env.count("document_uploads"),
});

/** Says what was answered, that no byte was left, and that the attempt is on record. */
async function refusal(
  content: Buffer,
  header: Parameters<typeof upload>[1] = {},
): Promise<string> {
  const before = await traces();
  const answer = await env.accounts.putDocument(upload(content, header), caller.caller).then(
    () => "kept",
    (error: unknown) => {
      if (!(error instanceof DomainError)) throw error;
      expect(error.remedy).toMatch(/\w/);
      return error.reason;
    },
  );
  await eventually(async () => isDeepStrictEqual(await traces(), before));
  const { entries, chainIntact } = await env.accounts.listAuditTrail(
    { tenantId: caller.tenantId },
    caller.caller,
  );
  expect(chainIntact).toBe(true);
  expect(entries.at(-1)).toMatchObject({
    action: "document.refused",
    after: JSON.stringify({ reason: answer }),
  });
  return answer;
}

const flate = (unpacked: Buffer) => ({
  dictionary: "/Filter /FlateDecode",
  body: deflateSync(unpacked),
});
const zeros = (mib: number) => Buffer.alloc(mib * 1024 * 1024);

describe("a file that is not what it says", () => {
  test.each([
    ["a program called scan.jpg", Buffer.from("MZ\u0090\u0000".padEnd(4_000, "x")), "scan.jpg"],
    ["a Linux program called scan.jpg", Buffer.from("\u007fELF".padEnd(4_000, "x")), "scan.jpg"],
    ["a web page called card.png", Buffer.from("<html><script>1</script>"), "card.png"],
    ["an archive called list.xlsx", zip({ "a.exe": "MZ" }), "list.xlsx"],
  ])("%s is refused by its content", async (_what, content, fileName) => {
    expect(await refusal(content, { fileName })).toBe("UNSUPPORTED_DOCUMENT_TYPE");
  });

  test("a workbook is no national card, and a scan is no customer list", async () => {
    expect(await refusal(xlsx(), { code: "national_card" })).toBe("DOCUMENT_TYPE_NOT_TAKEN");
    expect(await refusal(jpeg, { code: "customer_list" })).toBe("DOCUMENT_TYPE_NOT_TAKEN");
  });

  test("a paper that has expired is refused before its bytes", async () => {
    const expiresAt = new Date(env.clock.now().getTime() - 1);
    expect(await refusal(jpeg, { expiresAt })).toBe("DOCUMENT_EXPIRED");
  });

  test("what only begins like an image is none", async () => {
    const head = jpeg.subarray(0, 200);
    const program = Buffer.concat([head, Buffer.from("MZ".padEnd(9_000, "x"))]);
    expect(await refusal(program)).toBe("DOCUMENT_UNREADABLE");
  });
});

describe("an image", () => {
  test.each([
    ["a JPEG cut in the middle", jpeg.subarray(0, Math.floor(jpeg.length / 2))],
    ["a PNG cut before its end", png.subarray(0, png.length - 20)],
  ])("that is %s is refused", async (_what, content) => {
    expect(await refusal(content)).toBe("DOCUMENT_UNREADABLE");
  });

  test("of absurd size is refused without being unpacked", async () => {
    expect(await refusal(hugePng(60_000, 60_000))).toBe("IMAGE_TOO_LARGE");
    const grey = { width: 30_000, height: 20, channels: 3 as const, background: "#777" };
    const wide = await sharp({ create: grey }).png().toBuffer();
    expect(await refusal(wide)).toBe("IMAGE_TOO_LARGE");
  });

  test("of 60 MB is refused at the byte that is too many", async () => {
    const scan = Buffer.concat([jpeg, Buffer.alloc(60_000_000)]);
    expect(await refusal(scan, { fileName: "scan.jpg" })).toBe("DOCUMENT_TOO_LARGE");
  });
});

describe("a PDF", () => {
  test("with two hundred pages is kept, with more it is refused", async () => {
    await expect(
      env.accounts.putDocument(upload(pdfOf({ pages: 200 })), caller.caller),
    ).resolves.toBeDefined();
    expect(await refusal(pdfOf({ pages: 201 }))).toBe("DOCUMENT_TOO_MANY_PAGES");
  });

  test("whose one stream unpacks to more than a scan has is refused", async () => {
    expect(await refusal(pdfOf({ streams: [flate(zeros(200))] }))).toBe(
      "DOCUMENT_UNPACKS_TOO_LARGE",
    );
  });

  test("whose object streams unpack to half a gigabyte together is refused", async () => {
    const bomb = {
      ...flate(zeros(100)),
      dictionary: "/Type /ObjStm /N 1 /First 4 /Filter /FlateDecode",
    };
    expect(
      await refusal(
        pdfOf({ streams: [flate(Buffer.from("BT ET")), ...Array<typeof bomb>(6).fill(bomb)] }),
      ),
    ).toBe("DOCUMENT_UNPACKS_TOO_LARGE");
  });

  test.each([
    [
      "JavaScript",
      { catalog: "/OpenAction 1000 0 R", objects: ["<< /S /JavaScript /JS (app.alert\\(1\\)) >>"] },
    ],
    [
      "JavaScript under an escaped name",
      { catalog: "/OpenAction 1000 0 R", objects: ["<< /S /#4aavaScript /J#53 (1) >>"] },
    ],
    [
      "a program to launch",
      { catalog: "/OpenAction 1000 0 R", objects: ["<< /S /Launch /F (cmd.exe) >>"] },
    ],
    [
      "a file inside",
      {
        catalog: "/Names << /EmbeddedFiles << /Names [(a.exe) 1000 0 R] >> >>",
        objects: [
          "<< /Type /Filespec /F (a.exe) /EF << /F 1001 0 R >> >>",
          "<< /Type /EmbeddedFile /Length 2 >>\nstream\nMZ\nendstream",
        ],
      },
    ],
  ])("with %s is refused", async (_what, parts) => {
    expect(await refusal(pdfOf(parts))).toBe("DOCUMENT_ACTIVE_CONTENT");
  });

  test("of two kilobytes that unpack to a gigabyte in two steps is refused", async () => {
    const twice = deflateSync(deflateSync(zeros(200)));
    const stream = { dictionary: "/Filter [/FlateDecode /FlateDecode]", body: twice };
    expect(await refusal(pdfOf({ streams: [stream] }))).toBe("DOCUMENT_UNPACKS_TOO_LARGE");
  });

  test("that is broken, cut off or without a page is refused", async () => {
    const whole = pdf("scan", 20_000);
    expect(await refusal(whole.subarray(0, 60))).toBe("DOCUMENT_UNREADABLE");
    expect(await refusal(Buffer.from("%PDF-1.7\nthis is no PDF at all\n%%EOF\n"))).toBe(
      "DOCUMENT_UNREADABLE",
    );
    expect(await refusal(pdfOf({ pages: 0 }))).toBe("DOCUMENT_UNREADABLE");
  });

  test("that promises pages which are not there is counted by those it has", async () => {
    const promised = Buffer.from(
      pdfOf({ pages: 1 }).toString("latin1").replace("/Count 1 ", "/Count 9 "),
      "latin1",
    );
    expect(await inspectPdf(promised)).toMatchObject({ kind: "pdf", pages: 1 });
  });
});

describe("a workbook", () => {
  test("with macros is refused", async () => {
    const content = xlsx({ "xl/vbaProject.bin": "program" });
    expect(await refusal(content, { code: "customer_list" })).toBe("DOCUMENT_ACTIVE_CONTENT");
  });

  test("whose parts are not what its list says is refused", async () => {
    const content = xlsx();
    content.write("broken", content.indexOf("<worksheet/>") + 5);
    const cut = content.subarray(0, content.length - 30);
    expect(await refusal(cut, { code: "customer_list" })).toMatch(
      /DOCUMENT_UNREADABLE|UNSUPPORTED_DOCUMENT_TYPE/,
    );
  });
});

test("a caller's own words stay out of the trail", async () => {
  expect(await refusal(jpeg, { code: "کد ملی ۰۰۱۲۳۴۵۶۷۹" })).toBe("DOCUMENT_CODE_UNKNOWN");
  const { entries } = await env.accounts.listAuditTrail(
    { tenantId: caller.tenantId },
    caller.caller,
  );
  expect(entries.at(-1)?.subject).toBe("document_code:");
});

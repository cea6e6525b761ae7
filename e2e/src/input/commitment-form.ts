import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { createCanvas, GlobalFonts, type SKRSContext2D } from "@napi-rs/canvas";

/** What is written on the paper; the same values are typed into the application. */
export type FormPaper = {
  readonly companyName: string;
  readonly nationalId: string;
  readonly economicCode: string;
  readonly registrationNumber: string;
  readonly activity: string;
  readonly site: string;
  readonly email: string;
  readonly representative: string;
  readonly representativeMobile: string;
  readonly serviceNumber: string;
  readonly audience: string;
  readonly subject: string;
};

const width = 1_240; // A4 at 150 dpi
const height = 1_754;
const margin = 110;

const fonts = dirname(createRequire(import.meta.url).resolve("vazirmatn/package.json"));
GlobalFonts.registerFromPath(join(fonts, "fonts/ttf/Vazirmatn-Regular.ttf"), "Vazirmatn");

const line = (context: SKRSContext2D, text: string, y: number, size = 26): void => {
  context.font = `${size}px Vazirmatn`;
  context.direction = "rtl";
  context.textAlign = "right";
  context.fillText(text, width - margin, y);
};

const stampAndSignature = (context: SKRSContext2D, y: number): void => {
  context.strokeStyle = "#1b3f94";
  context.lineWidth = 5;
  context.beginPath();
  context.arc(320, y, 90, 0, Math.PI * 2);
  context.stroke();
  context.beginPath();
  context.moveTo(480, y + 30);
  context.bezierCurveTo(540, y - 90, 600, y + 110, 660, y - 20);
  context.bezierCurveTo(690, y - 60, 740, y + 60, 800, y);
  context.stroke();
};

const sheet = (letterhead: string): { context: SKRSContext2D; toJpeg: () => Promise<Buffer> } => {
  const canvas = createCanvas(width, height);
  const context = canvas.getContext("2d");
  context.fillStyle = "#ffffff";
  context.fillRect(0, 0, width, height);
  context.fillStyle = "#1b3f94";
  context.fillRect(0, 0, width, 16);
  line(context, letterhead, 90, 38);
  context.fillStyle = "#111111";
  return { context, toJpeg: () => canvas.encode("jpeg", 85) };
};

/** The stamped, signed form on letterhead as a JPG [000 · Conditions]. */
export const drawCommitmentForm = async (paper: FormPaper): Promise<Buffer> => {
  const { context, toJpeg } = sheet(paper.companyName);
  line(context, "تعهدنامه تعریف شماره خدماتی", 190, 34);
  const rows = [
    `شرکت ${paper.companyName} به شناسه ملی ${paper.nationalId}`,
    `کد اقتصادی ${paper.economicCode} و شماره ثبت ${paper.registrationNumber}`,
    `زمینه فعالیت: ${paper.activity}`,
    `نشانی سایت: ${paper.site}    رایانامه: ${paper.email}`,
    `نماینده: ${paper.representative}    همراه: ${paper.representativeMobile}`,
    `۳- شرکت ${paper.companyName} متعهد می‌شود از شماره ${paper.serviceNumber}`,
    "تنها پیامک خدماتی ارسال کند و هیچ پیام تبلیغاتی نفرستد.",
    `جامعه هدف: ${paper.audience}`,
    `موضوع و محتوای پیامک خدماتی: ${paper.subject}`,
  ];
  rows.forEach((text, index) => line(context, text, 290 + index * 62));
  stampAndSignature(context, 1_180);
  return toJpeg();
};

/** Any other signed paper as a JPG, under its title. */
export const drawPaper = async (title: string): Promise<Buffer> => {
  const { context, toJpeg } = sheet(title);
  stampAndSignature(context, 560);
  return toJpeg();
};

/** The promissory note as a JPG: amount and beneficiary by provider and family [ir.md §5]. */
export const drawPromissoryNote = async (note: {
  readonly company: string;
  readonly amountRial: bigint;
  readonly beneficiary: string;
}): Promise<Buffer> => {
  const { context, toJpeg } = sheet("سفته");
  const amount = new Intl.NumberFormat("fa-IR").format(note.amountRial);
  line(context, `مبلغ ${amount} ریال در وجه ${note.beneficiary}`, 260);
  line(context, `متعهد: ${note.company}`, 330);
  stampAndSignature(context, 560);
  return toJpeg();
};

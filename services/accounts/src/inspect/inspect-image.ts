import sharp from "sharp";
import { limits, type Inspection } from "../domain/document-safety.js";

/** Longest decoding of one image; a scan of A3 takes about two seconds. */
const seconds = 15;

/**
 * Decodes an image to its last row and keeps nothing of it. Its size is read first, so that no absurd
 * one is unpacked; libvips works in its own threads and on a few rows at a time.
 */
export async function inspectImage(content: Buffer): Promise<Inspection> {
  try {
    const { width, height } = await sharp(content, { limitInputPixels: false }).metadata();
    if (width * height > limits.imagePixels) return { kind: "image", width, height };
    await sharp(content, { limitInputPixels: limits.imagePixels, failOn: "truncated" })
      .timeout({ seconds })
      .stats();
    return { kind: "image", width, height };
  } catch (error) {
    const isLate = error instanceof Error && error.message.includes("timeout");
    return { kind: isLate ? "too_complex" : "unreadable" };
  }
}

/** Bytes of one message: small enough to interleave, large enough not to matter. */
const pieceBytes = 64 * 1024;

/** A content in pieces that fit a message. */
export function* piecesOf(content: Buffer): Generator<Buffer, void> {
  for (let start = 0; start < content.length; start += pieceBytes) {
    yield content.subarray(start, start + pieceBytes);
  }
}

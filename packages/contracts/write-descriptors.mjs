// Writes the descriptors of all contracts as a module, so that servers can offer reflection without
// reading files: run by `generate`, in proto/, after `buf build` has written the image.
import { readFileSync, writeFileSync } from "node:fs";

const gen = "../packages/contracts/src/gen";
const image = readFileSync(`${gen}/contracts.binpb`).toString("base64");
writeFileSync(
  `${gen}/whiteline/descriptors.ts`,
  `/** FileDescriptorSet of every contract, base64. */\nexport const descriptors =\n  "${image}";\n`,
);

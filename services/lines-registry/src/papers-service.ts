import type { PapersServiceImplementation } from "@whiteline/contracts/lines_registry/v1/papers";
import type { CallContextExt } from "@whiteline/service-kit";
import { exportDossier } from "./export-dossier.js";
import { findDocumentUses } from "./find-document-uses.js";
import { getMatrix } from "./get-matrix.js";
import { listOriginals, returnOriginal } from "./originals.js";
import type { Parts } from "./parts.js";
import { getFormRules, renderForm, renderNoteSample } from "./render-papers.js";

/** What lines-registry answers about papers, in the order of the contract. */
export function papersService(parts: Parts): PapersServiceImplementation<CallContextExt> {
  return {
    getFormRules: getFormRules(parts),
    renderForm: renderForm(parts),
    renderNoteSample: renderNoteSample(parts),
    getMatrix: getMatrix(parts),
    exportDossier: exportDossier(parts),
    listOriginals: listOriginals(parts),
    returnOriginal: returnOriginal(parts),
    findDocumentUses: findDocumentUses(parts),
  };
}

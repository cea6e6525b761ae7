import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";

import { QueryView } from "../../parts/query-view.js";
import { caseQuery } from "../queries.js";
import { CaseView } from "./case-view.js";

/** A case at the desk. */
export function CasePage() {
  const { caseId } = useParams({ from: "/inside/desk/cases/$caseId" });
  const query = useQuery(caseQuery(caseId));
  return (
    <QueryView query={query} rows={6} rowHeight={84}>
      {(file) => <CaseView key={caseId} file={file} />}
    </QueryView>
  );
}

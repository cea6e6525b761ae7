import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";

import { api, bodyOf } from "../../api/client.js";
import { problemOf } from "../../api/problem.js";
import { caseQuery, readCase, type CaseFile, type Verdict } from "../queries.js";

export type GivenVerdict = {
  readonly item: string;
  readonly verdict: Verdict;
  readonly note: string;
};

export type CaseWrites = {
  /** What was given and is not kept yet, by item: on its way, or refused. */
  readonly unsaved: ReadonlyMap<string, GivenVerdict>;
  readonly give: (verdict: GivenVerdict) => void;
  readonly giveAgain: () => void;
  /** How many were refused and wait to be given again. */
  readonly refused: number;
  readonly error: unknown;
  /** Somebody else changed the case: what it says now, once it was asked. */
  readonly conflict: { readonly now: CaseFile | undefined } | undefined;
  /** Tells the screen of a refusal; true where it was a conflict. */
  readonly meet: (error: unknown) => boolean;
  /** Shows the case as it is now, and forgets the conflict. */
  readonly load: () => void;
  /** After a step of ours. */
  readonly refresh: () => Promise<void>;
};

/**
 * Writes of one case. Verdicts go one after the other, each on the version that the one before left; what was refused
 * stays on the screen until it is given again.
 */
export function useCaseWrites(caseId: string): CaseWrites {
  const queries = useQueryClient();
  const { queryKey } = caseQuery(caseId);
  const [unsaved, setUnsaved] = useState<ReadonlyMap<string, GivenVerdict>>(new Map());
  const [conflict, setConflict] = useState<CaseWrites["conflict"]>();

  const meet = (error: unknown): boolean => {
    if (problemOf(error).code !== "CASE_MOVED_ON") return false;
    setConflict((known) => known ?? { now: undefined });
    void readCase(caseId).then((now) => setConflict({ now }));
    return true;
  };
  const refresh = async (): Promise<void> => {
    queries.setQueryData(queryKey, await readCase(caseId));
    setConflict(undefined);
    await Promise.all(
      [
        ["desk", "cases"],
        ["desk", "originals", caseId],
        ["desk", "alarms"],
        ["desk", "lines"],
      ].map((stale) => queries.invalidateQueries({ queryKey: stale })),
    );
  };
  const save = useMutation({
    scope: { id: `case ${caseId}` },
    mutationFn: async (given: GivenVerdict) => {
      const expectedVersion = queries.getQueryData(queryKey)?.case.version ?? 0;
      return bodyOf(
        await api.POST("/v1/desk/cases/{id}/verdicts", {
          params: { path: { id: caseId } },
          body: { items: [given], expectedVersion },
        }),
      );
    },
    onMutate: (given) => {
      setUnsaved((before) => new Map(before).set(given.item, given));
    },
    onSuccess: (kept, given) => {
      queries.setQueryData(queryKey, (file) => file && withVerdicts(file, kept));
      setUnsaved((before) => {
        const after = new Map(before);
        if (after.get(given.item) === given) after.delete(given.item);
        return after;
      });
    },
    onError: (error) => void meet(error),
  });
  return {
    unsaved,
    give: save.mutate,
    giveAgain: () => {
      for (const given of unsaved.values()) save.mutate(given);
    },
    refused: save.isPending || conflict !== undefined ? 0 : unsaved.size,
    error: save.isError && conflict === undefined ? save.error : undefined,
    conflict,
    meet,
    load: () => {
      if (conflict?.now !== undefined) queries.setQueryData(queryKey, conflict.now);
      setConflict(undefined);
      save.reset();
    },
    refresh,
  };
}

type Kept = {
  readonly case: CaseFile["case"];
  readonly verdicts: readonly NonNullable<CaseFile["fields"][number]["verdict"]>[];
};

function withVerdicts(file: CaseFile, kept: Kept): CaseFile {
  const of = (item: string) => {
    const verdict = kept.verdicts.find((each) => each.item === item);
    return verdict === undefined ? {} : { verdict };
  };
  return {
    ...file,
    case: kept.case,
    application: { ...file.application, version: kept.case.version },
    documents: file.documents.map((each) => ({ ...each, ...of(`document:${each.documentCode}`) })),
    fields: file.fields.map((each) => ({ ...each, ...of(`field:${each.field}`) })),
  };
}

import { notifications } from "@mantine/notifications";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslations } from "use-intl";

import { api, bodyOf } from "../../api/client.js";
import type { CaseFile, PossibleEvent } from "../queries.js";
import type { CaseItem } from "./case-items.js";
import {
  blankDraft,
  findingOf,
  takesWords,
  withRejected,
  type DecisionDraft,
} from "./decision-draft.js";
import type { CaseWrites } from "./use-case-writes.js";

/** Decisions of one case: what is typed for each, and how they are sent, confirmed or taken back. */
export function useDecision(
  file: CaseFile,
  items: readonly CaseItem[],
  writes: CaseWrites,
  onDone: () => void,
) {
  const t = useTranslations("desk");
  const [open, setOpen] = useState<PossibleEvent>();
  const [drafts, setDrafts] = useState<Readonly<Record<string, DecisionDraft>>>({});
  const { caseId, version } = file.case;

  const send = useMutation({
    mutationFn: async ({
      event,
      draft,
    }: {
      readonly event: string;
      readonly draft: DecisionDraft;
    }) =>
      bodyOf(
        await api.POST("/v1/applications/{id}/events", {
          params: { path: { id: caseId } },
          body: {
            event,
            expectedVersion: version,
            note: draft.note.trim(),
            findings: draft.reasons.map((reason) => findingOf(reason, t("deskSource"))),
            originals: [...draft.originals],
            ...(draft.words.trim() !== "" && {
              operatorAnswer: { words: draft.words.trim(), reference: draft.reference.trim() },
            }),
          },
        }),
      ),
    onSuccess: async (after, { event }) => {
      await writes.refresh();
      setOpen(undefined);
      setDrafts(({ [event]: _sent, ...others }) => others);
      const waits = after.pendingDecision !== undefined;
      notifications.show({ message: waits ? t("sentPending") : t("sent"), color: "green" });
      onDone();
    },
    onError: (error) => {
      if (writes.meet(error)) setOpen(undefined);
    },
  });
  const takeBack = useMutation({
    mutationFn: () =>
      api.DELETE("/v1/desk/cases/{id}/pending-decision", {
        params: { path: { id: caseId }, query: { expectedVersion: version } },
      }),
    onSuccess: async () => {
      await writes.refresh();
      onDone();
    },
    onError: (error) => void writes.meet(error),
  });
  const draftOf = ({ event }: PossibleEvent): DecisionDraft => drafts[event] ?? blankDraft;
  const seen = (error: unknown) => (writes.conflict === undefined ? error : undefined);
  return {
    open,
    draft: open === undefined ? blankDraft : draftOf(open),
    choose: (event: PossibleEvent) => {
      const draft = draftOf(event);
      const remedies = { document: t("remedyDocument"), field: t("remedyField") };
      const full = event.needsReasons ? withRejected(draft, items, remedies) : draft;
      const awaited = file.documents.filter(({ original }) => original === "awaited");
      const originals =
        event.needsOriginals && draft.originals.length === 0
          ? awaited.map(({ documentCode }) => documentCode)
          : draft.originals;
      setDrafts((before) => ({ ...before, [event.event]: { ...full, originals } }));
      send.reset();
      setOpen(event);
    },
    change: (draft: DecisionDraft) => {
      if (open !== undefined) setDrafts((before) => ({ ...before, [open.event]: draft }));
    },
    close: () => setOpen(undefined),
    send: () => {
      if (open !== undefined) send.mutate({ event: open.event, draft: clean(open, draftOf(open)) });
    },
    confirm: (event: string, note: string) =>
      send.mutate({ event, draft: { ...blankDraft, note } }),
    takeBack: () => takeBack.mutate(),
    isSending: send.isPending || takeBack.isPending,
    error: seen(send.error ?? takeBack.error ?? undefined),
  };
}

/** Only what the decision asks for is sent. */
function clean(event: PossibleEvent, draft: DecisionDraft): DecisionDraft {
  return {
    note: draft.note,
    reasons: event.needsReasons ? draft.reasons : [],
    originals: event.needsOriginals ? draft.originals : [],
    words: takesWords(event) ? draft.words : "",
    reference: takesWords(event) ? draft.reference : "",
  };
}

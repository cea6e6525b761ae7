import { Button, Group } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslations } from "use-intl";

import { problemOf } from "../../api/problem.js";
import { ConflictAlert, situationOfLine } from "../case/conflict-alert.js";
import { readLine, type Line } from "../queries.js";
import { ActWindow } from "./act-window.js";
import { acts, blankAct, type Act, type ActDraft } from "./line-acts.js";

/** The buttons of operations, and the window of the one that was chosen; what was typed stays for each. */
export function LineActButtons({ line }: { readonly line: Line }) {
  const t = useTranslations("deskLine");
  const desk = useTranslations("desk");
  const queries = useQueryClient();
  const [open, setOpen] = useState<Act>();
  const [drafts, setDrafts] = useState<Readonly<Record<string, ActDraft>>>({});
  const draftOf = ({ name }: Act): ActDraft =>
    drafts[name] ?? {
      ...blankAct,
      currency: line.price?.currency ?? blankAct.currency,
      date: name === "setRenewal" ? (line.renewsOn ?? "") : "",
      capability: line.inbound === "yes" || line.inbound === "no" ? line.inbound : "unknown",
    };
  const [conflict, setConflict] = useState<{ readonly now: Line | undefined }>();
  const load = async (): Promise<void> => {
    setConflict(undefined);
    run.reset();
    await queries.invalidateQueries({ queryKey: ["desk"] });
  };
  const run = useMutation({
    mutationFn: (act: Act) => act.run(line, draftOf(act)),
    onError: (error) => {
      if (problemOf(error).code !== "CASE_MOVED_ON") return;
      setOpen(undefined);
      setConflict({ now: undefined });
      void readLine(line.lineId).then((now) => setConflict({ now }));
    },
    onSuccess: async (_answer, { name }) => {
      await queries.invalidateQueries({ queryKey: ["desk"] });
      setOpen(undefined);
      setDrafts(({ [name]: _done, ...others }) => others);
      notifications.show({
        message: name === "remove" ? desk("sentPending") : desk("sent"),
        color: "green",
      });
    },
  });
  return (
    <>
      {conflict !== undefined && (
        <ConflictAlert
          before={situationOfLine(line)}
          now={conflict.now && situationOfLine(conflict.now)}
          onLoad={() => void load()}
          ofLine
        />
      )}
      <Group gap="xs">
        {acts
          .filter(({ isFor }) => isFor(line))
          .map((act) => (
            <Button
              key={act.name}
              size="sm"
              variant="default"
              {...(act.isGrave && { c: "red.9" })}
              onClick={() => {
                run.reset();
                setOpen(act);
              }}
            >
              {t(act.name)}
            </Button>
          ))}
      </Group>
      {open !== undefined && (
        <ActWindow
          act={open}
          line={line}
          draft={draftOf(open)}
          error={run.error ?? undefined}
          busy={run.isPending}
          onChange={(draft) => setDrafts((before) => ({ ...before, [open.name]: draft }))}
          onRun={() => run.mutate(open)}
          onClose={() => setOpen(undefined)}
        />
      )}
    </>
  );
}

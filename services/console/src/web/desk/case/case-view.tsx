import { Anchor, Button, Group, Progress, Stack, Text } from "@mantine/core";
import { useSuspenseQuery } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { ArrowLeft } from "lucide-react";
import { useRef, useState } from "react";
import { useTranslations } from "use-intl";

import { meQuery } from "../../api/me.js";
import { useFormat } from "../../language/use-format.js";
import { Page } from "../../parts/page.js";
import { ProblemAlert } from "../../parts/problem-alert.js";
import { KeyMap, type KeyRow } from "../key-map.js";
import type { CaseFile } from "../queries.js";
import { useKeys } from "../use-keys.js";
import { AnswersCard } from "./answers-card.js";
import { CaseHead, useAssign } from "./case-head.js";
import { groupsOf, itemsOf } from "./case-items.js";
import classes from "./case.module.css";
import { ConflictAlert, situationOfCase } from "./conflict-alert.js";
import { DecisionCard } from "./decision-card.js";
import { DecisionWindow } from "./decision-window.js";
import { DossierButton } from "./dossier-button.js";
import { closer, DocumentPane, farther, fitted, turned, type Sight } from "./document-pane.js";
import { ItemList } from "./item-list.js";
import { OriginalsCard } from "./originals-card.js";
import { PendingAlert } from "./pending-alert.js";
import { TimelineCard } from "./timeline-card.js";
import { useCaseWrites } from "./use-case-writes.js";
import { useDecision } from "./use-decision.js";
import { useItemHands } from "./use-item-hands.js";

const keyRows: readonly KeyRow[] = [
  { keys: ["j", "k"], does: "keyNext" },
  { keys: ["a"], does: "keyAccept" },
  { keys: ["r"], does: "keyReject" },
  { keys: ["n"], does: "keyNote" },
  { keys: ["e"], does: "keyDecide" },
  { keys: ["m"], does: "keyTake" },
  { keys: ["+", "−"], does: "keyZoom" },
  { keys: ["o"], does: "keyRotate" },
  { keys: ["u"], does: "keyBack" },
];

/** The case: its papers beside the fields they prove, a verdict for each, and what is decided of the whole. */
export function CaseView({ file }: { readonly file: CaseFile }) {
  const t = useTranslations("desk");
  const { data: me } = useSuspenseQuery(meQuery);
  const navigate = useNavigate();
  const writes = useCaseWrites(file.case.caseId);
  const groups = groupsOf(file, writes.unsaved);
  const items = itemsOf(groups);
  const { chosen, draft, hands, walk } = useItemHands(items, writes);
  const decisionHead = useRef<HTMLHeadingElement>(null);
  const decision = useDecision(file, items, writes, () => decisionHead.current?.focus());
  const assign = useAssign(file, writes);
  const [keysShown, showKeys] = useState(false);
  const [sights, setSights] = useState<Readonly<Record<string, Sight>>>({});

  const paper = chosen?.document;
  const sight = sights[paper?.documentId ?? ""] ?? fitted;
  const look = (next: Sight): void => {
    if (paper !== undefined) setSights((before) => ({ ...before, [paper.documentId]: next }));
  };
  const mayJudge =
    me.roles.includes("expert") && file.possibleEvents.some(({ role }) => role === "expert");
  const mayOperate = me.roles.includes("operations");
  const pending = file.application.pendingDecision;
  const judge = (act: (item: NonNullable<typeof chosen>) => void) => (): void => {
    if (mayJudge && chosen !== undefined) act(chosen);
  };
  useKeys({
    KeyJ: () => walk(1),
    KeyK: () => walk(-1),
    KeyA: judge(hands.accept),
    KeyR: judge((item) => hands.askNote(item, "rejected")),
    KeyN: judge((item) => hands.askNote(item, item.verdict ?? "rejected")),
    KeyE: () => focusDecision(decisionHead.current),
    KeyM: () => assign.mutate("me"),
    KeyO: () => look(turned(sight)),
    KeyU: () => void navigate({ to: "/desk" }),
    Equal: () => look(closer(sight)),
    NumpadAdd: () => look(closer(sight)),
    Minus: () => look(farther(sight)),
    NumpadSubtract: () => look(farther(sight)),
    "?": () => showKeys(true),
  });
  const lineId = file.application.lineId ?? "";
  return (
    <Page
      title={t("caseOf", { name: `\u2068${file.case.tenantName || file.case.tenantId}\u2069` })}
      actions={
        <>
          <BackToQueue />
          <DossierButton row={file.case} />
          <KeyMap rows={keyRows} opened={keysShown} onChange={showKeys} />
        </>
      }
    >
      <CaseHead file={file} writes={writes} assign={assign} />
      {lineId !== "" && (
        <Anchor
          renderRoot={(props) => <Link to="/desk/lines/$lineId" params={{ lineId }} {...props} />}
        >
          {t("showLine")}
        </Anchor>
      )}
      {writes.conflict !== undefined && (
        <ConflictAlert
          before={situationOfCase(file)}
          now={writes.conflict.now && situationOfCase(writes.conflict.now)}
          onLoad={writes.load}
        />
      )}
      <ProblemAlert error={writes.error} />
      <GiveAgain count={writes.refused} onClick={writes.giveAgain} />
      {pending !== undefined && (
        <PendingAlert
          pending={pending}
          error={decision.open === undefined ? decision.error : undefined}
          busy={decision.isSending}
          onConfirm={() => decision.confirm(pending.event, pending.note ?? "")}
          onTakeBack={decision.takeBack}
        />
      )}
      {items.length > 0 && (
        <div className={classes["columns"]}>
          <Stack gap="sm">
            <Checked
              done={items.filter(({ verdict }) => verdict !== undefined).length}
              total={items.length}
            />
            <ItemList
              groups={groups}
              chosen={chosen?.id}
              draft={draft}
              hands={hands}
              readOnly={!mayJudge}
            />
          </Stack>
          <div className={classes["side"]}>
            <DocumentPane document={paper} sight={sight} onSight={look} />
          </div>
        </div>
      )}
      <DecisionCard file={file} items={items} headRef={decisionHead} onChoose={decision.choose} />
      <OriginalsCard file={file} writes={writes} mayAct={mayOperate} />
      <AnswersCard answers={file.application.operatorAnswers} />
      <TimelineCard title={t("timeline")} entries={file.timeline} />
      {decision.open !== undefined && (
        <DecisionWindow
          event={decision.open}
          draft={decision.draft}
          file={file}
          items={items}
          error={decision.error}
          pending={decision.isSending}
          onChange={decision.change}
          onSend={decision.send}
          onClose={decision.close}
        />
      )}
    </Page>
  );
}

/** The first decision that can be taken; the heading where there is none. */
function focusDecision(head: HTMLHeadingElement | null): void {
  const first = document.querySelector<HTMLElement>("[data-decision]:not([disabled])") ?? head;
  first?.scrollIntoView({ block: "center" });
  first?.focus();
}

function BackToQueue() {
  const t = useTranslations("desk");
  return (
    <Button
      variant="subtle"
      leftSection={<ArrowLeft size={18} className="mirror" aria-hidden />}
      renderRoot={(props) => <Link to="/desk" {...props} />}
    >
      {t("queue")}
    </Button>
  );
}

function GiveAgain({ count, onClick }: { readonly count: number; readonly onClick: () => void }) {
  const t = useTranslations("desk");
  if (count === 0) return null;
  return (
    <Group>
      <Button size="xs" onClick={onClick}>
        {t("saveAgain", { count })}
      </Button>
    </Group>
  );
}

function Checked({ done, total }: { readonly done: number; readonly total: number }) {
  const t = useTranslations("desk");
  const format = useFormat();
  return (
    <div>
      <Text size="sm" c="dimmed">
        {t("checked", { done: format.number(done), total: format.number(total) })}
      </Text>
      <Progress value={total === 0 ? 0 : (done / total) * 100} size="sm" aria-hidden />
    </div>
  );
}

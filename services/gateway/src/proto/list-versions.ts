import type {
  FindMembershipResponse,
  GetListDutiesResponse,
  LineDuty,
  ListVersion,
  VersionUse,
} from "@whiteline/contracts/lists/v1/list_versions";
import type { z } from "zod";

import type { listDuties, membership, versionList } from "../shapes/list-versions.js";
import { fromVariable } from "./imports.js";
import { fromFinding, fromTime, given } from "./words.js";

type VersionJson = z.output<typeof versionList>["versions"][number];
type DutiesJson = z.output<typeof listDuties>;

export function fromVersion(version: ListVersion): VersionJson {
  return {
    version: Number(version.version),
    members: Number(version.members),
    operation: version.operation,
    importId: given(version.importId),
    fileName: given(version.fileName),
    madeBy: given(version.madeBy),
    at: fromTime(version.at),
    added: Number(version.added),
    removed: Number(version.removed),
    updated: Number(version.updated),
    equalsVersion: version.equalsVersion === 0n ? undefined : Number(version.equalsVersion),
    variables: version.variables.map(fromVariable),
    uses: version.uses.map(fromUse),
  };
}

function fromUse(use: VersionUse): VersionJson["uses"][number] {
  return {
    campaignId: use.campaignId,
    campaignName: use.campaignName,
    lineId: use.lineId,
    segmentId: given(use.segmentId),
    recipients: Number(use.recipients),
    submittedBy: given(use.submittedBy),
    materialisedAt: fromTime(use.materialisedAt),
    finishedAt: fromTime(use.finishedAt),
  };
}

export function fromDuties({ lines, withdrawnMembers }: GetListDutiesResponse): DutiesJson {
  return { lines: lines.map(fromDuty), withdrawnMembers: Number(withdrawnMembers) };
}

function fromDuty(duty: LineDuty): DutiesJson["lines"][number] {
  return {
    lineId: duty.lineId,
    providerId: duty.providerId,
    family: duty.family,
    number: given(duty.number),
    refresh: given(duty.refresh),
    calledAt: fromTime(duty.calledAt),
    dueOn: given(duty.dueOn),
    overdueEffect: given(duty.overdueEffect),
    fileName: given(duty.fileName),
    findings: duty.findings.map(fromFinding),
  };
}

export function fromMembership(found: FindMembershipResponse): z.output<typeof membership> {
  return {
    member: found.member,
    version: Number(found.version),
    versionAt: fromTime(found.versionAt),
    values: Object.fromEntries(found.values.map(({ name, value }) => [name, value])),
  };
}

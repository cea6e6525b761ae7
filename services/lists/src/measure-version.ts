import { setImmediate as turn } from "node:timers/promises";
import { extentOf } from "@whiteline/sms";
import type { CustomerList, ListVersion } from "./domain/list.js";
import type { LongestValues } from "./domain/longest-values.js";
import { sampleLink, type LinkMaking } from "./refusal-links.js";
import { routed } from "./route-ported.js";
import type { MemberStore } from "./store/members.js";
import type { PortabilityStore, PortedNumbers } from "./store/portability.js";

type Deps = Pick<LinkMaking, "publicUrl"> & {
  readonly members: MemberStore;
  readonly portability: Pick<PortabilityStore, "current">;
};

export type MeasuredVersion = {
  readonly operators: ReadonlyMap<string, number>;
  readonly columns: readonly {
    readonly name: string;
    /** Undefined: the version was made before they were kept. */
    readonly longest: LongestValues | undefined;
  }[];
};

type Asked = {
  readonly columns: readonly string[];
  /** A variable that is each recipient's refusal link; empty: none. */
  readonly linkVariable: string;
};

/** Versions that are remembered: some hundred bytes for each column. */
const MOST_REMEMBERED = 200;

/**
 * How long the values of a version become in some columns, and how many members each operator has by the ported numbers
 * of now. Nothing of it is a value. A build never changes, so it is read once.
 */
export function versionMeasurer({ members, portability, publicUrl }: Deps) {
  const longestOf = remembered((version: ListVersion) =>
    members.longest(version.build, version.variables.length),
  );
  const countsOf = remembered((version: ListVersion, ported: PortedNumbers) =>
    countOperators(members, version, ported),
  );

  return async (
    { market }: Pick<CustomerList, "market">,
    version: ListVersion,
    { columns, linkVariable }: Asked,
  ): Promise<MeasuredVersion> => {
    const ported = await portability.current(market);
    const { build, variables } = version;
    const [longest, operators] = await Promise.all([
      longestOf(build, version),
      countsOf(`${build} ${ported.file?.build ?? ""}`, version, ported),
    ]);
    const link =
      linkVariable === ""
        ? []
        : [{ name: linkVariable, longest: [extentOf(sampleLink({ publicUrl }))] }];
    const own = variables.flatMap(({ name }, place) =>
      name !== linkVariable && columns.includes(name) ? [{ name, longest: longest[place] }] : [],
    );
    return { operators, columns: [...own, ...link] };
  };
}

async function countOperators(
  members: MemberStore,
  { build, operators }: ListVersion,
  ported: PortedNumbers,
): Promise<ReadonlyMap<string, number>> {
  const counts = new Map<string, number>();
  for await (const stored of members.read(build, [])) {
    const bucket = routed({ ...stored, operators }, ported);
    for (const index of bucket.operatorIndex) {
      const operator = bucket.operators[index] ?? "";
      counts.set(operator, (counts.get(operator) ?? 0) + 1);
    }
    await turn();
  }
  return counts;
}

/** Asked once for each name; what failed is asked anew, and who was asked longest ago is forgotten first. */
function remembered<Of extends readonly unknown[], Answer>(ask: (...of: Of) => Promise<Answer>) {
  const known = new Map<string, Promise<Answer>>();
  return (name: string, ...of: Of): Promise<Answer> => {
    const answer = known.get(name) ?? ask(...of);
    known.delete(name);
    known.set(name, answer);
    answer.catch(() => known.delete(name));
    const [oldest] = known.keys();
    if (known.size > MOST_REMEMBERED && oldest !== undefined) known.delete(oldest);
    return answer;
  };
}

import type { Bucket, ListVersion } from "./domain/list.js";
import type { PortedNumbers } from "./store/portability.js";

type Routed = Bucket & Pick<ListVersion, "operators">;

/** A ported number is reached at the operator that serves it now, and is of that operator in a segment. */
export function routed<Of extends Routed>(group: Of, { file, operatorOf }: PortedNumbers): Of {
  if (file === undefined) return group;
  const moved = group.msisdns.flatMap((msisdn, i) => {
    const operator = operatorOf(msisdn);
    return operator === undefined ? [] : [[i, operator] as const];
  });
  if (moved.length === 0) return group;
  const operators = [...group.operators];
  const operatorIndex = Uint8Array.from(group.operatorIndex);
  for (const [i, operator] of moved) {
    if (!operators.includes(operator)) operators.push(operator);
    operatorIndex[i] = operators.indexOf(operator);
  }
  return { ...group, operators, operatorIndex };
}

import { expect, test } from "vitest";
import { sharedLook } from "./shared-look.js";

const world = (found: readonly string[] = []) => {
  const bell = { rings: 0 };
  let clock = 0;
  let looks = 0;
  const share = sharedLook(bell, () => clock);
  return {
    bell,
    pass: (ms: number) => void (clock += ms),
    look: (name = "IR") =>
      share(name, async () => {
        looks += 1;
        return found;
      }),
    looks: () => looks,
  };
};

test("loops that wake together look once when there is nothing, and again after their rest", async () => {
  const { look, looks, pass } = world();
  expect(await Promise.all([look(), look(), look()])).toEqual([[], [], []]);
  expect(looks()).toBe(1);
  pass(99);
  await look();
  expect(looks()).toBe(1);
  await look("TR");
  expect(looks()).toBe(2);
  pass(1);
  await look();
  expect(looks()).toBe(3);
});

test("a ring makes everybody look", async () => {
  const { look, looks, bell } = world();
  await look();
  bell.rings += 1;
  await look();
  expect(looks()).toBe(2);
});

test("what one loop found is looked for by each of the others itself", async () => {
  const { look, looks } = world(["campaign"]);
  expect(await Promise.all([look(), look()])).toEqual([["campaign"], ["campaign"]]);
  expect(looks()).toBe(2);
});

test("a look that failed is nobody's answer", async () => {
  const share = sharedLook({ rings: 0 }, () => 0);
  const away = share("IR", () => Promise.reject(new Error("away")));
  const other = share("IR", async () => ["campaign"]);
  await expect(away).rejects.toThrow("away");
  expect(await other).toEqual(["campaign"]);
});

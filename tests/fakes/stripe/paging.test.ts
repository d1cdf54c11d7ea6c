import { expect, test } from "vitest";
import { seeded } from "../http/random.ts";
import { pageOf } from "./paging.ts";
import { makeShelf } from "./shelf.ts";

type Thing = { id: string; created: number; owner: string };

/** Things made in no order of time, some of them gone again, and the list that all of it should read as. */
function shelved(seed: string) {
  const random = seeded(seed);
  const upTo = (max: number) => Math.floor(random() * max);
  const shelf = makeShelf<Thing>("thing", { owner: ({ owner }) => owner });
  for (let i = 0; i < 200; i++) {
    shelf.set(`t_${i}`, { id: `t_${i}`, created: 1_000 + upTo(40), owner: `o_${upTo(4)}` });
    if (upTo(8) === 0) shelf.delete(`t_${upTo(i)}`);
    const moved = shelf.get(`t_${upTo(i)}`);
    if (moved && upTo(5) === 0) shelf.set(moved.id, Object.assign(moved, { owner: `o_${upTo(4)}` }));
  }
  const newestFirst = [...shelf.values()].reverse().sort((a, b) => b.created - a.created);
  return { shelf, newestFirst, upTo };
}

test.for(["a", "b", "c", "d", "e"])("pages read the whole list once, both ways, filtered or not: %s", (seed) => {
  const { shelf, newestFirst, upTo } = shelved(seed);
  const [gte, lt, owner, limit] = [1_000 + upTo(20), 1_020 + upTo(25), `o_${upTo(4)}`, 1 + upTo(30)];
  for (const query of [{}, { owner }, { created: { gte, lt } }, { owner, created: { gte, lt } }] as {
    owner?: string;
    created?: { gte: number; lt: number };
  }[]) {
    const wanted = newestFirst.filter(
      (one) => (!query.owner || one.owner === owner) && (!query.created || (one.created >= gte && one.created < lt)),
    );
    const down: Thing[] = [];
    for (let more = true; more;) {
      const page = pageOf(shelf, { ...query, limit, starting_after: down.at(-1)?.id }, "/");
      down.push(...page.data);
      more = page.has_more;
    }
    expect(down).toEqual(wanted);
    const up: Thing[] = wanted.slice(-1);
    for (let more = up.length > 0; more;) {
      const page = pageOf(shelf, { ...query, limit, ending_before: up[0]!.id }, "/");
      up.unshift(...page.data);
      more = page.has_more;
    }
    expect(up).toEqual(wanted);
  }
});

test("a cursor that is outside of the filter marks its place all the same, and one that is gone none", () => {
  const shelf = makeShelf<Thing>("thing", { owner: ({ owner }) => owner });
  for (const [i, owner] of ["o_1", "o_2", "o_1"].entries()) shelf.set(`t_${i}`, { id: `t_${i}`, created: i, owner });
  expect(pageOf(shelf, { owner: "o_1", starting_after: "t_1" }, "/").data.map(({ id }) => id)).toEqual(["t_0"]);
  expect(pageOf(shelf, { owner: "o_1", ending_before: "t_1" }, "/").data.map(({ id }) => id)).toEqual(["t_2"]);
  shelf.delete("t_1");
  expect(() => pageOf(shelf, { starting_after: "t_1" }, "/")).toThrow("No such thing: 't_1'");
});

import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { dropExpired } from "#app/sign-in/sweep.ts";
import { endSessionBehind } from "#app/sign-in/sessions.ts";
import { challenges, limits, onceKeys, sessions } from "#db/schema/sign-in.ts";
import { browserIn } from "#tests/http.ts";
import { openTown } from "#tests/world.ts";
import { ask, day, hour } from "./door.ts";

let town: ReturnType<typeof openTown>;
beforeEach(() => {
  town = openTown();
});
afterEach(() => town.close());

describe("the sweep", () => {
  const left = () =>
    [challenges, limits, onceKeys, sessions].map((table) => town.system.db.select().from(table).all().length);

  it("takes what is long over, and nothing else", async () => {
    await ask(browserIn(town), "ada@acme.example");
    town.system.db.insert(onceKeys).values({ key: "k", location: "/", createdAt: town.now() }).run();
    const ended = town.signIn(town.ada.id).split("=")[1]!;
    town.signIn(town.ben.id);
    endSessionBehind(town.system, ended, town.now());
    const all = left();
    expect(dropExpired(town.system, town.now())).toBe(0);
    expect(left()).toEqual(all);
    town.pass(day + hour);
    dropExpired(town.system, town.now());
    expect(left()).toEqual([1, 0, 1, 2]);
    town.pass(30 * day);
    dropExpired(town.system, town.now());
    expect(left()).toEqual([0, 0, 0, 2]);
    town.pass(60 * day);
    expect(dropExpired(town.system, town.now())).toBe(1);
    expect(left()).toEqual([0, 0, 0, 1]);
    town.pass(31 * day);
    expect(dropExpired(town.system, town.now())).toBe(1);
    expect(left()).toEqual([0, 0, 0, 0]);
  });
});

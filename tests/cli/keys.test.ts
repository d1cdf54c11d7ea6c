import { afterEach, beforeEach, expect, it } from "vitest";
import { findKey, isOver } from "#app/company/api-keys.ts";
import { apiKeys } from "#db/schema/feed.ts";
import { auditLog } from "#db/schema/organizations.ts";
import { foyer } from "./command.ts";
import { openWorld } from "#tests/world.ts";

let world: ReturnType<typeof openWorld>;
beforeEach(() => void (world = openWorld()));
afterEach(() => world.close());

const keys = (...words: string[]) =>
  foyer(["keys", ...words], {
    env: { APP_SECRET: world.config.secrets[0], DATA_DIR: world.dataDir },
    now: world.now,
  });
const lastLine = (out: string) => out.trimEnd().split("\n").at(-1)!;

it("makes a key and prints it alone on the last line, keeping only its hash and first characters", async () => {
  const { code, out } = await keys("create", "--name", "Ops system", "--scopes", "feed");
  const key = lastLine(out);
  expect(code).toBe(0);
  expect(key).toMatch(/^fy_live_[\w-]{43}$/);
  const row = findKey(world.system, key)!;
  expect(row).toMatchObject({ name: "Ops system", scopes: ["orders", "organizations", "people"], createdBy: "cli" });
  expect(JSON.stringify(world.system.db.select().from(apiKeys).all())).not.toContain(key.slice(20));
  expect(world.system.db.select().from(auditLog).all()).toMatchObject([
    { actor: "cli", action: "key.created", subject: `Ops system (${key.slice(0, 13)}…)` },
  ]);
});

it("takes single scopes, options written either way, and a last day", async () => {
  const { out } = await keys("create", "--name=CRM", "--scopes", "people,organizations", "--expires", "2099-12-31");
  const row = findKey(world.system, lastLine(out))!;
  expect(row.scopes).toEqual(["organizations", "people"]);
  const midnight = new Date(2100, 0, 1).getTime();
  expect([isOver(row, midnight - 1), isOver(row, midnight)]).toEqual([false, true]);
});

it.each([
  ["create --scopes feed", "name"],
  ["create --name N", "scopes"],
  [
    "create --name N --scopes everything",
    'There is no scope "everything". Use feed, or some of orders, organizations, people',
  ],
  ["create --name N --scopes feed --expires 2027-02-30", '"2027-02-30" is not a date'],
  ["create --name N --scopes feed --expires 2001-01-01", "2001-01-01 is in the past"],
  ["create --name N --scopes feed --forever", "There is no option --forever"],
  ["create --name N --scopes feed more", "Too many arguments: more"],
  ["revoke", "KEY"],
])("refuses %s with 2", async (words, said) => {
  const { code, err } = await keys(...words.split(" "));
  expect([code, err.toLowerCase()]).toEqual([2, expect.stringContaining(said.toLowerCase())]);
  expect(world.system.db.select().from(apiKeys).all()).toEqual([]);
});

it("lists keys without showing them, and ends one by its id or its first characters", async () => {
  const key = lastLine((await keys("create", "--name", "N", "--scopes", "orders")).out);
  const listed = (await keys("list")).out;
  expect(listed).toContain("works\torders\tlast used never");
  expect(listed).not.toContain(key);
  expect(await keys("revoke", key.slice(0, 13))).toMatchObject({ code: 0 });
  expect(isOver(findKey(world.system, key)!, world.now())).toBe(true);
  expect((await keys("list")).out).toContain("revoked");
  expect(await keys("revoke", key.slice(0, 13))).toMatchObject({
    code: 1,
    err: expect.stringContaining("There is no active key"),
  });
});

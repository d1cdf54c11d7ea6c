import { eq } from "drizzle-orm";
import { afterEach, beforeEach, expect, it } from "vitest";
import { requests } from "#db/schema/requests.ts";
import { staffOf } from "#db/tenant.ts";
import { findAnswerFigures } from "#app/insights/answer-times.ts";
import { noteOn, setOpen } from "#app/requests/requests-by-staff.ts";
import { plansOf } from "#tests/plans.ts";
import { ask, clerk, customer, hold, tell } from "#tests/requests/request-rows.ts";
import { openTown } from "#tests/world.ts";

const hour = 60 * 60_000;
const day = 24 * hour;

let town: ReturnType<typeof openTown>;
beforeEach(() => void (town = openTown()));
afterEach(() => town.close());

const sam = () => ({ staff: staffOf(town.connection, town.sam.email), name: null });
const figures = (asked: Parameters<typeof findAnswerFigures>[2] = {}) =>
  findAnswerFigures(sam().staff, town.now(), asked);

it("are counted in working hours, once there are five", async () => {
  for (let n = 1; n <= 4; n++) {
    const { id } = ask(town, town.acme, customer(town.ada));
    town.pass(n * hour);
    tell(town, id, clerk(town.sam));
    setOpen(sam(), id, { open: false, seen: 9 }, town.config, town.now());
    town.pass(day - n * hour);
  }
  expect(await figures()).toMatchObject({ reply: { n: 4, median: null }, closing: { n: 4, median: null } });
  // Friday at ten, answered on Monday at ten.
  const { id } = ask(town, town.acme, customer(town.ada));
  town.pass(3 * day);
  tell(town, id, clerk(town.sam));
  setOpen(sam(), id, { open: false, seen: 9 }, town.config, town.now());
  const slow = { n: 5, median: 3 * hour, p90: 8 * hour };
  expect(await figures()).toEqual({ reply: slow, closing: slow, waiting: { n: 0, longest: null } });
});

it("know of no notes, held mails or answers of before, and say who waits still", async () => {
  const { id } = ask(town, town.acme, customer(town.ada), { job: "payment" });
  ask(town, town.zebra, customer(town.zoe));
  town.pass(2 * hour);
  noteOn(sam(), id, { text: "Ask the workshop." }, town.now());
  hold(town, { requestId: id });
  expect(await figures()).toMatchObject({ reply: { n: 0 }, waiting: { n: 2, longest: 2 * hour } });
  expect((await figures({ job: "payment" })).waiting).toEqual({ n: 1, longest: 2 * hour });
  expect((await figures({ job: null })).waiting.n).toBe(1);
  expect((await figures({ job: "order" })).waiting.n).toBe(0);
  town.pass(14 * 7 * day);
  expect((await figures()).waiting).toEqual({ n: 2, longest: null });
  tell(town, id, clerk(town.sam));
  expect((await figures()).reply.n).toBe(0);
});

it("go on where a step of them ends, and read nothing but an index", async () => {
  const rows = town.connection.sqlite;
  const from = town.now() - 90 * day;
  const { id } = ask(town, town.acme, customer(town.ada));
  town.system.db.update(requests).set({ createdAt: from }).where(eq(requests.id, id)).run();
  rows.exec(`with recursive n(i) as (select 0 union all select i + 1 from n where i < 12001)
    insert into messages (id, org_id, request_id, position, kind, side, email, text, via, created_at)
    select 'msg_' || i, '${town.acme}', '${id}', i + 2, 'message', iif(i % 2, 'staff', 'customer'), 'a@b.example', '', 'portal',
      ${from} + i / 10 * 60000 from n`);
  const plans = await plansOf(town, async () => {
    expect((await figures()).reply.n).toBe(6_001);
    await figures({ job: "order" });
  });
  for (const step of plans.filter((one) => one.includes(" messages")))
    expect(step).toMatch(/^SEARCH messages USING COVERING INDEX messages_turns \(.*created_at/);
  expect(plans.join()).not.toMatch(/SCAN|TEMP B-TREE/);
});

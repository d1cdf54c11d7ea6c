import { afterEach, beforeEach, expect, it } from "vitest";
import { closingVotes } from "#db/schema/asked.ts";
import { closeRequest, reopenRequest } from "#app/requests/requests-write.ts";
import { compose } from "#app/mail/compose.ts";
import { mailKinds } from "#app/mails.ts";
import { outbox } from "#db/schema/mail.ts";
import { browserIn } from "#tests/http.ts";
import { pageOf } from "#tests/page.ts";
import { openTown } from "#tests/world.ts";
import { ask, clerk, customer, leave, tell } from "./request-rows.ts";

let town: ReturnType<typeof openTown>;
beforeEach(() => void (town = openTown()));
afterEach(() => town.close());

const as = (who: "ben" | "ada" | "sam") => browserIn(town, { cookie: town.signIn(town[who].id) });
const acme = () => town.system.within(town.acme);
const votes = () => town.system.db.select().from(closingVotes).all();

function closed() {
  const request = ask(town, town.acme, customer(town.ben));
  tell(town, request.id, clerk(town.sam));
  closeRequest(acme(), request, clerk(town.sam), town.now());
  return { ...request, open: false, at: `/o/${town.acme}/requests/${request.id}` };
}

it("a closed request asks whether it was answered, and takes another answer later", async () => {
  const { id, at } = closed();
  const ben = as("ben");
  expect(pageOf((await ben.get(at)).html).main.text).toContain("Did this answer it?");
  await ben.submit({ answer: "no" }, { action: `${at}/answered` });
  expect(ben.page.html).toContain("Write what’s missing below, and the request is open again.");
  expect(pageOf(ben.page.html).main.text).toContain("You said no.");
  expect(votes()).toMatchObject([{ requestId: id, answer: "no" }]);
  expect((await as("sam").get(`/staff/requests/${id}`)).html).toContain("it didn’t answer the question");

  await ben.submit({ answer: "yes" }, { action: `${at}/answered` });
  expect(votes()).toMatchObject([{ requestId: id, answer: "yes" }]);
  expect((await as("sam").get(`/staff/requests/${id}`)).html).toContain("it answered the question");
});

it("is kept by no page that is only opened, of no open request, and of nothing but yes and no", async () => {
  const { id, at } = closed();
  const ben = as("ben");
  await ben.get(`${at}/answered?answer=no`);
  await ben.post(`${at}/answered`, { answer: "perhaps" });
  expect(votes()).toEqual([]);
  const open = ask(town, town.acme, customer(town.ben));
  const place = `/o/${town.acme}/requests/${open.id}`;
  expect(pageOf((await ben.get(place)).html).main.text).not.toContain("Did this answer it?");
  await ben.post(`${place}/answered`, { answer: "yes" });
  expect(votes()).toEqual([]);
  expect((await as("sam").get(`/staff/requests/${id}`)).html).not.toContain("answered the question");
});

it("belongs to one closing: what is closed again is asked again, and both count", async () => {
  const request = closed();
  const ben = as("ben");
  await ben.post(`${request.at}/answered`, { answer: "no" });
  reopenRequest(acme(), request, customer(town.ben), town.config, town.now());
  expect(pageOf((await ben.get(request.at)).html).main.text).not.toContain("Did this answer it?");
  tell(town, request.id, clerk(town.sam));
  closeRequest(acme(), { ...request, open: true }, clerk(town.sam), town.now());
  expect(pageOf((await ben.get(request.at)).html).main.text).not.toContain("You said");
  await ben.submit({ answer: "yes" }, { action: `${request.at}/answered` });
  expect(votes().map(({ answer }) => answer)).toEqual(["no", "yes"]);
});

it("the mail that says so leads to the page, and has no answer of its own", async () => {
  closed();
  const sam = as("sam");
  const { id } = ask(town, town.acme, customer(town.ben));
  await sam.get(`/staff/requests/${id}`);
  await sam.submit({ message: "On Monday.", closing: "yes" });
  await leave(town);
  const rows = town.system.db.select().from(outbox).all();
  const said = await Promise.all(
    rows
      .filter(
        ({ kind, recipient }) => ["request-closed", "request-reply"].includes(kind) && recipient === "ben@acme.example",
      )
      .map((row) => compose(mailKinds, town.portal, town.system, row)),
  );
  expect(said).toHaveLength(3);
  for (const mail of said) {
    expect(JSON.stringify(mail)).toContain("Did this answer it?");
    expect(JSON.stringify(mail)).not.toContain("/answered");
  }
});

it("is asked by no page and no mail where nobody answered: closed by the customer, or without an answer", async () => {
  for (const by of [customer(town.ada), clerk(town.sam)]) {
    const request = ask(town, town.acme, customer(town.ben));
    closeRequest(acme(), request, by, town.now());
    const at = `/o/${town.acme}/requests/${request.id}`;
    const ben = as("ben");
    expect(pageOf((await ben.get(at)).html).main.text).not.toContain("Did this answer it?");
    await ben.post(`${at}/answered`, { answer: "yes" });
  }
  expect(votes()).toEqual([]);
  const rows = town.system.db.select().from(outbox).all();
  const closings = rows.filter(({ kind }) => kind === "request-closed");
  expect(closings).toHaveLength(2);
  for (const row of closings) {
    const mail = await compose(mailKinds, town.portal, town.system, row);
    expect(JSON.stringify(mail)).toContain("closed your request");
    expect(JSON.stringify(mail)).not.toContain("Did this answer it?");
  }
});

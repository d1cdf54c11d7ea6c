import { eq } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { replyAddress } from "#app/requests/inbound/reply-address.ts";
import { outbox } from "#db/schema/mail.ts";
import { auditLog, memberships, people, personAddresses, staff } from "#db/schema/organizations.ts";
import { inboundMails, messages, requestPeople, requests } from "#db/schema/requests.ts";
import { browserIn, formsOf } from "#tests/http.ts";
import { addAddress } from "#tests/people/person-rows.ts";
import { pageOf } from "#tests/page.ts";
import { openTown } from "#tests/world.ts";
import { letter, takeLetter } from "./inbound/letters.ts";
import { ask, customer, hold } from "./request-rows.ts";

const inbound = "in@norrland.example";
const alias = "ada@home.example";

let town: ReturnType<typeof openTown>;
let sam: ReturnType<typeof browserIn>;
let request: ReturnType<typeof ask>;
beforeEach(() => {
  town = openTown({ POSTMARK_INBOUND_ADDRESS: inbound });
  sam = browserIn(town, { cookie: town.signIn(town.sam.id) });
  request = ask(town, town.acme, customer(town.ada));
});
afterEach(() => town.close());

const place = (mail: string) => `/staff/requests/held/${mail}`;
const stranger = (values: Parameters<typeof hold>[1] = {}) =>
  hold(town, { reason: "stranger", proven: true, fromEmail: alias, requestId: request.id, ...values });
const offered = (html: string) =>
  pageOf(html)
    .main.all("button", /^It belongs to /)
    .map(({ name }) => name.replace("It belongs to ", ""));
/** Sam looks at a mail and presses the button that names somebody. */
async function letIn(mail: string, name: string) {
  await sam.get(place(mail));
  const button = formsOf(sam.page.html, sam.page.url).filter(({ path }) => path.endsWith("/sender"));
  const at = offered(sam.page.html).findIndex((who) => who.startsWith(name));
  return sam.post(button[at]!.path, button[at]!.fields);
}
const to = () => replyAddress(inbound, request.number, town.system.secrets)!;
const write = (address = to(), proven = true, from = alias) =>
  takeLetter(town.portal, letter(from, address, { subject: "The oil" }), proven);
const words = (id = request.id) =>
  town.system.db.select().from(messages).where(eq(messages.requestId, id)).orderBy(messages.position).all();
const reasons = () =>
  town.system.db
    .select()
    .from(inboundMails)
    .all()
    .flatMap(({ decision, reason }) => (decision === null && reason ? [reason] : []));
const addresses = () => town.system.db.select().from(personAddresses).all();
const deeds = () =>
  town.system.db
    .select()
    .from(auditLog)
    .all()
    .map(({ action, subject }) => [action, subject]);
const mailed = (kind: string) =>
  town.system.db
    .select()
    .from(outbox)
    .where(eq(outbox.kind, kind))
    .all()
    .map(({ recipient }) => recipient);

describe("an address of Ada's that nobody knew", () => {
  it("is let in by one tap: the mail is her own words, and so is all that comes from it", async () => {
    await letIn(stranger({ text: "From home." }), "Ada");
    expect(sam.page.url).toBe(`/staff/requests/${request.id}`);
    expect(sam.page.html).toContain(
      "Emails from ada@home.example now count as theirs. This one was added to the request.",
    );
    const own = { personId: town.ada.id, email: town.ada.email, name: "Ada", via: "mail", acceptedBy: null };
    expect(words().at(-1)).toMatchObject({ ...own, text: "From home." });
    expect(addresses()).toMatchObject([{ email: alias, personId: town.ada.id, addedBy: town.sam.email }]);
    expect(deeds()).toEqual([
      ["address.added", `${alias}: ${town.ada.email}`],
      ["mail.accepted", `R-${request.number}: A question`],
    ]);
    expect((await sam.get("/staff/log")).html).toContain("Another email address added for a person");
    expect(mailed("address-added")).toEqual([town.ada.email]);

    expect(await write()).toBe("posted");
    expect(words().at(-1)).toMatchObject({ ...own, text: "Here it is." });
    expect(await write(inbound)).toBe("posted");
    const opened = town.system.db.select().from(requests).where(eq(requests.subject, "The oil")).get();
    expect(opened).toMatchObject({ orgId: town.acme, personId: town.ada.id, email: town.ada.email, verified: true });
    expect(mailed("request-received").at(-1)).toBe(town.ada.email);
    // Of her own words she is mailed nothing.
    expect(mailed("request-reply")).not.toContain(town.ada.email);
  });

  it("opens a request of hers where the mail was for none", async () => {
    await letIn(stranger({ requestId: null, fromName: " ada ", subject: "Which oil?" }), "Ada");
    const opened = town.system.db.select().from(requests).where(eq(requests.subject, "Which oil?")).get()!;
    expect(sam.page.url).toBe(`/staff/requests/${opened.id}`);
    expect(opened).toMatchObject({ orgId: town.acme, personId: town.ada.id, verified: true });
    const on = town.system.db.select().from(requestPeople).where(eq(requestPeople.requestId, opened.id)).all();
    expect(on).toMatchObject([{ personId: town.ada.id, letInBy: null }]);
  });

  it("proves nothing by itself, and opens no thread that she may not read", async () => {
    await letIn(stranger(), "Ada");
    expect([await write(to(), false), await write(inbound, false)]).toEqual(["held", "held"]);
    const zoes = ask(town, town.zebra, customer(town.zoe));
    expect(await write(replyAddress(inbound, zoes.number, town.system.secrets)!)).toBe("held");
    expect(reasons()).toEqual(["unproven", "unproven", "stranger"]);
  });

  it("lets nothing in while she is disabled, nor once she is no member", async () => {
    await letIn(stranger(), "Ada");
    town.system.db.update(people).set({ disabledAt: town.now() }).where(eq(people.id, town.ada.id)).run();
    expect([await write(), await write(inbound)]).toEqual(["held", "held"]);
    town.system.db.update(people).set({ disabledAt: null }).where(eq(people.id, town.ada.id)).run();
    expect(await write()).toBe("posted");
    town.system.db.delete(memberships).where(eq(memberships.personId, town.ada.id)).run();
    expect([await write(), await write(inbound)]).toEqual(["held", "held"]);
  });

  it("ends as soon as it is somebody's own, or a colleague's", async () => {
    await letIn(stranger(), "Ada");
    town.system.db.update(people).set({ email: alias }).where(eq(people.id, town.zoe.id)).run();
    expect([await write(), addresses()]).toEqual(["held", []]);
    for (const email of ["new@home.example", "eva@home.example"]) addAddress(town, town.ada.id, email);
    town.addPerson("new@home.example", "Ada");
    town.system.db.insert(staff).values({ email: "eva@home.example", addedBy: "cli", createdAt: town.now() }).run();
    expect(addresses()).toEqual([]);
  });

  it("is let in once, however often the button is pressed", async () => {
    const mail = stranger();
    const fields = { person: town.ada.id, org: town.acme };
    for (let n = 0; n < 2; n++) await sam.post(`${place(mail)}/sender`, fields);
    expect(sam.page.url).toBe(`/staff/requests/${request.id}`);
    expect([words().length, addresses().length]).toEqual([2, 1]);
  });
});

describe("whose it may be", () => {
  const of = async (mail: string) => offered((await sam.get(place(mail))).html);

  it("is one of those who may read the thread, who is called alike first", async () => {
    expect(await of(stranger({ fromName: "Ben" }))).toEqual([
      "Ben (ben@acme.example), Acme GmbH",
      "Ada (ada@acme.example), Acme GmbH",
      "Abe (abe@acme.example), Acme GmbH",
    ]);
    expect((await of(stranger({ fromEmail: "abe+chairs@acme.example" })))[0]).toContain("Abe");
  });

  it("is, where there is no thread, who has the address without its plus part, or that name; once for each customer", async () => {
    expect(await of(stranger({ requestId: null }))).toEqual([]);
    expect(await of(stranger({ requestId: null, fromEmail: "bo+office@acme.example" }))).toEqual([
      "Bo (bo@acme.example), Acme GmbH",
    ]);
    town.join(town.zebra, town.bo.id, "member");
    expect(await of(stranger({ requestId: null, fromName: "BO" }))).toEqual([
      "Bo (bo@acme.example), Acme GmbH",
      "Bo (bo@acme.example), Zebra Ltd",
    ]);
    for (let n = 0; n < 9; n++) town.join(town.zebra, town.addPerson(`bo${n}@zebra.example`, "Bo"), "member");
    expect(await of(stranger({ requestId: null, fromName: "Bo" }))).toHaveLength(5);
  });

  it("is asked only where it is proven who sent the mail, and of a stranger", async () => {
    for (const values of [{ proven: false }, { reason: "too-many" as const }])
      expect(await of(stranger(values))).toEqual([]);
    const mail = stranger({ proven: false });
    const page = await sam.post(`${place(mail)}/sender`, { person: town.ada.id, org: town.acme });
    expect([page.status, addresses()]).toEqual([404, []]);
  });

  it("is nobody who may not read it: no such button does anything", async () => {
    const mail = stranger();
    for (const [person, org] of [
      [town.bo.id, town.acme],
      [town.zoe.id, town.zebra],
      [town.ada.id, town.zebra],
    ])
      expect((await sam.post(`${place(mail)}/sender`, { person: person!, org: org! })).status).toBe(404);
    expect([addresses(), words().length]).toEqual([[], 1]);
  });

  it.each([
    ["a person's own", "zoe@zebra.example", "is a sign-in address"],
    ["a colleague's", "mira@norrland.example", "is one of your own"],
    ["where customers' mails go", "in+12@norrland.example", "is your own address for customers’ emails"],
    ["let in for somebody else", alias, "already belongs to someone"],
  ])("is nobody's where the address is %s, and the page says so", async (_, fromEmail, why) => {
    await letIn(stranger(), "Ben");
    town.system.db.insert(staff).values({ email: "mira@norrland.example", addedBy: "cli", createdAt: 0 }).run();
    const mail = stranger({ fromEmail });
    expect(await of(mail)).toEqual([]);
    expect(sam.page.html).toContain(`${fromEmail} ${why}`);
    const page = await sam.post(`${place(mail)}/sender`, { person: town.ada.id, org: town.acme });
    expect([page.url, pageOf(page.html).status?.text]).toEqual([place(mail), expect.stringContaining(why)]);
    expect(addresses()).toHaveLength(1);
  });
});

describe("an address that was let in", () => {
  beforeEach(() => letIn(stranger(), "Ada"));

  it("stands beside its person on the customer's page, and staff end it there: the next mail is held", async () => {
    const page = `/staff/customers/${town.acme}`;
    await sam.get(page);
    expect(sam.page.html).toMatch(/Ada also writes from[\s\S]*ada@home\.example[\s\S]*added by sam@norrland\.example/);
    await sam.get(pageOf(sam.page.html).main.link("Remove ada@home.example").href);
    expect(sam.page.html).toMatch(/no longer count as Ada’s[\s\S]*will be held/);
    await sam.submit();
    expect([sam.page.url, sam.page.html.includes("Ada also writes from")]).toEqual([page, false]);
    expect(sam.page.html).toContain("Emails from ada@home.example no longer count as Ada’s.");
    expect(await write()).toBe("held");
    expect(deeds().at(-1)).toEqual(["address.ended", `${alias}: ${town.ada.email}`]);
  });

  it("is ended on the page of its person's customer alone", async () => {
    const elsewhere = `/staff/customers/${town.zebra}/addresses/removal`;
    expect((await sam.get(`${elsewhere}?email=${alias}`)).url).toBe(`/staff/customers/${town.zebra}`);
    await sam.post(elsewhere, { email: alias });
    expect(addresses()).toHaveLength(1);
  });

  it("stands on its person's own page, and they end it there themselves", async () => {
    const [ada, ben] = [town.ada, town.ben].map(({ id }) => browserIn(town, { cookie: town.signIn(id) }));
    expect((await ben!.get("/me")).html).not.toContain(alias);
    await ben!.post("/me/addresses/removal", { email: alias });
    expect(addresses()).toHaveLength(1);
    expect((await ada!.get("/me")).html).toMatch(/Your other addresses[\s\S]*ada@home\.example/);
    await ada!.get(pageOf(ada!.page.html).main.link("Remove ada@home.example").href);
    await ada!.submit();
    expect(ada!.page.html).toContain("Emails from ada@home.example no longer count as yours.");
    expect(ada!.page.html).not.toContain("Your other addresses");
    expect(deeds().at(-1)).toEqual(["address.ended", `${alias}: ${town.ada.email}`]);
    expect([await write(), reasons()]).toEqual(["held", ["stranger"]]);
  });

  it("marks a mail as hers that staff accept later", async () => {
    await sam.post(`${place(stranger({ reason: "unproven", proven: false }))}/acceptance`, {});
    expect(words().at(-1)).toMatchObject({ personId: town.ada.id, acceptedBy: town.sam.email });
  });
});

import { and, eq } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { compose } from "#app/mail/compose.ts";
import { mailKinds } from "#app/mails.ts";
import { paths } from "#app/paths.ts";
import { teamWork } from "#app/team/work.ts";
import { suppressions } from "#db/schema/mail.ts";
import { memberships, people, staff } from "#db/schema/organizations.ts";
import { browserIn } from "#tests/http.ts";
import { pageOf } from "#tests/page.ts";
import { minute } from "#tests/sign-in/door.ts";
import { mailsTo, newestMail } from "#tests/sign-in/mailbox.ts";
import { openTown } from "#tests/world.ts";

let town: ReturnType<typeof openTown>;
beforeEach(() => void (town = openTown()));
afterEach(() => town.close());

const hour = 60 * minute;
const as = (who: "ada" | "abe" | "ben" | "sam") => browserIn(town, { cookie: town.signIn(town[who].id) });
const form = () => paths.staffOwner(town.acme);
const reason = "Ada has left, says Ben by phone";
const claim = (browser = as("sam")) => browser.post(form(), { person: town.ben.id, reason });
const roleOfBen = () =>
  town.system.db
    .select({ role: memberships.role })
    .from(memberships)
    .where(and(eq(memberships.orgId, town.acme), eq(memberships.personId, town.ben.id)))
    .get()?.role;
const work = () => town.drain(teamWork.workers);
const told = (kind: string) =>
  (["ada", "abe", "bo", "ben"] as const).filter((who) => mailsTo(town, town[who].email, kind).length);

describe("an owner whom staff make", () => {
  it("is one after 72 hours, of which owners and admins are told at once, and others when it is so", async () => {
    const sam = as("sam");
    await sam.get(paths.staffCustomer(town.acme));
    await sam.get(pageOf(sam.page.html).main.link("Make an owner").href);
    expect(pageOf(sam.page.html).main.field("Who").options).not.toContain("Ada, ada@acme.example");
    await sam.submit({ person: town.ben.id, reason }, { action: form() });
    expect(pageOf(sam.page.html).status!.text).toContain(
      "Ben will become an owner in 72 hours, unless someone objects",
    );
    expect(told("owner-claimed")).toEqual(["ada", "abe"]);
    const { row } = newestMail(town, town.abe.email, "owner-claimed");
    const { subject, text } = (await compose(mailKinds, town.portal, town.system, row))!;
    expect(subject).toContain("Ben (ben@acme.example) will become an owner");
    expect(text).toContain(`https://portal.example${paths.ownerClaim(town.acme)}`);
    expect(text).toMatch(/From: 26 November 2026/);
    expect(text).not.toContain(reason);

    await work();
    town.pass(72 * hour - 1);
    await work();
    expect(roleOfBen()).toBe("member");
    town.pass(1);
    await work();
    expect(roleOfBen()).toBe("owner");
    expect(told("role-changed")).toEqual(["ada", "ben"]);
    const log = pageOf((await as("sam").get(paths.staffLog())).html);
    expect(log.main.text).toMatch(
      /Asked to make someone an owner[^]*ben@acme.example: Ada has left, says Ben by phone/,
    );
    expect((await as("ada").get(paths.ownerClaim(town.acme))).url).toBe(paths.team(town.acme));
  });

  it.each(["ada", "abe"] as const)("is none where %s objects by one press, of which all are told", async (who) => {
    await claim();
    town.pass(71 * hour);
    const browser = as(who);
    await browser.get(paths.team(town.acme));
    await browser.get(pageOf(browser.page.html).main.link("See it and object").href);
    expect(pageOf(browser.page.html).main.text).toContain("Ben will become an owner");
    expect(pageOf(browser.page.html).main.text).not.toContain(reason);
    await browser.submit({}, { action: paths.ownerClaim(town.acme) });
    expect(pageOf(browser.page.html).status!.text).toContain("Ben won’t become an owner");
    expect(told("owner-claim-ended")).toEqual(["ada", "abe"]);
    const { row } = newestMail(town, town.ada.email, "owner-claim-ended");
    const { text } = (await compose(mailKinds, town.portal, town.system, row))!;
    expect(text).toContain(`${town[who].email} objected`);
    town.pass(2 * hour);
    await work();
    expect(roleOfBen()).toBe("member");
    const own = paths.teamLog(town.acme, { person: town[who].id });
    expect(pageOf((await as("ada").get(own)).html).main.rows()).toHaveLength(1);
    const { main } = pageOf((await as("sam").get(paths.staff())).html);
    expect(main.row("objected to ben@acme.example").all("link")[0]!.href).toBe(paths.staffCustomer(town.acme));
    await claim();
    expect(mailsTo(town, town.ada.email, "owner-claimed")).toHaveLength(2);
  });

  it("is looked at without anything happening, and is nobody's to stop who does not manage the team", async () => {
    await claim();
    const ada = as("ada");
    for (let n = 0; n < 3; n++) expect((await ada.get(paths.ownerClaim(town.acme))).status).toBe(200);
    expect((await as("ben").post(paths.ownerClaim(town.acme), {})).status).toBe(403);
    expect(pageOf((await as("ben").get(paths.team(town.acme))).html).main.text).not.toContain("will become");
    town.pass(72 * hour);
    await work();
    expect(roleOfBen()).toBe("owner");
  });

  it.each([
    ["has emails that come back", () => suppress(town.ada.email)],
    ["may not sign in any more", () => disable()],
    ["is not there", () => dropAda()],
  ])("is one at once where the only owner %s", async (_why, end) => {
    end();
    const sam = as("sam");
    await claim(sam);
    expect(pageOf(sam.page.html).status!.text).toContain("Ben is now an owner");
    expect([roleOfBen(), told("owner-claimed"), told("role-changed")]).toEqual([
      "owner",
      [],
      expect.arrayContaining(["ben"]),
    ]);
  });
  const suppress = (email: string) =>
    town.system.db.insert(suppressions).values({ email, reason: "HardBounce", createdAt: town.now() }).run();
  const disable = () => town.system.db.update(people).set({ disabledAt: 1 }).where(eq(people.id, town.ada.id)).run();
  const dropAda = () => town.system.db.delete(memberships).where(eq(memberships.personId, town.ada.id)).run();

  it("needs a reason, a person of theirs, and no claim that waits, and all that was typed stays", async () => {
    const sam = as("sam");
    for (const [typed, said] of [
      [{ person: town.ben.id, reason: " " }, "Enter the reason"],
      [{ person: town.ben.id, reason: "x".repeat(501) }, "Shorten the reason"],
      [{ person: town.ada.id, reason }, "Choose who becomes an owner"],
      [{ person: town.zoe.id, reason }, "Choose who becomes an owner"],
      [{ reason }, "Choose who becomes an owner"],
    ] as [Record<string, string>, string][]) {
      const { status, html } = await sam.post(form(), typed);
      expect([status, pageOf(html).alert!.text]).toEqual([422, expect.stringContaining(said)]);
      expect(pageOf(html).main.field("Reason").value.trim()).toBe(typed.reason!.trim());
    }
    await claim(sam);
    expect((await claim(sam)).status).toBe(422);
    expect(pageOf(sam.page.html).main.text).toContain("Ben will become an owner");
    expect(mailsTo(town, town.ada.email, "owner-claimed")).toHaveLength(1);
  });

  it("asks staff for a fresh proof, and keeps what they typed", async () => {
    const sam = as("sam");
    town.pass(16 * minute);
    await claim(sam);
    expect([sam.page.url.split("?")[0], told("owner-claimed")]).toEqual(["/me/confirm", []]);
    await sam.submit();
    await sam.submit({ code: newestMail(town, town.sam.email, "confirm").code });
    expect(pageOf(sam.page.html).main.field("Reason").value).toBe(reason);
    expect(pageOf(sam.page.html).main.field("Who").value).toBe(town.ben.id);
  });

  it("is nobody who left in the meantime, nor does that stop the next", async () => {
    await claim();
    await as("ada").post(paths.removeFromTeam(town.acme, town.ben.id), {});
    expect((await as("ada").get(paths.ownerClaim(town.acme))).url).toBe(paths.team(town.acme));
    const sam = as("sam");
    await sam.post(form(), { person: town.bo.id, reason });
    expect(pageOf(sam.page.html).status!.text).toContain("Bo will become an owner in 72 hours");
    town.pass(72 * hour);
    await work();
    expect(roleOfBen()).toBeUndefined();
    expect(told("role-changed")).toContain("bo");
  });

  it("is nobody who was removed and came again: that is another membership", async () => {
    await claim();
    await as("ada").post(paths.removeFromTeam(town.acme, town.ben.id), {});
    town.pass(hour);
    town.join(town.acme, town.ben.id, "accountant");
    expect(pageOf((await as("ada").get(paths.team(town.acme))).html).main.hrefs).not.toContain(
      paths.ownerClaim(town.acme),
    );
    expect((await as("ada").get(paths.ownerClaim(town.acme))).url).toBe(paths.team(town.acme));
    town.pass(72 * hour);
    await work();
    expect(roleOfBen()).toBe("accountant");
    await claim();
    town.pass(72 * hour);
    await work();
    expect(roleOfBen()).toBe("owner");
  });

  it("is nobody where who of the staff asked for it is none of them any more: the others hear of it", async () => {
    const eva = town.addPerson("eva@norrland.example", "Eva");
    const added = { email: "eva@norrland.example", addedBy: "cli", createdAt: town.now() };
    town.system.db.insert(staff).values(added).run();
    await claim(browserIn(town, { cookie: town.signIn(eva) }));
    town.system.db.delete(staff).run();
    town.pass(72 * hour);
    await work();
    expect(roleOfBen()).toBe("member");
    const tasks = pageOf((await as("sam").get("/staff")).html);
    expect(tasks.main.text).toContain("eva@norrland.example, who is no longer staff, asked to make ben@");
    await claim();
    town.pass(72 * hour);
    await work();
    expect(roleOfBen()).toBe("owner");
  });
});

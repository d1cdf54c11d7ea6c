import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { compose } from "#app/mail/compose.ts";
import { mailKinds } from "#app/mails.ts";
import { paths } from "#app/paths.ts";
import { memberships } from "#db/schema/organizations.ts";
import { invites } from "#db/schema/team.ts";
import { browserIn } from "#tests/http.ts";
import { pageOf } from "#tests/page.ts";
import { day, minute } from "#tests/sign-in/door.ts";
import { mailsTo, newestMail } from "#tests/sign-in/mailbox.ts";
import { openTown } from "#tests/world.ts";
import { addInvite } from "./team-rows.ts";

let town: ReturnType<typeof openTown>;
beforeEach(() => void (town = openTown()));
afterEach(() => town.close());

const as = (who: "ada" | "abe" | "sam") => browserIn(town, { cookie: town.signIn(town[who].id) });
const customer = () => paths.staffCustomer(town.acme);
const eve = "eve@acme.example";
const invited = () => town.system.db.select().from(invites).all();
const written = async (to: string, kind: string) =>
  (await compose(mailKinds, town.portal, town.system, newestMail(town, to, kind).row))!;

describe("staff invite somebody into a customer", () => {
  it("in the company's name, and whoever it is joins with one press", async () => {
    const sam = as("sam");
    await sam.get(customer());
    await sam.get(pageOf(sam.page.html).main.link("Invite someone").href);
    await sam.submit({ email: "Eve@acme.example", name: "Eve", role: "billing" });
    expect([sam.page.url, pageOf(sam.page.html).status!.text]).toEqual([
      customer(),
      expect.stringContaining("eve@acme.example is invited"),
    ]);
    expect(pageOf(sam.page.html).main.row(eve).text).toContain("Billing, by Norrland Chairs");
    expect(invited()).toMatchObject([{ byPerson: null, byStaff: town.sam.email, role: "billing" }]);
    const mail = await written(eve, "invite");
    expect(mail.text).toContain("Norrland Chairs has invited you to join “Acme GmbH” in its customer portal.");
    expect(mail.text).not.toContain("sam@");
    const browser = browserIn(town);
    const { main } = pageOf((await browser.get(`/invite?token=${newestMail(town, eve, "invite").token}`)).html);
    expect(main.text).toMatch(/Invited by\s+Norrland Chairs/);
    await browser.submit();
    expect(browser.page.url).toBe(paths.home(town.acme));
    const joined = town.system.db.select().from(memberships).all().at(-1);
    expect(joined).toMatchObject({ role: "billing", source: "invite", invitedBy: null });
    const team = pageOf((await as("ada").get(paths.team(town.acme))).html);
    expect(team.main.row(eve).text).not.toContain("Invited by");
  });

  it("keeps what was typed and says what is wrong with it", async () => {
    const sam = as("sam");
    for (const [form, said] of [
      [{ email: "nobody", role: "member" }, "Enter one email address"],
      [{ email: eve }, "Choose what they can see"],
      [{ email: town.ben.email, role: "member" }, "already in their team"],
    ] as [Record<string, string>, string][]) {
      const { status, html } = await sam.post(paths.staffInvite(town.acme), form);
      expect([status, pageOf(html).alert!.text]).toEqual([422, expect.stringContaining(said)]);
      expect(pageOf(html).main.field("Email address").value).toBe(form.email);
    }
    expect(invited()).toEqual([]);
  });

  it("as an owner only with a fresh proof, and the owners are told and can withdraw it", async () => {
    const sam = as("sam");
    town.pass(16 * minute);
    await sam.post(paths.staffInvite(town.acme), { email: eve, name: "Eve", role: "owner" });
    expect([sam.page.url.split("?")[0], invited()]).toEqual(["/me/confirm", []]);
    await sam.submit();
    await sam.submit({ code: newestMail(town, town.sam.email, "confirm").code });
    expect(pageOf(sam.page.html).main.field(/^Name/).value).toBe("Eve");
    await sam.post(paths.staffInvite(town.acme), { email: eve, role: "owner" });
    expect(mailsTo(town, town.abe.email, "owner-invited")).toEqual([]);
    const mail = await written(town.ada.email, "owner-invited");
    expect(mail.text).toContain("Norrland Chairs invited eve@acme.example to be an owner of Acme GmbH");
    expect(mail.text).toContain(`https://portal.example${paths.team(town.acme)}`);

    const [one] = invited();
    expect((await as("abe").post(paths.withdrawInvite(town.acme, one!.id), {})).status).toBe(403);
    const ada = as("ada");
    await ada.get(paths.team(town.acme));
    await ada.get(
      pageOf(ada.page.html)
        .main.row(eve)
        .link(/^Withdraw/).href,
    );
    await ada.submit();
    const { token } = newestMail(town, eve, "invite");
    expect((await browserIn(town).post(`/invite?token=${token}`, {})).status).toBe(410);
  });

  it("and what they offered stays, whoever of the team leaves or falls", async () => {
    await as("sam").post(paths.staffInvite(town.acme), { email: eve, role: "admin" });
    await as("ada").post(paths.removeFromTeam(town.acme, town.abe.id), {});
    const { token } = newestMail(town, eve, "invite");
    town.pass(8 * day);
    const late = browserIn(town);
    expect((await late.get(`/invite?token=${token}`)).status).toBe(410);
    await late.submit();
    const renewed = newestMail(town, eve, "invite");
    expect(renewed.token).not.toBe(token);
    expect(invited()).toMatchObject([{ byStaff: town.sam.email, sends: 2 }]);
    await late.post(`/invite?token=${renewed.token}`, {});
    expect(late.page.url).toBe(paths.home(town.acme));
  });
});

describe("staff see whom a customer invited", () => {
  it("and send it again in their own name, and withdraw it after one question", async () => {
    const { id } = addInvite(town, town.acme, town.ada.id, { email: eve });
    const sam = as("sam");
    await sam.get(customer());
    expect(pageOf(sam.page.html).main.row(eve).text).toContain("by Ada");
    await sam.submit({}, { action: paths.staffInviteAgain(town.acme, id) });
    expect(pageOf(sam.page.html).main.row(eve).text).toContain("by Norrland Chairs");
    expect(mailsTo(town, eve, "invite")).toHaveLength(2);
    await sam.get(
      pageOf(sam.page.html)
        .main.row(eve)
        .link(/^Withdraw/).href,
    );
    await sam.submit();
    expect(pageOf(sam.page.html).status!.text).toContain("is withdrawn");
    expect(pageOf(sam.page.html).main.rows(eve)).toEqual([]);
    await sam.post(paths.staffInviteAgain(town.acme, id), {});
    expect(pageOf(sam.page.html).status!.text).toContain("no longer open");
  });
});

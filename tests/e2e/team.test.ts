import type { Browser, Page } from "playwright";
import { afterAll, beforeAll, expect, it } from "vitest";
import { listMails } from "#app/mail/mailbox.ts";
import { launch, phone } from "./chromium.ts";
import { serveTown } from "./served.ts";
import { openReader } from "./usable.ts";

let browser: Browser;
let reader: Awaited<ReturnType<typeof openReader>>;
const town = await serveTown({ FOYER_MODE: "development", SMTP_URL: "" });

beforeAll(async () => {
  browser = await launch();
  reader = await openReader(browser, town.url);
});
afterAll(async () => {
  await browser?.close();
  await town.close();
});

const expectUsable = async (page: Page) => expect(await reader.faultsOf(await page.content())).toEqual([]);
const heading = (page: Page) => page.locator("h1").innerText();

/** A phone on which somebody is signed in, or nobody. */
async function phoneOf(who?: "ada" | "ben" | "bo") {
  const context = await browser.newContext(phone);
  const [name = "", value = ""] = who ? town.signIn(town[who].id).split("=") : [];
  if (who) await context.addCookies([{ name, value, url: town.url }]);
  return context.newPage();
}

/** Ada invites an address by the form. Gives the link of the mail. */
async function inviteByForm(ada: Page, email: string, role: string) {
  await ada.goto(`${town.url}/o/${town.acme}`);
  await ada.getByRole("link", { name: "Team" }).click();
  await expectUsable(ada);
  await ada.getByRole("link", { name: "Invite someone" }).click();
  await expectUsable(ada);
  await ada.getByLabel("Email address").fill(email);
  await ada.getByRole("radio", { name: role }).check();
  await ada.getByRole("button", { name: "Send invitation" }).click();
  expect(await heading(ada)).toBe("Your team");
  expect(await ada.getByRole("status").innerText()).toContain(`${email} is invited`);
  await expectUsable(ada);
  await town.drain();
  const mail = listMails(town.dataDir).find(({ kind, to }) => kind === "invite" && to === email)!;
  return /http\S+\/invite\S+/.exec(mail.text)![0];
}

it("the owner invites somebody, who joins from the mail in two taps, on phones without JavaScript", async () => {
  const ada = await phoneOf("ada");
  const link = await inviteByForm(ada, "eve@acme.example", "Member");
  const eve = await phoneOf();
  await eve.goto(link);
  expect(await heading(eve)).toBe("Join Acme GmbH");
  await expectUsable(eve);
  await eve.getByRole("button", { name: "Join" }).click();
  expect(new URL(eve.url()).pathname).toBe(`/o/${town.acme}`);
  await expectUsable(eve);
});

it("the wrong person is led on, and somebody with an account joins after one sign-in", async () => {
  const link = await inviteByForm(await phoneOf("ada"), town.zoe.email, "Accountant");
  const page = await phoneOf("ben");
  await page.goto(link);
  expect(await heading(page)).toBe(`This invitation is for ${town.zoe.email}`);
  await expectUsable(page);
  await page.getByRole("button", { name: "Sign out and continue" }).click();
  await page.getByRole("button", { name: "Join" }).click();
  expect(await heading(page)).toBe("Check your email");
  await town.drain();
  const mail = listMails(town.dataDir).find(({ kind, to }) => kind === "sign-in" && to === town.zoe.email)!;
  await page.goto(/http\S+\/sign-in\/link\S+/.exec(mail.text)![0]);
  await page.getByRole("button", { name: /^Sign in/ }).click();
  await expectUsable(page);
  await page.getByRole("button", { name: "Join" }).click();
  expect(new URL(page.url()).pathname).toBe(`/o/${town.acme}`);
});

it("the owner checks a list of people and then sends the invitations, on a phone without JavaScript", async () => {
  const ada = await phoneOf("ada");
  await ada.goto(`${town.url}/o/${town.acme}/team/invite`);
  await ada.getByRole("link", { name: "Invite several people" }).click();
  await expectUsable(ada);
  await ada.getByLabel("People").fill(`liv@acme.example, Liv, Billing\n${town.ben.email}\n${"a-long-word.".repeat(9)}`);
  const file = { name: "people.csv", mimeType: "text/csv", buffer: Buffer.from("kim@acme.example;Kim;\r\n") };
  await ada.getByLabel("CSV file").setInputFiles(file);
  await ada.getByRole("button", { name: "Check the list" }).click();
  await expectUsable(ada);
  await ada.getByRole("button", { name: "Send 2 invitations" }).click();
  expect(await ada.getByRole("status").innerText()).toContain("2 invitations are on their way.");
  await expectUsable(ada);
});

it("the owner changes a role, and whose it is leaves", async () => {
  const [ada, bo] = [await phoneOf("ada"), await phoneOf("bo")];
  await ada.goto(`${town.url}/o/${town.acme}/team`);
  await ada.getByRole("link", { name: "Change Bo" }).click();
  await expectUsable(ada);
  await ada.getByRole("radio", { name: "Member" }).check();
  await ada.getByRole("button", { name: "Save role" }).click();
  expect(await ada.getByRole("status").innerText()).toContain("Bo’s role is now Member.");
  await bo.goto(`${town.url}/o/${town.acme}/team`);
  await bo.getByRole("link", { name: "Leave this team" }).click();
  await expectUsable(bo);
  await bo.getByRole("button", { name: "Leave" }).click();
  await expectUsable(bo);
  expect((await bo.goto(`${town.url}/o/${town.acme}`))!.status()).toBe(404);
});

const mailTo = (kind: string, to: string) =>
  listMails(town.dataDir).find((mail) => mail.kind === kind && mail.to === to)!;

it("somebody changes their address, and takes the old one back from the mail", async () => {
  const ben = await phoneOf("ben");
  await ben.goto(`${town.url}/me`);
  await expectUsable(ben);
  await ben.getByRole("link", { name: "Change your email address" }).click();
  await expectUsable(ben);
  await ben.getByLabel("New email address").fill("ben@new.example");
  await ben.getByRole("button", { name: "Email me a code" }).click();
  expect(await heading(ben)).toBe("Check your new email");
  await expectUsable(ben);
  await town.drain();
  await ben.getByLabel("6-digit code").fill(/^\d{6}$/m.exec(mailTo("address-code", "ben@new.example").text)![0]);
  await ben.getByRole("button", { name: "Change address" }).click();
  expect(await ben.getByRole("status").innerText()).toContain("ben@new.example");
  await town.drain();
  const page = await phoneOf();
  await page.goto(/http\S+\/address\/undo\S+/.exec(mailTo("email-changed", town.ben.email).text)![0]);
  await expectUsable(page);
  await page.getByRole("button", { name: "Undo the change" }).click();
  expect(await heading(page)).toBe("Change undone");
  await expectUsable(page);
  await ben.goto(`${town.url}/me`);
  expect(new URL(ben.url()).pathname).toBe("/sign-in");
});

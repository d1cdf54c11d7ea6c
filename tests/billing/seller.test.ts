import { afterEach, beforeEach, expect, it } from "vitest";
import { browserIn } from "#tests/http.ts";
import { pageOf } from "#tests/page.ts";
import { addInvoice } from "#tests/rows.ts";
import { openTown } from "#tests/world.ts";
import { addPayment } from "./payment-rows.ts";

let town: ReturnType<typeof openTown>;
beforeEach(() => {
  town = openTown({
    COMPANY_ADDRESS: "Lindvägen 4, 903 39 Umeå, Sweden",
    COMPANY_VAT_ID: "SE556677889901",
    COMPANY_IMPRINT_URL: "https://norrland.example/imprint",
    COMPANY_TERMS_URL: "https://norrland.example/terms",
  });
});
afterEach(() => town.close());

const seller = "Norrland Chairs Lindvägen 4 903 39 Umeå Sweden VAT number SE556677889901";
const flat = (text: string) => text.replace(/\s+/g, " ");

it("says on the invoice and its receipt who sells, with address and VAT number", async () => {
  const ann = browserIn(town, { cookie: town.signIn(town.ann.id) });
  const id = addInvoice(town, town.acme, { status: "paid", amountRemaining: 0, paidAt: town.now() });
  const payment = addPayment(town, town.acme, id, {});
  const page = `/o/${town.acme}/billing/${id}`;
  expect(flat(pageOf((await ann.get(page)).html).main.text)).toContain(`From ${seller}`);
  expect(flat(pageOf((await ann.get(`${page}/receipts/${payment}`)).html).main.text)).toContain(`Paid to ${seller}`);
});

it("stands at the foot of each page with what the law wants to be found, signed in or not", async () => {
  const foot = pageOf((await browserIn(town).get("/sign-in")).html).footer;
  expect(flat(foot.text)).toContain(seller.replaceAll(/ (?=Lind|903|Sweden|VAT)/g, ", "));
  expect(foot.link("Imprint").href).toBe("https://norrland.example/imprint");
  expect(foot.link("Terms").href).toBe("https://norrland.example/terms");
  expect(foot.all("link", "Privacy")).toEqual([]);
});

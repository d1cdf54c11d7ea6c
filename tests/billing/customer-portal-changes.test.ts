import { describe, expect, it } from "vitest";
import { changesInWords } from "#app/billing/customer-portal-answers.ts";
import { customerPortalChanges, type CustomerPortalSnapshot } from "#app/billing/customer-portal-changes.ts";
import { formatFor } from "#app/text/format.ts";
import { textFor } from "#app/text/words.ts";
import { billingText } from "#app/billing/text.ts";

const visa = { id: "pm_1", type: "card", brand: "visa", last4: "1881", expMonth: 2, expYear: 2028 };
const amex = { id: "pm_2", type: "card", brand: "amex", last4: "0005", expMonth: 7, expYear: 2030 };
const plan = {
  id: "sub_1",
  name: "Care plan",
  isOver: false,
  endsAt: null,
  methodId: null,
  isPaused: false,
  items: [{ priceId: "price_1", quantity: 10, unitLabel: "seat" }],
};
const before: CustomerPortalSnapshot = { defaultMethodId: "pm_1", methods: [visa], subscriptions: [plan] };
const november = Date.UTC(2026, 10, 30, 12);

const said = (after: Partial<CustomerPortalSnapshot>, from: CustomerPortalSnapshot = before) =>
  changesInWords(
    customerPortalChanges(from, { ...from, ...after }),
    true,
    textFor("en-GB", billingText),
    formatFor("en-GB"),
  );
const withPlan = (changes: Partial<typeof plan> | { endsAt: number } | { methodId: string }) => ({
  subscriptions: [{ ...plan, ...changes }],
});

describe("what changed at Stripe", () => {
  it.each([
    ["nothing", {}, "Nothing changed."],
    [
      "a new default",
      { defaultMethodId: "pm_2", methods: [amex] },
      "American Express •••• 0005 is now your payment method. Visa •••• 1881 was removed.",
    ],
    ["one more method", { methods: [amex, visa] }, "American Express •••• 0005 was added."],
    ["a renewed card", { methods: [{ ...visa, expYear: 2031 }] }, "Visa •••• 1881 has a new expiry date."],
    ["an end", withPlan({ endsAt: november }), "Your subscription ends on 30 November 2026."],
    ["an end at once", withPlan({ isOver: true }), "Your subscription has ended."],
    ["seats", withPlan({ items: [{ ...plan.items[0]!, quantity: 12 }] }), "12 seats instead of 10."],
    ["one seat", withPlan({ items: [{ ...plan.items[0]!, quantity: 1 }] }), "1 seat instead of 10."],
    [
      "another plan",
      withPlan({ name: "Care plan plus", items: [{ ...plan.items[0]!, priceId: "price_2" }] }),
      "You’re now on Care plan plus.",
    ],
    ["a pause", withPlan({ isPaused: true }), "Your subscription is paused."],
    [
      "its own method",
      { ...withPlan({ methodId: "pm_2" }), methods: [visa, amex] },
      "American Express •••• 0005 was added. Your subscription is now paid by American Express •••• 0005.",
    ],
  ] as [string, Partial<CustomerPortalSnapshot>, string][])("%s", (_what, after, words) => {
    expect(said(after)).toBe(words);
  });

  it("is named where there are several subscriptions, and not told of one that was over before", () => {
    const others = [
      { ...plan, id: "sub_2", name: "Storage" },
      { ...plan, id: "sub_3", name: "Long ago", isOver: true },
    ];
    const from = { ...before, subscriptions: [plan, ...others] };
    const after = { subscriptions: [{ ...plan, endsAt: november }, others[0]!, { ...others[1]!, endsAt: november }] };
    expect(said(after, from)).toBe("Care plan ends on 30 November 2026.");
    expect(said({ subscriptions: [{ ...plan, endsAt: null }] }, { ...from, subscriptions: after.subscriptions })).toBe(
      "Your subscription will continue.",
    );
  });
});

import { accountFixtures } from "./fixtures/account.ts";
import { addressFixtures } from "./fixtures/address.ts";
import { billingFixtures } from "./fixtures/billing.ts";
import { insightsFixtures } from "./fixtures/insights.ts";
import { notificationFixtures } from "./fixtures/notifications.ts";
import { orderFixtures } from "./fixtures/orders.ts";
import { requestFixtures } from "./fixtures/requests.ts";
import { teamFixtures } from "./fixtures/team.ts";

/** Each mail as it may look, at its plainest and at its worst: shown on /dev/emails, and tested. */
export const fixtures = [
  ...accountFixtures,
  ...addressFixtures,
  ...billingFixtures,
  ...insightsFixtures,
  ...notificationFixtures,
  ...orderFixtures,
  ...requestFixtures,
  ...teamFixtures,
];

import { accountWork } from "./account/work.ts";
import { billingWork } from "./billing/work.ts";
import { companyWork } from "./company/work.ts";
import { filesWork } from "./files/work.ts";
import { importsWork } from "./imports/work.ts";
import { insightsWork } from "./insights/work.ts";
import type { Work } from "./jobs/work.ts";
import { notificationsWork } from "./notifications/work.ts";
import { ordersWork } from "./orders/work.ts";
import { oldRowsWork } from "./sweep.ts";
import { requestsWork } from "./requests/work.ts";
import { teamWork } from "./team/work.ts";

/** What there is to do beside the pages, job by job. */
export const works: readonly Work[] = [
  billingWork,
  importsWork,
  ordersWork,
  requestsWork,
  teamWork,
  notificationsWork,
  filesWork,
  companyWork,
  accountWork,
  insightsWork,
  oldRowsWork,
];

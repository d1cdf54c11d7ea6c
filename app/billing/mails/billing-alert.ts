import { billingAlertMail } from "#emails/billing-alert.tsx";
import { and, eq, isNull, type SQL } from "drizzle-orm";
import { staffTasks } from "#db/schema/organizations.ts";
import type { System } from "#db/tenant.ts";
import { z } from "zod";
import { countParked } from "../billing-health.ts";
import { findOutage } from "../stripe/outage.ts";
import { findSweep } from "../stripe/sweep-progress.ts";
import { paths } from "../../paths.ts";
import { stripeTypes } from "../text/billing-health.ts";
import type { MailKind } from "../../mail/kind.ts";
import { staffPlace } from "../../mail/mail-reader.ts";

const props = z.object({ alert: z.enum(["parked", "drift", "refused", "right", "away", "back"]), subject: z.string() });

/** How many it is about now; 0 where all is well again. */
const counts: Record<z.infer<typeof props>["alert"], (system: System, subject: string) => number> = {
  parked: countParked,
  drift: (system) => findSweep(system, "reconcile")?.drifted ?? 0,
  refused: (system) => countTasks(system, eq(staffTasks.kind, "stripe-refuses-key")),
  right: (system, subject) =>
    countTasks(system, eq(staffTasks.kind, "stripe-right-missing"), eq(staffTasks.subject, subject)),
  away: (system) => (findOutage(system) ? 1 : 0),
  back: (system) => (findOutage(system) ? 0 : 1),
};

const countTasks = ({ db }: System, ...conditions: SQL[]) =>
  db
    .select({ id: staffTasks.id })
    .from(staffTasks)
    .where(and(isNull(staffTasks.doneAt), ...conditions))
    .all().length;

/** props: { alert, subject }; the subject of `parked` is a type of Stripe's, of `right` the right that is missing, of `away` and `back` when the outage began. Not said once all is well again. */
export const billingAlert: MailKind = {
  title: { en: "Billing needs attention" },
  leadsTo: (_mail, reader) => staffPlace(reader, paths.staffHealth()),
  topic: "billing",
  async write({ row, system, brand, moment, link }) {
    const { alert, subject } = props.parse(row.props);
    const count = counts[alert](system, subject);
    if (!count) return null;
    const type = alert === "away" || alert === "back" ? moment(Number(subject)) : (stripeTypes[subject] ?? subject);
    return billingAlertMail({ brand, what: alert, type, count, url: link(paths.staffHealth()) });
  },
};

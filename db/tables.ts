import { getTableColumns, is } from "drizzle-orm";
import { SQLiteTable } from "drizzle-orm/sqlite-core";
import * as account from "./schema/account.ts";
import * as asked from "./schema/asked.ts";
import * as billingDetails from "./schema/billing-details.ts";
import * as billing from "./schema/billing.ts";
import * as desk from "./schema/desk.ts";
import * as feed from "./schema/feed.ts";
import * as imports from "./schema/imports.ts";
import * as mail from "./schema/mail.ts";
import * as notifications from "./schema/notifications.ts";
import * as orders from "./schema/orders.ts";
import * as organizations from "./schema/organizations.ts";
import * as processes from "./schema/processes.ts";
import * as requests from "./schema/requests.ts";
import * as search from "./schema/search.ts";
import * as signIn from "./schema/sign-in.ts";
import * as stripe from "./schema/stripe.ts";
import * as subscriptions from "./schema/subscriptions.ts";
import * as team from "./schema/team.ts";
import * as tombs from "./schema/tombs.ts";
import * as trips from "./schema/trips.ts";
import * as usage from "./schema/usage.ts";

const files: readonly Record<string, unknown>[] = [
  account,
  asked,
  billing,
  billingDetails,
  desk,
  feed,
  imports,
  mail,
  notifications,
  orders,
  organizations,
  processes,
  requests,
  search,
  signIn,
  stripe,
  subscriptions,
  team,
  tombs,
  trips,
  usage,
];

/** Every table of the schema. A new table is there by itself, a new file of tables is named above. */
export const tables: readonly SQLiteTable[] = files
  .flatMap((file) => Object.values(file))
  .filter((value) => is(value, SQLiteTable));

/** Whether the table has a column of that name. */
export const hasColumn = (table: SQLiteTable, name: string): boolean =>
  Object.values(getTableColumns(table)).some((column) => column.name === name);

import type { LoaderFunctionArgs } from "@remix-run/node";
import { csvDialectOf } from "../http/csv-dialect.ts";
import { csvResponse } from "../http/csv.ts";
import { readTeamLog } from "../team/log-access.ts";
import { logRow } from "../team/log-csv.ts";
import { teamLogPages } from "../team/log.ts";
import { teamText } from "../team/text.ts";
import { localeOf } from "../text/locale.ts";
import { textFor } from "../text/words.ts";

export function loader(args: LoaderFunctionArgs) {
  const { member, filter, nameOf } = readTeamLog(args);
  const company = args.context.portal.config.company.name;
  const { log } = textFor(localeOf(args.request), teamText);
  const { delimiter } = csvDialectOf(args.request);
  const head = { name: log.file(company), header: Object.values(log.columns), delimiter };
  return csvResponse(head, teamLogPages(member, filter, nameOf), (entry) => logRow(entry, log, company));
}

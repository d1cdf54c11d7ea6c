import type { MailKinds } from "../mail/kind.ts";
import { weekly } from "./mails/weekly.ts";

export const insightsMails: MailKinds = { "staff-weekly": weekly };

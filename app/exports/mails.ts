import type { MailKinds } from "../mail/kind.ts";
import { exportTaken } from "./mails/export-taken.ts";

export const exportsMails = { "export-taken": exportTaken } satisfies MailKinds;

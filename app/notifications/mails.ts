import type { MailKinds } from "../mail/kind.ts";
import { digest } from "./mails/digest.ts";

export const notificationsMails = { digest } satisfies MailKinds;

import type { MailKinds } from "../mail/kind.ts";
import { itemLinkRenewed } from "./item-link.ts";

export const linksMails = { "item-link-renewed": itemLinkRenewed } satisfies MailKinds;

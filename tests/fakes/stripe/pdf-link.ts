import { createHmac } from "node:crypto";
import type { World } from "./world.ts";

/** An address for an invoice's PDF that stops working after `pdfSeconds`, or once `expireLinks` was called. */
export function invoicePdfUrl(world: World, invoiceId: string): string {
  const expires = world.now() + world.pdfSeconds;
  return `${world.url}/files/${invoiceId}/pdf?e=${expires}&s=${seal(world, invoiceId, expires)}`;
}

export function isPdfLinkValid(world: World, invoiceId: string, expires: number, signature: string): boolean {
  return expires > world.now() && signature === seal(world, invoiceId, expires);
}

function seal(world: World, invoiceId: string, expires: number): string {
  return createHmac("sha256", world.seed).update(`${invoiceId}.${expires}.${world.linkGeneration}`).digest("base64url");
}

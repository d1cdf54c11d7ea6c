import { createHmac } from "node:crypto";
import type { World } from "./world.ts";

/** An address for the PDF of an invoice or credit note that stops working after `pdfSeconds`, or once `expireLinks` was called. */
export function pdfUrl(world: World, id: string): string {
  const expires = world.now() + world.pdfSeconds;
  return `${world.url}/files/${id}/pdf?e=${expires}&s=${seal(world, id, expires)}`;
}

export function isPdfLinkValid(world: World, id: string, expires: number, signature: string): boolean {
  return expires > world.now() && signature === seal(world, id, expires);
}

function seal(world: World, id: string, expires: number): string {
  return createHmac("sha256", world.seed).update(`${id}.${expires}.${world.linkGeneration}`).digest("base64url");
}

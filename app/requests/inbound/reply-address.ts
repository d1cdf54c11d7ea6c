import { timingSafeEqual } from "node:crypto";
import { mac, type Secrets } from "#db/secrets.ts";
import type { InboundMail } from "./inbound.ts";

const maxLocalLength = 64;
const shape = /^([^@]+)\+(\d{1,12})\.([0-9a-v]{16})@[^@]+$/;

/** 80 bits of a MAC of the request's number, in base 32. */
const proofOf = (secret: string, number: number) =>
  BigInt(`0x${mac([secret], "reply-address", String(number)).slice(0, 20)}`)
    .toString(32)
    .padStart(16, "0");

/**
 * The address that answers to a request go to: "<local>+<number>.<proof>@<domain>" of the portal's inbound address. It
 * proves which request is meant, not who writes. Null where the part before the @ would be longer than the 64 octets
 * of RFC 5321.
 */
export function replyAddress(inboundAddress: string, number: number, secrets: Secrets): string | null {
  const { local, domain } = partsOf(inboundAddress);
  const whole = `${local}+${number}.${proofOf(secrets[0], number)}`;
  return Buffer.byteLength(whole) <= maxLocalLength ? `${whole}@${domain}` : null;
}

/** The number of the request that a reply address is of; "wrong" where its proof is not ours, null where it is no such address. */
export function readReplyAddress(address: string, secrets: Secrets): number | "wrong" | null {
  const [, , digits, proof] = shape.exec(address.trim().toLowerCase()) ?? [];
  if (!digits || !proof) return null;
  const number = Number(digits);
  const given = Buffer.from(proof);
  const isOurs = secrets.map((secret) => timingSafeEqual(Buffer.from(proofOf(secret, number)), given)).includes(true);
  return isOurs && String(number) === digits ? number : "wrong";
}

/**
 * Which request a mail was sent to, by the addresses it was sent to and nothing that its sender is called: a number,
 * "wrong" where an address looks like one of a request and is none, null where it came to the plain address.
 */
export function requestNumberOf(
  { originalRecipient, to, copies }: Pick<InboundMail, "originalRecipient" | "to" | "copies">,
  inboundAddress: string,
  secrets: Secrets,
): number | "wrong" | null {
  const addresses = [...(originalRecipient ? [originalRecipient] : []), ...to, ...copies];
  const read = addresses.map((address) => readReplyAddress(address, secrets));
  const isBroken = (address: string) => {
    return /^\d/.test(partsOf(address).plus) && isInboundAddress(address, inboundAddress);
  };
  return (
    read.find((one) => typeof one === "number") ?? (read.includes("wrong") || addresses.some(isBroken) ? "wrong" : null)
  );
}

/** Whether a mail to that address comes to the portal. */
export function isInboundAddress(address: string, inboundAddress: string): boolean {
  const [given, own] = [partsOf(address), partsOf(inboundAddress)];
  return given.local === own.local && given.domain === own.domain;
}

/** Whatever stands after a "+" before the @ is the mailbox's own affair. */
function partsOf(address: string): { local: string; plus: string; domain: string } {
  const at = address.lastIndexOf("@");
  const [local = "", ...plus] = address.slice(0, at).toLowerCase().split("+");
  return { local, plus: plus.join("+"), domain: address.slice(at + 1).toLowerCase() };
}

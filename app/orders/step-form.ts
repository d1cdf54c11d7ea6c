import type { OrderEvent } from "#db/schema/feed.ts";
import { isoDay } from "../text/format.ts";
import { maxStepLengths } from "./order-limits.ts";
import { waitingStep } from "./order-steps.ts";
import { typedText } from "../text/typed.ts";

export const stepFields = [
  "step",
  "needs",
  "parcel",
  "carrier",
  "trackingNumber",
  "note",
  "occurredAt",
  "trackingUrl",
] as const;
export type StepField = (typeof stepFields)[number];
export type StepFault = "stepMissing" | "needsMissing" | "whenWrong" | "whenLater" | "urlWrong" | "tooLong";

const maxLengths: Record<StepField, number> = { ...maxStepLengths, occurredAt: 30 };

/** How many characters a field may hold. */
export const maxStepFieldLength = (field: string): number => maxLengths[field as StepField];

type Typed = Record<StepField, string>;

/** What a step is to be called, and what is wrong with that. */
export function readStepName(typed: string | undefined): { name: string; fault: "missing" | "tooLong" | null } {
  const name = typedText({ name: typed }, "name").replace(/\s+/g, " ");
  return { name, fault: !name ? "missing" : name.length > maxLengths.step ? "tooLong" : null };
}

const maxReasonLength = 500;

/** Why an order is cancelled, null where nothing was typed, and whether that is too long. */
export function readReason(typed: string | undefined): { reason: string | null; fault: "reasonTooLong" | null } {
  const reason = typedText({ reason: typed }, "reason");
  return { reason: reason || null, fault: [...reason].length > maxReasonLength ? "reasonTooLong" : null };
}

/** "2026-11-24T14:05" as a moment of the company's time zone (epoch milliseconds); null where there is no such moment. */
export function readTypedMoment(text: string): number | null {
  const match = /^(\d{4})-(\d\d)-(\d\d)[T ](\d\d):(\d\d)(?::\d\d)?$/.exec(text.trim());
  if (!match) return null;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0] = match.slice(1).map(Number);
  const at = new Date(year, month - 1, day, hour, minute);
  return at.getMonth() === month - 1 && at.getDate() === day && hour < 24 && minute < 60 ? at.getTime() : null;
}

/** A link that may be shown: https, with a host. */
export function isSafeUrl(text: string): boolean {
  return URL.canParse(text) && new URL(text).protocol === "https:";
}

const minute = 60_000;

/** A moment (epoch milliseconds) as a form's field for date and time has it, in the company's time zone. */
export function momentField(ms: number): string {
  const date = new Date(ms);
  const two = (n: number) => String(n).padStart(2, "0");
  return `${isoDay(ms)}T${two(date.getHours())}:${two(date.getMinutes())}`;
}

type Given = {
  /** The field's value when the form was opened: left alone it means now, to the millisecond. */
  shownMoment: string | null;
  /** The keys of the steps that can be chosen. */
  steps: readonly string[];
  eventId: string;
  now: number;
};

/** What was typed into the form of a step, as an event (times are epoch milliseconds), or what is wrong by field. */
export function checkStep(
  typed: Typed,
  { shownMoment, steps, eventId, now }: Given,
): { event: OrderEvent } | { faults: Partial<Record<StepField, StepFault>> } {
  const text = (field: StepField) => typedText(typed, field) || null;
  const step = text("step");
  const isWaiting = step === waitingStep;
  const moment = text("occurredAt");
  const occurredAt = moment === null || moment === shownMoment ? now : readTypedMoment(moment);
  const url = text("trackingUrl");
  const faults: Partial<Record<StepField, StepFault>> = {};
  for (const field of stepFields) {
    if ((text(field) ?? "").length > maxLengths[field]) faults[field] = "tooLong";
  }
  if (!step || !(isWaiting || steps.includes(step))) faults.step = "stepMissing";
  if (isWaiting && !text("needs")) faults.needs = "needsMissing";
  if (occurredAt === null) faults.occurredAt = "whenWrong";
  else if (occurredAt > now + minute) faults.occurredAt = "whenLater";
  if (url && !isSafeUrl(url)) faults.trackingUrl = "urlWrong";
  if (Object.keys(faults).length) return { faults };
  const needs = isWaiting ? text("needs") : null;
  const tracking = { carrier: text("carrier"), trackingNumber: text("trackingNumber"), trackingUrl: url };
  const parcel = isWaiting || !text("parcel") ? null : { id: text("parcel")!, items: [] };
  const told = { eventId, step: step!, occurredAt: Math.min(occurredAt!, now), note: text("note") };
  return { event: { ...told, ...tracking, needs, parcel } };
}

import { sha256 } from "#db/secrets.ts";

type Json = Readonly<Record<string, unknown>>;

/** An event of any API version since 2017, snapshot or thin, as far as it can be read. Times are epoch seconds. */
export type Event = {
  eventId: string;
  style: "snapshot" | "thin";
  type: string;
  apiVersion: string | null;
  livemode: boolean | null;
  account: string | null;
  created: number | null;
  objectType: string | null;
  objectId: string | null;
  /** What a snapshot carries: only ids are taken from it, never data. */
  object: Json;
  previous: Json;
};

export const isRecord = (value: unknown): value is Json =>
  typeof value === "object" && value !== null && !Array.isArray(value);
const text = (value: unknown) => (typeof value === "string" && value !== "" ? value : null);
const record = (value: unknown) => (isRecord(value) ? value : {});

/** An id of Stripe's, from a field that holds it or the whole object; null where it holds neither. */
export function idIn(value: unknown): string | null {
  const id = text(isRecord(value) ? value.id : value);
  return id && id.length <= 255 ? id : null;
}

/**
 * Reads an event's envelope; never throws. An event without an id of its own gets one made of its bytes. Thin events
 * (https://docs.stripe.com/event-destinations#thin-events) name their object and say `v1.` before the type.
 */
export function readEvent(body: Json, bytes: Uint8Array): Event {
  const isThin = body.object === "v2.core.event";
  const object = isThin ? {} : record(record(body.data).object);
  const related = isThin ? record(body.related_object) : {};
  return {
    eventId: idIn(body.id) ?? `body_${sha256(bytes)}`,
    style: isThin ? "thin" : "snapshot",
    type: (text(body.type) ?? "").slice(0, 255).replace(isThin ? /^v1\./ : /^$/, ""),
    apiVersion: text(body.api_version),
    livemode: typeof body.livemode === "boolean" ? body.livemode : null,
    account: text(body.account) ?? (isThin ? text(body.context) : null),
    created: secondsOf(body.created),
    objectType: text(isThin ? related.type : object.object),
    objectId: idIn(isThin ? related.id : object.id),
    object,
    previous: record(record(body.data).previous_attributes),
  };
}

function secondsOf(created: unknown): number | null {
  const seconds = typeof created === "string" ? Date.parse(created) / 1000 : created;
  return typeof seconds === "number" && Number.isFinite(seconds) && seconds > 0 ? Math.floor(seconds) : null;
}

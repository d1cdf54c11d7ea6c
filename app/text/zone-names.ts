/** Every zone by its name, as this Node knows them (https://www.iana.org/time-zones). */
export const zoneNames: readonly string[] = [...Intl.supportedValuesOf("timeZone"), "UTC"];

/** "America/New York", for people. */
export const zoneLabel = (zone: string) => zone.replaceAll("_", " ");

/** "New York", of "America/New_York". */
export const cityOf = (zone: string) => zoneLabel(zone).split("/").at(-1)!;

const keyOf = (text: string) =>
  text
    .trim()
    .toLowerCase()
    .replace(/[_\s]+/g, " ");
const byKey = new Map<string, string>();
for (const zone of zoneNames) {
  byKey.set(keyOf(zone), zone);
  const place = keyOf(cityOf(zone));
  if (!byKey.has(place)) byKey.set(place, zone);
}

/** The zone that somebody typed, by its name or its city; null where there is none. */
export function findZone(typed: string): string | null {
  const found = byKey.get(keyOf(typed.slice(0, 100)));
  if (found) return found;
  // Older names of zones are not in the list, and do.
  if (!/^[a-z]+(\/[a-z_+-]+){1,2}$/i.test(typed.trim())) return null;
  try {
    return new Intl.DateTimeFormat("en", { timeZone: typed.trim() }).resolvedOptions().timeZone;
  } catch {
    return null;
  }
}

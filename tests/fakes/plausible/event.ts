/** What an event says, under the names that the API documents. */
export type Facts = {
  name: string;
  url: string;
  domain: string;
  interactive: boolean;
  props: Record<string, unknown>;
};

/** An event that came, who it says it is of, and all of it as it came. */
export type Heard = Facts & { userAgent: string; address: string; isDropped: boolean; raw: string };

/** Reads an event as Plausible does, or says what is wrong with it. */
export function factsFrom(text: string): Facts | { errors: Record<string, string[]> } {
  const body = objectIn(text);
  const errors: Record<string, string[]> = {};
  for (const name of ["name", "url", "domain"] as const)
    if (typeof body[name] !== "string" || !body[name]) errors[name] = ["can't be blank"];
  if (!errors.url && !URL.canParse(body.url as string)) errors.url = ["must be a valid url"];
  if (Object.keys(errors).length) return { errors };
  const { name, url, domain, interactive = true, props = {} } = body;
  return { name, url, domain, interactive, props } as Facts;
}

function objectIn(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}

import type { z } from "zod";

export type FieldFault = { pointer: string; detail: string };

const titles: Readonly<Record<number, string>> = {
  400: "Not readable",
  401: "No valid key",
  403: "Not allowed",
  404: "Not found",
  405: "Method not allowed",
  408: "Too slow",
  409: "Conflict",
  413: "Too large",
  415: "Not JSON",
  422: "Not valid",
  429: "Too many calls",
  500: "Something went wrong on our side",
  503: "Temporarily unavailable",
};

/** A call that is not done, as RFC 9457 says it; `errors` point into what was sent. */
export class Problem extends Error {
  constructor(
    readonly status: number,
    detail: string,
    readonly errors: FieldFault[] = [],
    readonly headers: Record<string, string> = {},
  ) {
    super(detail);
  }

  /** The body; pointers begin with `at`. */
  body(at = "") {
    const { status, message: detail } = this;
    const errors = this.errors.map(({ pointer, ...rest }) => ({ pointer: at + pointer, ...rest }));
    return { type: "about:blank", title: titles[status], status, detail, ...(errors.length ? { errors } : {}) };
  }
}

const pointerOf = (path: readonly PropertyKey[]) =>
  path.map((part) => `/${String(part).replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");

function faultsOf(issue: z.core.$ZodIssue): FieldFault[] {
  if (issue.code === "invalid_type" && issue.message.endsWith("undefined"))
    return [{ pointer: pointerOf(issue.path), detail: "is required" }];
  if (issue.code !== "unrecognized_keys") return [{ pointer: pointerOf(issue.path), detail: issue.message }];
  return issue.keys.map((key) => ({ pointer: pointerOf([...issue.path, key]), detail: "Unknown field" }));
}

export const invalidFields = (errors: FieldFault[]) => new Problem(422, "The request isn’t valid; see errors", errors);

/** What was sent, as the schema reads it. Throws a 422 that names every fault by its pointer. */
export function read<T extends z.ZodType>(schema: T, sent: unknown): z.infer<T> {
  const parsed = schema.safeParse(sent);
  if (parsed.success) return parsed.data;
  throw invalidFields(parsed.error.issues.flatMap(faultsOf).slice(0, 100));
}

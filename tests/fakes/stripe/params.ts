import { invalid, required } from "./failure.ts";

export type Param = string | number | boolean | null | undefined | Params | Param[];
export type Params = { [name: string]: Param };

/** Reads a form body or query such as `metadata[a]=b&lines[0][amount]=100&expand[]=customer`. */
export function decodeForm(text: string): Params {
  const root: Params = {};
  for (const [name, value] of new URLSearchParams(text)) {
    const path = name.split(/[[\]]+/).filter((part, index) => part !== "" || index === 0);
    if (name.endsWith("[]")) path.push(nextIndex(root, path));
    put(root, path, value);
  }
  return arrays(root) as Params;
}

function nextIndex(root: Params, path: string[]): string {
  const parent = path.reduce<Param>((node, part) => (isRecord(node) ? node[part] : undefined), root);
  return String(isRecord(parent) ? Object.keys(parent).length : 0);
}

function put(root: Params, path: string[], value: string) {
  let node = root;
  for (const part of path.slice(0, -1)) {
    if (!isRecord(node[part])) node[part] = Object.create(null) as Params;
    node = node[part] as Params;
  }
  node[path.at(-1)!] = value;
}

function arrays(node: Param): Param {
  if (!isRecord(node)) return node;
  const keys = Object.keys(node);
  const list = keys.length > 0 && keys.every((key) => /^\d+$/.test(key));
  if (list) return keys.sort((a, b) => Number(a) - Number(b)).map((key) => arrays(node[key]));
  return Object.fromEntries(keys.map((key) => [key, arrays(node[key])]));
}

export function isRecord(value: unknown): value is Params {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** An absent text stays absent, an empty one unsets the field. */
export function text(value: Param): string | null | undefined {
  if (value === undefined) return undefined;
  return value === "" || value === null ? null : String(value);
}

export function int(value: Param, param = "amount"): number | undefined {
  if (value === undefined || value === null || value === "") return undefined;
  const number = Number(value);
  if (!Number.isInteger(number)) {
    throw invalid(`Invalid integer: ${String(value)}`, { code: "parameter_invalid_integer", param });
  }
  return number;
}

export function flag(value: Param, param = "flag"): boolean | undefined {
  if (value === undefined || value === null || value === "") return undefined;
  if (value === true || value === "true") return true;
  if (value === false || value === "false") return false;
  throw invalid(`Invalid boolean: ${String(value)}`, { param });
}

export function list(value: Param): Param[] {
  if (value === undefined || value === null || value === "") return [];
  return Array.isArray(value) ? value : [value];
}

export function need(value: Param, param: string): string {
  const found = text(value);
  if (!found) throw required(param);
  return found;
}

/** What is there of an object: the keys whose value is not undefined. */
export function given<T extends object>(fields: T): { [Key in keyof T]?: Exclude<T[Key], undefined> } {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as never;
}

/** Stripe merges metadata by key; an empty value removes its key, an empty whole removes all. */
export function mergedMetadata(before: Record<string, string>, change: Param): Record<string, string> {
  if (change === undefined) return before;
  if (!isRecord(change)) return {};
  const merged = {
    ...before,
    ...Object.fromEntries(Object.entries(change).map(([key, value]) => [key, String(value ?? "")])),
  };
  return Object.fromEntries(Object.entries(merged).filter(([, value]) => value !== ""));
}

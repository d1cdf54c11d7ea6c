/** A statement that is not limited to its caller: a fault in our own code, never a visitor's. */
export class UnscopedStatement extends Error {}

type Token = { kind: "ident" | "word" | "param" | "other"; text: string; param: number };
type Node = Token | Node[];
type Predicate = { alias: string | null; column: string; param: number };
type Link = { left: [string | null, string]; right: [string | null, string] };
type Limit = { table: string; column: string; param: number };
type Reference = { table: string; alias: string; allowed: Limit[] };

/** For one statement: each owned table it touches, and the parameters one of which must be the caller. */
export type Requirement = { table: string; allowed: Limit[] };

const isList = (node: Node | undefined): node is Node[] => Array.isArray(node);
const isWord = (node: Node | undefined, ...words: string[]) =>
  !!node && !isList(node) && node.kind === "word" && words.includes(node.text);
const isText = (node: Node | undefined, text: string) => !!node && !isList(node) && node.text === text;
const identOf = (node: Node | undefined) => (node && !isList(node) && node.kind === "ident" ? node.text : null);

function parse(sql: string): Node[] {
  const root: Node[] = [];
  const open: Node[][] = [root];
  let param = 0;
  for (const [text] of sql.matchAll(
    /'(?:[^']|'')*'|"(?:[^"]|"")*"|`[^`]*`|\[[^\]]*\]|[A-Za-z_]\w*|\?|[()]|[^\s\w]|\d\S*/g,
  )) {
    const here = open[open.length - 1]!;
    if (text === "(") {
      const group: Node[] = [];
      here.push(group);
      open.push(group);
    } else if (text === ")") {
      open.pop();
    } else if (text === "?") {
      here.push({ kind: "param", text, param: param++ });
    } else if (/^["`[]/.test(text)) {
      here.push({ kind: "ident", text: text.slice(1, -1), param: -1 });
    } else if (/^[A-Za-z_]/.test(text)) {
      here.push({ kind: "word", text: text.toLowerCase(), param: -1 });
    } else {
      here.push({ kind: "other", text, param: -1 });
    }
  }
  return root;
}

function split(nodes: Node[], separates: (node: Node) => boolean): Node[][] {
  const parts: Node[][] = [[]];
  for (const node of nodes) {
    if (separates(node)) parts.push([]);
    else parts[parts.length - 1]!.push(node);
  }
  return parts;
}

/** `"a"."b"` or `"b"` at a place: alias, column and how many nodes it takes. */
function columnAt(nodes: Node[], at: number): { alias: string | null; column: string; size: number } | null {
  const first = identOf(nodes[at]);
  if (first === null) return null;
  const second = isText(nodes[at + 1], ".") ? identOf(nodes[at + 2]) : null;
  return second === null ? { alias: null, column: first, size: 1 } : { alias: first, column: second, size: 3 };
}

/** The equalities that every row of a condition must meet: what stands under OR, NOT or CASE does not count. */
function conjuncts(nodes: Node[], found: { predicates: Predicate[]; links: Link[] }) {
  if (nodes.some((node) => isWord(node, "or", "between", "case"))) return found;
  for (const part of split(nodes, (node) => isWord(node, "and"))) {
    const [only] = part;
    if (part.length === 1 && isList(only)) {
      conjuncts(only, found);
      continue;
    }
    const left = columnAt(part, 0);
    if (!left || !isText(part[left.size], "=")) continue;
    const rest = part.slice(left.size + 1);
    const [value] = rest;
    if (rest.length === 1 && value && !isList(value) && value.kind === "param") {
      found.predicates.push({ alias: left.alias, column: left.column, param: value.param });
    }
    const right = columnAt(rest, 0);
    if (right && rest.length === right.size) {
      found.links.push({ left: [left.alias, left.column], right: [right.alias, right.column] });
    }
  }
  return found;
}

const none = () => ({ predicates: [] as Predicate[], links: [] as Link[] });
const clauses = ["where", "group", "order", "limit", "having", "window", "returning", "on", "set", "values"];

function insertion(nodes: Node[], owners: ReadonlyMap<string, readonly string[]>): Requirement[] {
  const into = nodes.findIndex((node) => isWord(node, "into"));
  const table = identOf(nodes[into + 1]) ?? "";
  const columnsWanted = owners.get(table);
  if (!columnsWanted) return [];
  const names = nodes[into + 2];
  const values = nodes.findIndex((node) => isWord(node, "values"));
  if (!isList(names) || values < 0) throw new UnscopedStatement(`Only plain values may be inserted into ${table}`);
  const columns = names.map(identOf).filter((name) => name !== null);
  const column = columnsWanted.find((wanted) => columns.includes(wanted));
  const place = column === undefined ? -1 : columns.indexOf(column);
  const requirements: Requirement[] = [];
  let after = values + 1;
  for (; after < nodes.length; after++) {
    const row = nodes[after];
    if (isText(row, ",")) continue;
    if (!isList(row)) break;
    const value = split(row, (node) => isText(node, ","))[place];
    const [param] = value ?? [];
    if (value?.length !== 1 || !param || isList(param) || param.kind !== "param") {
      throw new UnscopedStatement(`A row for ${table} names no owner`);
    }
    requirements.push({ table, allowed: [{ table, column: column!, param: param.param }] });
  }
  const update = nodes.findIndex((node, i) => i >= after && isWord(node, "update"));
  if (update >= 0)
    requirements.push(
      ...scope(
        [
          { kind: "word", text: "update", param: -1 },
          { kind: "ident", text: table, param: -1 },
          ...nodes.slice(update + 1),
        ],
        owners,
      ),
    );
  return requirements;
}

function scope(nodes: Node[], owners: ReadonlyMap<string, readonly string[]>): Requirement[] {
  const parts = split(nodes, (node) => isWord(node, "union", "intersect", "except"));
  if (parts.length > 1) return parts.flatMap((part) => scope(part, owners));
  if (nodes.some((node) => isWord(node, "insert", "replace")) && nodes.some((node) => isWord(node, "into"))) {
    return insertion(nodes, owners);
  }

  const references: Reference[] = [];
  const conditions = none();
  const nested: Requirement[] = [];
  for (let i = 0; i < nodes.length; i++) {
    const node = nodes[i]!;
    if (isList(node)) {
      if (isWord(node[0], "select", "with")) nested.push(...scope(node, owners));
      else nested.push(...inner(node, owners));
      continue;
    }
    if (isWord(node, "right", "full")) throw new UnscopedStatement("Right and full joins cannot be limited");
    const table = isWord(node, "from", "join", "update", "into") ? identOf(nodes[i + 1]) : null;
    if (table !== null && isText(nodes[i + 2], ",")) throw new UnscopedStatement("Tables are joined, not listed");
    if (table !== null && owners.has(table)) {
      const as = isWord(nodes[i + 2], "as") ? nodes[i + 3] : nodes[i + 2];
      const alias = identOf(as) ?? table;
      const reference: Reference = { table, alias, allowed: [] };
      references.push(reference);
      const on = nodes.findIndex((next, k) => k > i + 1 && isWord(next, "on", "join", "where"));
      if (isWord(node, "join") && isWord(nodes[on], "on")) {
        const joined = conjuncts(until(nodes, on + 1, ["join", "left", "inner", "cross", ...clauses]), none());
        for (const predicate of joined.predicates) {
          if (predicate.alias === alias) conditions.predicates.push(predicate);
        }
        conditions.links.push(...joined.links.map((link) => toward(link, alias)).filter((link) => link !== null));
      }
    }
    if (isWord(node, "where")) {
      const where = conjuncts(until(nodes, i + 1, clauses), none());
      conditions.predicates.push(...where.predicates);
      conditions.links.push(...where.links, ...where.links.map(({ left, right }) => ({ left: right, right: left })));
    }
    if (isWord(node, "set")) refuseNewOwner(until(nodes, i + 1, clauses), references, owners);
  }
  return [...limit(references, conditions, owners), ...nested];
}

/** Selects may hide in groups of any depth: in lists, functions, EXISTS and IN. */
function inner(nodes: Node[], owners: ReadonlyMap<string, readonly string[]>): Requirement[] {
  return nodes
    .filter(isList)
    .flatMap((node) => (isWord(node[0], "select", "with") ? scope(node, owners) : inner(node, owners)));
}

function until(nodes: Node[], from: number, words: string[]): Node[] {
  const end = nodes.findIndex((node, i) => i >= from && isWord(node, ...words));
  return nodes.slice(from, end < 0 ? undefined : end);
}

/** A join's equality limits the joined table by the other, never the other by the joined. */
function toward({ left, right }: Link, alias: string): Link | null {
  if (left[0] === alias) return { left, right };
  return right[0] === alias ? { left: right, right: left } : null;
}

function refuseNewOwner(set: Node[], references: Reference[], owners: ReadonlyMap<string, readonly string[]>) {
  for (const assignment of split(set, (node) => isText(node, ","))) {
    const name = columnAt(assignment, 0)?.column;
    if (name && references.some((reference) => owners.get(reference.table)!.includes(name))) {
      throw new UnscopedStatement(`The owner of a row may not be changed (${name})`);
    }
  }
}

function limit(
  references: Reference[],
  conditions: { predicates: Predicate[]; links: Link[] },
  owners: ReadonlyMap<string, readonly string[]>,
): Requirement[] {
  const only = references.length === 1 ? references[0]!.alias : null;
  const named = (alias: string | null) => alias ?? only;
  const owns = (reference: Reference | undefined, column: string) =>
    reference && owners.get(reference.table)!.includes(column);
  for (const { alias, column, param } of conditions.predicates) {
    const reference = references.find((candidate) => candidate.alias === named(alias));
    if (reference && owns(reference, column)) reference.allowed.push({ table: reference.table, column, param });
  }
  for (let round = 0; round < references.length; round++) {
    for (const { left, right } of conditions.links) {
      const to = references.find((candidate) => candidate.alias === named(left[0]));
      const from = references.find((candidate) => candidate.alias === named(right[0]));
      if (!to || !from || to === from || to.allowed.length || !owns(to, left[1]) || !owns(from, right[1])) continue;
      // Organizations and people are owners themselves: they may be reached through any row that is the caller's.
      to.allowed.push(...from.allowed.filter((limit) => left[1] === "id" || limit.column === right[1]));
    }
  }
  for (const reference of references) {
    if (!reference.allowed.length)
      throw new UnscopedStatement(`A statement on ${reference.table} is not limited to its owner`);
  }
  return references.map(({ table, allowed }) => ({ table, allowed }));
}

const analysed = new Map<string, Requirement[] | UnscopedStatement>();

/**
 * What a statement must be called with to stay inside its caller's rows. Understands what drizzle writes for SQLite
 * and refuses the rest: conditions under OR, NOT or CASE, listed tables, unlimited subselects, inserts from selects.
 * Throws `UnscopedStatement`.
 */
export function requirementsOf(sql: string, owners: ReadonlyMap<string, readonly string[]>): Requirement[] {
  let known = analysed.get(sql);
  if (!known) {
    try {
      known = scope(parse(sql), owners);
    } catch (error) {
      if (!(error instanceof UnscopedStatement)) throw error;
      known = error;
    }
    if (analysed.size > 2_000) analysed.clear();
    analysed.set(sql, known);
  }
  if (known instanceof UnscopedStatement) throw new UnscopedStatement(`${known.message}: ${sql}`);
  return known;
}

/**
 * Throws `UnscopedStatement` unless every owned table in the statement is limited to the caller, given as column →
 * value (`org_id`, `person_id`; a table's own `id` counts where the table is the owner itself).
 */
export function checkStatement(
  sql: string,
  params: readonly unknown[],
  owners: ReadonlyMap<string, readonly string[]>,
  caller: (table: string, column: string) => unknown,
) {
  for (const { table, allowed } of requirementsOf(sql, owners)) {
    const mine = allowed.some(({ table: limited, column, param }) => {
      const value = caller(limited, column);
      return value !== undefined && params[param] === value;
    });
    if (!mine) throw new UnscopedStatement(`A statement on ${table} is limited to somebody else: ${sql}`);
  }
}

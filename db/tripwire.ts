/** A statement that is not limited to its caller: a fault in our own code, never a visitor's. */
export class UnscopedStatement extends Error {}

type Token = { kind: "name" | "word" | "param" | "other"; text: string; param: number };
type Node = Token | Node[];
type Column = { alias: string | null; column: string };
type Conditions = { predicates: (Column & { param: number })[]; links: { left: Column; right: Column }[] };
type Limit = { table: string; column: string; param: number };
type Reference = { table: string; alias: string; allowed: Limit[] };

/** Which columns say whose row it is, by table; none where the table is nobody's. */
type Owners = ReadonlyMap<string, readonly string[]>;

/** For one statement: each owned table it touches, and the parameters one of which must be the caller. */
export type Requirement = { table: string; allowed: Limit[] };

const tokens =
  /[ \t\r\n\f]+|'(?:[^']|'')*'|("(?:[^"]|"")*"|`(?:[^`]|``)*`|\[[^\]]*\])|([a-z_]\w*)|(\?)(?!\w)|\d[\w.]*|-(?!-)|\/(?!\*)|[()+*%<>=!|&~.,]/gi;

/** The words that are understood, besides the names of functions. With any other, a statement may mean anything. */
const words = new Set(
  `select distinct from left inner cross join on where and or not is null true false in exists like between case when then
  else end as order by asc desc limit offset group having over update set delete conflict do excluded nothing returning`.split(
    /\s+/,
  ),
);
const clauses = ["from", "left", "inner", "cross", "join", "on", "where", "group", "having", "order", "limit"];
const ends = [...clauses, "set", "returning"];

const isList = (node: Node | undefined): node is Node[] => Array.isArray(node);
const isWord = (node: Node | undefined, ...texts: string[]) =>
  !!node && !isList(node) && node.kind === "word" && texts.includes(node.text);
const isText = (node: Node | undefined, text: string) =>
  !!node && !isList(node) && node.kind === "other" && node.text === text;
const isComma = (node: Node) => isText(node, ",");
const nameOf = (node: Node | undefined) => (node && !isList(node) && node.kind === "name" ? node.text : null);
const paramOf = ([node, ...rest]: Node[]) =>
  node && !rest.length && !isList(node) && node.kind === "param" ? node.param : null;

/** Words and names in lower case, as SQLite compares them, and what stands in parentheses as a list. */
function parse(sql: string): Node[] {
  if (sql.replace(tokens, "") !== "") throw new UnscopedStatement("Comments, numbered parameters and the like");
  const root: Node[] = [];
  const open = [root];
  let params = 0;
  for (const [text, name, word, param] of sql.matchAll(tokens)) {
    const here = open[open.length - 1];
    if (!here) break;
    if (text === "(") {
      const list: Node[] = [];
      here.push(list);
      open.push(list);
    } else if (text === ")") open.pop();
    else if (name) here.push({ kind: "name", text: name.slice(1, -1).toLowerCase(), param: -1 });
    else if (word) here.push({ kind: "word", text: word.toLowerCase(), param: -1 });
    else if (param) here.push({ kind: "param", text, param: params++ });
    else if (text.trim()) here.push({ kind: "other", text, param: -1 });
  }
  if (open.length !== 1) throw new UnscopedStatement("Parentheses that do not match");
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

/** What follows a place, up to the next clause. */
function clauseAfter(nodes: Node[], at: number): Node[] {
  const end = nodes.findIndex((node, i) => i > at && isWord(node, ...ends));
  return nodes.slice(at + 1, end < 0 ? undefined : end);
}

/** `"a"."b"` or `"b"`, and nothing else. */
function columnOf(nodes: Node[]): Column | null {
  const [first, last] = [nameOf(nodes[0]), nameOf(nodes[nodes.length - 1])];
  if (first === null || last === null) return null;
  if (nodes.length === 1) return { alias: null, column: first };
  return nodes.length === 3 && isText(nodes[1], ".") ? { alias: first, column: last } : null;
}

/** The equalities that every row of a condition must meet: what stands under OR, NOT or CASE does not count. */
function conjuncts(nodes: Node[]): Conditions {
  const found: Conditions = { predicates: [], links: [] };
  if (isWord(nodes[0], "select")) return found;
  if (nodes.some(isComma)) throw new UnscopedStatement("Tables and conditions are not listed");
  if (nodes.some((node) => isWord(node, "or", "between", "case"))) return found;
  for (const part of split(nodes, (node) => isWord(node, "and"))) {
    const [only] = part;
    if (part.length === 1 && isList(only)) {
      const { predicates, links } = conjuncts(only);
      found.predicates.push(...predicates);
      found.links.push(...links);
    }
    const equals = part.findIndex((node) => isText(node, "="));
    const left = columnOf(part.slice(0, Math.max(equals, 0)));
    if (!left) continue;
    const [param, right] = [paramOf(part.slice(equals + 1)), columnOf(part.slice(equals + 1))];
    if (param !== null) found.predicates.push({ ...left, param });
    if (right) found.links.push({ left, right });
  }
  return found;
}

function ownersOf(table: string, owners: Owners): readonly string[] {
  const columns = owners.get(table);
  if (!columns) throw new UnscopedStatement(`${table} is no table of the schema`);
  return columns;
}

/** A table as FROM, JOIN and UPDATE name it: by its name, and perhaps by another. */
function referenceOf(clause: Node[], owners: Owners): Reference {
  const names = clause.filter((node) => !isWord(node, "as")).map(nameOf);
  const [table, alias = table] = names;
  if (!table || !alias || names.length > 2) throw new UnscopedStatement("Tables are named and joined, one by one");
  ownersOf(table, owners);
  return { table, alias, allowed: [] };
}

function insertion([, into, target, names, values, ...rest]: Node[], owners: Owners): Requirement[] {
  const table = nameOf(target);
  if (!isWord(into, "into") || table === null || !isList(names) || !isWord(values, "values"))
    throw new UnscopedStatement("Values are inserted, and nothing is replaced");
  const owning = ownersOf(table, owners);
  const columns = split(names, isComma).map((name) => columnOf(name)?.column);
  if (columns.includes(undefined) || new Set(columns).size < columns.length)
    throw new UnscopedStatement("Columns are named, each once");
  const place = columns.indexOf(owning.find((name) => columns.includes(name)));
  const end = rest.findIndex((node) => !isList(node) && !isComma(node));
  const [rows, tail] = end < 0 ? [rest, []] : [rest.slice(0, end), rest.slice(end)];
  const owned = owning.length ? rows.filter(isList) : [];
  const requirements = owned.map((row): Requirement => {
    const param = paramOf(split(row, isComma)[place] ?? []);
    if (param === null) throw new UnscopedStatement(`A row for ${table} names no owner`);
    return { table, allowed: [{ table, column: columns[place]!, param }] };
  });
  const update = tail.findIndex((node) => isWord(node, "update"));
  const [before, upsert] = update < 0 ? [tail, []] : [tail.slice(0, update), tail.slice(update)];
  const parts = [rows, before, upsert.toSpliced(1, 0, target!)];
  return [...requirements, ...parts.flatMap((part) => scope(part, owners))];
}

/** What a statement, a subselect or anything else in parentheses requires, with all that it holds. */
function scope(nodes: Node[], owners: Owners): Requirement[] {
  const references: Reference[] = [];
  const conditions: Conditions = { predicates: [], links: [] };
  const nested: Requirement[] = [];
  let joined: string | null = null;
  nodes.forEach((node, i) => {
    if (isList(node)) nested.push(...scope(node, owners));
    if (isList(node) || node.kind !== "word" || isText(nodes[i - 1], ".")) return;
    if (!words.has(node.text) && !isList(nodes[i + 1]))
      throw new UnscopedStatement(`Not understood in a statement: ${node.text}`);
    if (node.text === "in" && !isList(nodes[i + 1])) throw new UnscopedStatement("Only lists are looked in");
    const clause = clauseAfter(nodes, i);
    if (["from", "join", "update"].includes(node.text)) {
      const reference = referenceOf(clause, owners);
      joined = node.text === "join" ? reference.alias : null;
      if (ownersOf(reference.table, owners).length) references.push(reference);
    }
    if (node.text === "on" && joined !== null) {
      // A join limits the joined table by the others, never the others by the joined.
      const { predicates, links } = conjuncts(clause);
      conditions.predicates.push(...predicates.filter(({ alias }) => alias === joined));
      conditions.links.push(...links.concat(links.map(turned)).filter(({ left }) => left.alias === joined));
    }
    if (node.text === "where") {
      const { predicates, links } = conjuncts(clause);
      conditions.predicates.push(...predicates);
      conditions.links.push(...links, ...links.map(turned));
    }
    if (node.text === "set" && references[0]) refuseNewOwner(clause, ownersOf(references[0].table, owners));
  });
  return [...limit(references, conditions, owners), ...nested];
}

const turned = ({ left, right }: { left: Column; right: Column }) => ({ left: right, right: left });

function refuseNewOwner(set: Node[], owning: readonly string[]) {
  for (const [column, equals] of split(set, isComma)) {
    const name = nameOf(column);
    if (name === null || !isText(equals, "=") || owning.includes(name))
      throw new UnscopedStatement("Columns are set one by one, and the owner of a row never");
  }
}

function limit(references: Reference[], { predicates, links }: Conditions, owners: Owners): Requirement[] {
  const referenceTo = ({ alias, column }: Column) => {
    const [first, ...others] = references.filter((one) => one.alias === alias || alias === null);
    return first && !others.length && owners.get(first.table)!.includes(column) ? first : null;
  };
  for (const { param, ...found } of predicates) {
    const reference = referenceTo(found);
    if (reference) reference.allowed.push({ table: reference.table, column: found.column, param });
  }
  for (let round = 0; round < references.length; round++) {
    for (const { left, right } of links) {
      const [to, from] = [referenceTo(left), referenceTo(right)];
      if (!to || !from || to === from || to.allowed.length) continue;
      // Organizations and people are owners themselves: they may be reached through any row that is the caller's.
      to.allowed.push(...from.allowed.filter(({ column }) => left.column === "id" || column === right.column));
    }
  }
  for (const { table, allowed } of references) {
    if (!allowed.length) throw new UnscopedStatement(`A statement on ${table} is not limited to its owner`);
  }
  return references.map(({ table, allowed }) => ({ table, allowed }));
}

function requirementsIn(sql: string, owners: Owners): Requirement[] {
  // What drizzle writes for a transaction within a transaction.
  if (/^(savepoint|release savepoint|rollback to savepoint) sp\d+$/.test(sql)) return [];
  const nodes = parse(sql);
  if (isWord(nodes[0], "insert")) return insertion(nodes, owners);
  if (isWord(nodes[0], "select", "update", "delete")) return scope(nodes, owners);
  throw new UnscopedStatement("Rows are selected, inserted, updated or deleted, and nothing else is done");
}

const analysed = new Map<string, Requirement[] | UnscopedStatement>();
/** Longer ones are analysed anew: a list of ids may be of any length. */
const maxKeptLength = 8_000;

/**
 * What a statement must be called with to stay inside its caller's rows. Understands what drizzle writes for SQLite
 * and refuses the rest. Throws `UnscopedStatement`.
 */
export function requirementsOf(sql: string, owners: Owners): Requirement[] {
  let known = analysed.get(sql);
  if (!known) {
    try {
      known = requirementsIn(sql, owners);
    } catch (error) {
      if (!(error instanceof UnscopedStatement)) throw error;
      known = error;
    }
    if (analysed.size > 2_000) analysed.clear();
    if (sql.length <= maxKeptLength) analysed.set(sql, known);
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
  owners: Owners,
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

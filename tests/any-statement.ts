/** What a statement in these tests means by `{A}` and the like: the caller's, somebody else's, and neither's. */
const meant: Readonly<Record<string, string>> = { A: "org_a", P: "per_a", B: "org_b", Q: "per_b", x: "x" };

/** A statement with `{A}` and the like as it is run, with parameters. */
export function filled(statement: string): { sql: string; params: string[] } {
  const params: string[] = [];
  const sql = statement.replace(/\{(\w)\}/g, (_, name: string) => {
    params.push(meant[name]!);
    return "?";
  });
  return { sql, params };
}

/** Some tables of every kind of owner, the columns that own first. */
export const columnsOf: Readonly<Record<string, readonly string[]>> = {
  item_links: ["org_id", "id", "email"],
  payables_addresses: ["org_id", "person_id", "email"],
  memberships: ["org_id", "person_id", "role"],
  requests: ["org_id", "person_id", "id", "email"],
  sessions: ["person_id", "id_hash"],
  organizations: ["id", "name"],
  people: ["id", "email"],
  staff_tasks: ["id", "subject"],
};

type Table = { table: string; alias: string };

/** A statement of any shape, such as our code writes and such as it should not. Many name the caller where they should. */
export function anyStatement(choices: readonly number[]): string {
  let chosen = 0;
  const pick = <T>(...from: T[]): T => from[choices[chosen++ % choices.length]! % from.length]!;
  const one = (...make: (() => string)[]): string => pick(...make)();
  const seldom = (make: () => string) => (pick(0, 0, 0, 0, 0, 0, 1) ? ` ${make()} ` : "");
  let depth = 0;
  const deeper = (make: () => string, otherwise = "1") => {
    if (depth > 2) return otherwise;
    depth++;
    const made = make();
    depth--;
    return made;
  };

  const name = (text: string) =>
    one(...Array(9).fill(() => `"${text}"`), () =>
      pick(`[${text}]`, `\`${text}\``, text, `'${text}'`, `"${text.toUpperCase()}"`),
    );
  const open = (): Table => {
    const table = pick(...Object.keys(columnsOf));
    return { table, alias: pick(table, table, table, "t", "u", "v", "people") };
  };
  const named = ({ table, alias }: Table) =>
    seldom(() => pick("main.", `"main".`, "temp.")) +
    name(table) +
    (alias === table ? "" : ` ${pick("", "as ")}"${alias}"`);
  const column = (tables: Table[]) => {
    const { table, alias } = pick(...tables);
    return `${pick(`"${alias}".`, `"${alias}".`, "")}${name(pick(...columnsOf[table]!))}`;
  };
  const owner = ({ table, alias }: Table) => {
    const column = columnsOf[table]![0]!;
    const mine = column === "org_id" || table === "organizations" ? "{A}" : "{P}";
    return `${pick(`"${alias}".`, "")}"${column}" = ${pick(mine, mine, mine, mine, mine, "{B}")}`;
  };
  const link = (table: Table, others: Table[]) =>
    `"${table.alias}"."${pick(...columnsOf[table.table]!)}" = ${column(others)}`;
  const value = (tables: Table[]): string =>
    one(
      () => pick("{A}", "{P}", "{B}", "{Q}", "{x}"),
      () => pick("1", "null", "'org_b'", "'--'", "'it''s'", "?1", ":a", "@a", "$a"),
      () => column(tables),
      () => deeper(() => `(${select(tables)})`),
    );
  const condition = (tables: Table[]): string =>
    deeper(() =>
      one(
        () => owner(pick(...tables)),
        () => `${column(tables)} ${pick("=", "==", "is", "<>", ">", "like", "is not")} ${value(tables)}`,
        () =>
          `${column(tables)} ${pick("in", "not in")} ${pick(`(${value(tables)})`, `(${value(tables)})`, name("people"))}`,
        () => `${column(tables)} between ${value(tables)} and ${condition(tables)}`,
        () => `(${column(tables)}, ${column(tables)}) = (${value(tables)}, ${value(tables)})`,
        () => `${pick("exists", "not exists")} (${select(tables)})`,
        () => `case when ${condition(tables)} then 1 else ${pick("0", "1")} end`,
        () => `${pick("", "", "not ", "0 = ")}(${condition(tables)})`,
        () => `${condition(tables)} ${pick("and", "and", "or")} ${condition(tables)}`,
      ),
    );
  const where = (tables: Table[]) =>
    one(
      () => ` where ${tables.map(owner).join(" and ")}`,
      () => ` where ${condition(tables)} ${pick("and", "and", "and", "or")} ${owner(tables[0]!)}`,
      () => ` where (${owner(tables[0]!)} ${pick("and", "and", "and", "or")} ${condition(tables)})`,
      () => seldom(() => `where ${condition(tables)}`),
    );
  const shown = (tables: Table[]) =>
    one(
      () => pick("*", "count(*)", "count(*) over ()"),
      () => `${pick("", "max", "group_concat")}(${column(tables)})`,
      () => `${value(tables)} as "${pick("org_id", "id", "z")}"`,
      () => `count(*) filter (where ${condition(tables)})`,
    );
  const joined = (tables: Table[]) => {
    const seen = [...tables];
    const next = open();
    tables.push(next);
    const kind = pick("inner join", "left join", "inner join", "left join", "full join", "natural join", ",");
    const on = one(
      () => link(next, seen),
      () => `(${link(next, seen)} and ${condition(tables)})`,
      () => owner(next),
    );
    return ` ${kind} ${named(next)}${pick(` on ${on}`, ` on ${on}`, ` on ${on}`, "", ` using ("org_id")`)}`;
  };
  function select(outer: Table[] = []): string {
    const tables = [open()];
    const from = [named(tables[0]!), ...pick([], [], [1], [1, 1]).map(() => joined(tables))].join("");
    const all = [...tables, ...outer];
    return [
      `select ${shown(all)}${seldom(() => `, ${shown(all)}`)} from ${seldom(() => deeper(() => `(${select()}) "q",`, ""))}${from}`,
      where(pick(tables, tables, all)),
      seldom(() => `group by ${column(all)} having ${condition(all)}`),
      seldom(() => deeper(() => `${pick("union", "union all", "except")} ${select(outer)}`, "")),
      seldom(() => `order by ${value(all)} limit ${pick("1", "2", `(${value(all)})`)}`),
    ].join("");
  }
  const returning = (tables: Table[]) => seldom(() => `returning ${shown(tables)}`);
  const set = (table: Table) =>
    one(
      () => `${name(pick(...columnsOf[table.table]!))} = ${value([table])}`,
      () => `("email", "org_id") = (${value([table])}, ${value([table])})`,
    );
  function insert(): string {
    const table = open();
    const columns = columnsOf[table.table]!;
    const row = () =>
      `(${columns.map((name, at) => pick(at ? "{x}" : pick("{A}", "{P}"), value([table]))).join(", ")})`;
    const upsert = () =>
      ` on conflict do ${pick("nothing", `update set ${set(table)}${where([table])}`, `update set ${set(table)}${where([table])}`)}`;
    const rows = one(
      () => `values ${row()}`,
      () => `values ${row()}, ${row()}`,
      () => select(),
      () => `values ${row()} union all ${select()}`,
    );
    const verb = pick(
      "insert into",
      "insert into",
      "insert into",
      "insert or replace into",
      "insert or ignore into",
      "replace into",
    );
    return `${verb} ${name(table.table)} (${columns.map(name).join(", ")}) ${rows}${seldom(upsert)}${seldom(upsert)}${returning([table])}`;
  }
  function update(): string {
    const tables = [open()];
    const head = `update ${seldom(() => "or replace")}${named(tables[0]!)} set ${set(tables[0]!)}${seldom(() => `, ${set(tables[0]!)}`)}`;
    const from = seldom(() => {
      tables.push(open());
      return `from ${named(tables[1]!)}`;
    });
    return `${head}${from}${where(tables)}${returning(tables)}`;
  }
  const remove = () => {
    const table = open();
    return `delete from ${named(table)}${where([table])}${returning([table])}`;
  };
  const statement = one(select, select, insert, update, remove);
  const common = seldom(() => `with "${pick("people", "w")}" as (${select()})`);
  const noise = pick("", "", "", "", " -- {A}", " /* where */", "; delete from people", " \n");
  return `${common}${statement}${noise}`;
}

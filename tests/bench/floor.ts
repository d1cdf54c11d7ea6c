import { createHash } from "node:crypto";
import { createServer } from "node:http";
import Database from "better-sqlite3";

const [file] = process.argv.slice(2);
const db = new Database(file!, { readonly: true });
const member = db
  .prepare(
    `select m.person_id from sessions s join memberships m on m.person_id = s.person_id
   where s.id_hash = ? and m.org_id = ? and s.ended_at is null`,
  )
  .pluck();

const list = (limit: number) =>
  `select id, number, total, currency, status, issued_at at from invoices where org_id = @org
   order by issued_at desc, id desc limit ${limit}`;
const openOrders = "select id, reference, title, step, newest_at at from orders where org_id = @org and open";
const ofRequests = `select r.id, r.number, r.subject, r.turn, r.newest_at at from requests r
   join request_people p on p.request_id = r.id and p.person_id = @person where r.org_id = @org`;

/** The rows of each page, by the end of its path. */
const pages: [RegExp, string[]][] = [
  [/\/billing$/, [list(20)]],
  [
    /\/billing\/(?<id>\w+)$/,
    [
      "select id, number, total, subtotal, currency, status, issued_at at from invoices where org_id = @org and id = @id",
      "select id, description, quantity, amount from invoice_lines where org_id = @org and invoice_id = @id",
      "select id, amount_paid, paid_at at from invoice_payments where org_id = @org and invoice_id = @id",
    ],
  ],
  [
    /\/orders\/(?<id>\w+)$/,
    [
      "select id, reference, title, promised_date, step, newest_at at from orders where org_id = @org and id = @id",
      "select step, note, occurred_at at from order_events where org_id = @org and order_id = @id order by occurred_at",
      "select name, quantity from order_items where org_id = @org and order_id = @id order by position",
    ],
  ],
  [
    /\/requests\/(?<id>\w+)$/,
    [
      `${ofRequests} and r.id = @id`,
      "select id, email, text, created_at at from messages where org_id = @org and request_id = @id order by position",
    ],
  ],
  [/^\/o\/\w+$/, [list(3), `${openOrders} order by newest_at desc limit 3`, `${ofRequests} order by at desc limit 3`]],
];
const kinds = pages.map(([path, texts]) => ({ path, statements: texts.map((text) => db.prepare(text)) }));

type Row = Record<string, string | number | null>;
const item = (path: string, { id, at, ...rest }: Row) =>
  `<li><a href="${path}/${id}">${Object.values(rest).join(" ")} <time>${at ? new Date(at).toISOString() : ""}</time></a></li>`;

/**
 * The least that could be called a server of the same rows: who asks, the page's queries, one string, a hash of it for
 * the ETag. No framework, no components, no words, no limits, no log.
 */
const server = createServer((request, response) => {
  const [path = ""] = request.url!.split("?");
  const org = path.split("/")[2];
  const cookie = /sid=([^;]+)/.exec(request.headers.cookie ?? "")?.[1] ?? "";
  const person = member.get(createHash("sha256").update(cookie).digest("hex"), org);
  const kind = kinds.find(({ path: known }) => known.test(path));
  if (!person || !kind) return response.writeHead(404).end();
  const values = { org, person, ...kind.path.exec(path)!.groups };
  const rows = kind.statements.flatMap((statement) => statement.all(values) as Row[]);
  const items = rows.map((row) => item(path, row)).join("");
  const page = `<!DOCTYPE html><html lang="en"><title>Portal</title><h1>Portal</h1><ul>${items}</ul></html>`;
  const etag = `"${createHash("sha256").update(page).digest("base64url")}"`;
  if (request.headers["if-none-match"] === etag) return response.writeHead(304, { ETag: etag }).end();
  const headers = { "Content-Type": "text/html; charset=utf-8", ETag: etag, "Content-Length": Buffer.byteLength(page) };
  response.writeHead(200, headers).end(page);
});
server.listen(0, "127.0.0.1", () => console.log((server.address() as { port: number }).port));

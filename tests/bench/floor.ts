import { createHash } from "node:crypto";
import { createServer } from "node:http";
import Database from "better-sqlite3";

const [file] = process.argv.slice(2);
const db = new Database(file!, { readonly: true });
const member = db
  .prepare(
    `select m.org_id from sessions s join memberships m on m.person_id = s.person_id
   where s.id_hash = ? and m.org_id = ? and s.ended_at is null`,
  )
  .pluck();
const rows = db.prepare(
  `select id, number, total, currency, status, issued_at from invoices
   where org_id = ? order by issued_at desc, id desc limit 20`,
);

/**
 * The least that could be called a server of the same rows: who asks, one query, one string, a hash of it for the
 * ETag. No framework, no components, no words, no limits, no log.
 */
const server = createServer((request, response) => {
  const org = request.url!.split("/")[2];
  const cookie = /sid=([^;]+)/.exec(request.headers.cookie ?? "")?.[1] ?? "";
  if (!member.get(createHash("sha256").update(cookie).digest("hex"), org)) return response.writeHead(404).end();
  const list = (rows.all(org) as Record<string, string | number>[])
    .map(
      (row) =>
        `<li><a href="/o/${org}/billing/${row.id}"><b>${row.number}</b> ${row.total} ${row.currency} ${row.status} ` +
        `<time>${new Date(row.issued_at!).toISOString()}</time></a> <a href="/o/${org}/billing/${row.id}/pdf">PDF</a></li>`,
    )
    .join("");
  const page = `<!DOCTYPE html><html lang="en"><title>Invoices</title><h1>Invoices</h1><ul>${list}</ul></html>`;
  const etag = `"${createHash("sha256").update(page).digest("base64url")}"`;
  if (request.headers["if-none-match"] === etag) return response.writeHead(304, { ETag: etag }).end();
  const headers = { "Content-Type": "text/html; charset=utf-8", ETag: etag, "Content-Length": Buffer.byteLength(page) };
  response.writeHead(200, headers).end(page);
});
server.listen(0, "127.0.0.1", () => console.log((server.address() as { port: number }).port));

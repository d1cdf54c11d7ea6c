import { createServer } from "node:http";
import Database from "better-sqlite3";

const [file, org] = process.argv.slice(2);
const db = new Database(file!, { readonly: true });
const rows = db.prepare(
  "select id, number, total, currency, status, issued_at from invoices where org_id = ? order by issued_at desc, id desc limit 20",
);
const version = db.prepare("select version from organizations where id = ?").pluck();

/** The least that could be called a server of the same rows: one query, one string, no framework, no sign-in. */
const server = createServer((request, response) => {
  const etag = `"${String(version.get(org))}"`;
  if (request.headers["if-none-match"] === etag) return response.writeHead(304, { ETag: etag }).end();
  const list = (rows.all(org) as Record<string, unknown>[])
    .map((row) => `<li><a href="/${row.id}">${row.number} ${row.total} ${row.currency} ${row.status} ${row.issued_at}</a></li>`)
    .join("");
  const page = `<!DOCTYPE html><title>Invoices</title><ul>${list}</ul>`;
  response.writeHead(200, { "Content-Type": "text/html", ETag: etag, "Content-Length": Buffer.byteLength(page) }).end(page);
});
server.listen(0, "127.0.0.1", () => console.log((server.address() as { port: number }).port));

import { createHmac } from "node:crypto";
import { createServer } from "node:http";
import Database from "better-sqlite3";

const [file, secret] = process.argv.slice(2);
const db = new Database(file!);
db.pragma("journal_mode = WAL");
db.pragma("synchronous = FULL");
db.exec("create table events (id text primary key, body text not null)");
const insert = db.prepare("insert or ignore into events values (?, ?)");

/** The least that could be called a webhook's intake: the signature, one row, one flush to disk, 200. */
const server = createServer((request, response) => {
  let body = "";
  request.setEncoding("utf8");
  request.on("data", (part: string) => (body += part));
  request.on("end", () => {
    const [, at, mac] = /t=(\d+),v1=(\w+)/.exec(String(request.headers["stripe-signature"]))!;
    const isRight = createHmac("sha256", secret!).update(`${at}.${body}`).digest("hex") === mac;
    if (isRight) insert.run((JSON.parse(body) as { id: string }).id, body);
    response.writeHead(isRight ? 200 : 400).end();
  });
});
server.listen(0, "127.0.0.1", () => console.log((server.address() as { port: number }).port));

import { createServer } from "node:http";
import Database from "better-sqlite3";

const [file] = process.argv.slice(2);
const db = new Database(file!);
db.pragma("journal_mode = WAL");
db.pragma("synchronous = FULL");
db.exec(`create table orders (reference text primary key, body text not null, step text, step_at integer);
  create table events (reference text, event_id text, body text not null, primary key (reference, event_id));`);
const order = db.prepare("insert or replace into orders (reference, body) values (?, ?)");
const event = db.prepare("insert or ignore into events values (?, ?, ?)");
const step = db.prepare("update orders set step = ?, step_at = ? where reference = ?");

type Item = { put?: string; post?: string; body: { eventId: string; step: string; occurredAt: string } };
const store = db.transaction((items: Item[]) => {
  for (const { put, post, body } of items) {
    const [, reference = ""] = (put ?? post!).split("/");
    if (put) order.run(reference, JSON.stringify(body));
    else {
      event.run(reference, body.eventId, JSON.stringify(body));
      step.run(body.step, Date.parse(body.occurredAt), reference);
    }
  }
});

/** The least that could be called a feed: rows as they come, one flush to disk a batch, nothing checked or looked up. */
const server = createServer((request, response) => {
  let body = "";
  request.setEncoding("utf8");
  request.on("data", (part: string) => (body += part));
  request.on("end", () => {
    const { items } = JSON.parse(body) as { items: Item[] };
    store(items);
    response.writeHead(200).end(JSON.stringify({ results: items.map(() => ({ status: 201, result: "created" })) }));
  });
});
server.listen(0, "127.0.0.1", () => console.log((server.address() as { port: number }).port));

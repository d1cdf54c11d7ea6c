import { readFileSync } from "node:fs";
import { Agent, request } from "node:http";
import type { Visitor } from "./crowd.ts";

const agent = new Agent({ keepAlive: true, maxSockets: 10 });

/** Asks for a page and reads it to its end; gives the wait in milliseconds. Throws on any answer but 200. */
export function visit(url: string, headers: Record<string, string>): Promise<number> {
  const began = performance.now();
  return new Promise((resolve, reject) => {
    request(url, { agent, headers }, (answer) => {
      answer.resume().once("end", () => {
        if (answer.statusCode === 200) resolve(performance.now() - began);
        else reject(new Error(`${url} was answered ${answer.statusCode}`));
      });
    })
      .once("error", reject)
      .end();
  });
}

export type Asked = (visitor: Visitor) => string;

/** What customers open most. */
export const customerPages: Readonly<Record<string, Asked>> = {
  "list of 20 invoices": ({ org }) => `/o/${org}/billing`,
  home: ({ org }) => `/o/${org}`,
  invoice: ({ org, n }) => `/o/${org}/billing/in_49_${n}`,
  order: ({ org, n }) => `/o/${org}/orders/ord_${n}_1`,
  request: ({ org, n }) => `/o/${org}/requests/req_${n}`,
};

let asked = 0;

/** So many pages by `connections` at a time, each rendered anew for a visitor chosen at random; gives the waits and the whole time. */
export async function visits(at: string, visitors: readonly Visitor[], page: Asked, count: number, connections = 10) {
  const waits: number[] = [];
  const began = performance.now();
  let left = count;
  await Promise.all(
    Array.from({ length: connections }, async () => {
      while (left-- > 0) {
        const visitor = visitors[Math.floor(Math.random() * visitors.length)]!;
        waits.push(await visit(`${at}${page(visitor)}?n=${asked++}`, visitor.headers));
      }
    }),
  );
  return { waits, ms: performance.now() - began };
}

/** Memory of a process in MB (Linux, proc_pid_status(5)): all of it, and what is its own rather than a file's. */
export function memoryMb(pid: number) {
  const status = readFileSync(`/proc/${pid}/status`, "utf8");
  const read = (name: string) => Number(new RegExp(`${name}:\\s+(\\d+)`).exec(status)![1]) / 1024;
  return { all: read("VmRSS"), own: read("RssAnon") };
}

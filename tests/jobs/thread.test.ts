import { Worker } from "node:worker_threads";
import { expect, it } from "vitest";
import { threadOf } from "#app/jobs/thread.ts";

const thread = (code: string) => () =>
  new Worker(`const { parentPort } = require("worker_threads"); ${code}`, { eval: true });
const answers = thread(
  `parentPort.on("message", ({ id, asked }) => parentPort.postMessage({ id, answer: asked.length }));`,
);
const waits = thread(`
  let first = null;
  parentPort.on("message", ({ id, asked }) => {
    if (first === null) return parentPort.postMessage({ id: (first = id) });
    parentPort.postMessage({ id, answer: asked.length });
    parentPort.postMessage({ id: first, answer: "late" });
  });
`);
const hangs = thread(`parentPort.on("message", () => { for (;;); });`);
const dies = thread(`parentPort.on("message", () => { throw new Error("too much memory"); });`);

it.each([
  ["hangs", hangs],
  ["dies", dies],
])("work over which its thread %s is given up, and what is behind it is done", async (_, bad) => {
  const opened = [bad, answers];
  const work = threadOf<string, number>(() => opened.shift()!(), 2_000);
  const [first, second, third] = [work("nasty"), work("one"), work("three")];
  await expect(first).rejects.toThrow();
  expect([await second, await third]).toEqual([3, 5]);
  expect(opened).toEqual([]);
});

it("work for which no thread can be had is given up, and what is behind it is done", async () => {
  const none = () => {
    throw new Error("no more threads");
  };
  const opened = [none, answers];
  const work = threadOf<string, number>(() => opened.shift()!());
  const [first, second] = [work("early"), work("one")];
  await expect(first).rejects.toThrow("no more threads");
  expect(await second).toBe(3);
});

it("while one waits for somebody else, what is behind it is done", async () => {
  const work = threadOf<string, number | string>(waits);
  const [slow, next] = [work("slow"), work("one")];
  expect([await next, await slow]).toEqual([3, "late"]);
});

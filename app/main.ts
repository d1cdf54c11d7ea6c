import "./heap.ts";
import { createInterface } from "node:readline/promises";
import { isMainThread, workerData } from "node:worker_threads";
import { processEnv } from "./config.server.ts";
import { answerPrintouts } from "./billing/documents/printout-thread.ts";
import { runCommand } from "./cli.ts";
import type { ThreadName } from "./jobs/thread.ts";
import { answerMails } from "./requests/inbound/mail-thread.ts";
import { serveUntilStopped } from "./server.ts";

const command = process.argv.slice(2);

async function ask(question: string): Promise<string> {
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  return terminal.question(question).finally(() => terminal.close());
}

const threads: Record<ThreadName, () => void> = { mails: answerMails, printouts: answerPrintouts };

if (!isMainThread) threads[workerData as ThreadName]();
else if (command.length) {
  const around = { env: processEnv(), now: Date.now, ask: process.stdin.isTTY ? ask : null };
  process.exitCode = await runCommand(command, around);
} else serveUntilStopped(processEnv());
